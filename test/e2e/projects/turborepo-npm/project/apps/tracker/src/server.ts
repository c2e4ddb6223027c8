import { distance } from '@fleet/geo';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

const app = new Hono();
app.get('/distance', (context) => context.json({ kilometres: distance(3, 4) }));

const server = serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 3000) });
process.once('SIGTERM', () => server.close());
