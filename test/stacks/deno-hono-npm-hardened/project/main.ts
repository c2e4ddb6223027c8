import { Hono } from 'hono';

const app = new Hono();
app.get('/healthz', (c) => c.text('ok'));
Deno.serve({ port: Number(Deno.env.get('PORT') ?? 8787) }, app.fetch);
