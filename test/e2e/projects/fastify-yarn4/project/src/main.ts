import Fastify from 'fastify';

const app = Fastify({ logger: true });
app.get('/prices/:item', async (request) => ({ item: (request.params as { item: string }).item, cents: 1299 }));
app.get('/health', async () => ({ status: 'up' }));

await app.listen({ port: Number(process.env.PORT ?? 3000), host: '0.0.0.0' });
process.once('SIGTERM', () => void app.close());
