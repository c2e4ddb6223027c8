import { price } from '@shop/prices';
import { Hono } from 'hono';

const app = new Hono();
app.get('/', (c) => c.text(price(3)));
app.get('/health', (c) => c.text('ok'));

export default { fetch: app.fetch } satisfies Deno.ServeDefaultExport;
