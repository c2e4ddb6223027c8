import { createApp } from './app.js';

const port = Number(process.env.PORT ?? 3000);
const app = createApp();
app.listen(port, '0.0.0.0', () => console.log(`service-name listens on port ${port}`));

// what is being answered is finished, then the process ends by itself
for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => app.close());
