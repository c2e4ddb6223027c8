export default defineEventHandler(() => ({ headline: 'Rendered on the server' }));
