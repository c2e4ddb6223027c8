import { Hono } from 'hono';

const app = new Hono();
app.get('/', async (c) => c.text(await Deno.readTextFile('greeting.txt')));
app.get('/healthz', (c) => c.text('ok'));
// what no permission names is refused
app.get('/passwd', async (c) => {
  try {
    return c.text(await Deno.readTextFile('/etc/passwd'));
  } catch (error) {
    return c.text(`refused: ${error instanceof Error ? error.name : ''}`);
  }
});
Deno.serve({ port: Number(Deno.env.get('PORT') ?? 8787) }, app.fetch);
