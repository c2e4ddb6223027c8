export default defineEventHandler(() => ({ greeting: 'Hello Nuxt' }));
