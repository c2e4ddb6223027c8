import { greet } from '@platform/shared';
import Fastify from 'fastify';

const app = Fastify();
app.get('/', async () => ({ greeting: greet('workspace') }));

await app.listen({ port: Number(process.env.PORT ?? 3000), host: '0.0.0.0' });
process.once('SIGTERM', () => void app.close());
