import Fastify from 'fastify';

await Fastify().get('/health', () => 'ok').listen({ host: '0.0.0.0', port: Number(process.env.PORT ?? 3000) });
