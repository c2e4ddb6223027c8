import Koa from 'koa';

const page = await Deno.readTextFile(new URL('built/index.html', import.meta.url));
const app = new Koa();
app.use((context) => {
  context.body = page;
});
const server = app.listen(3000);
Deno.addSignalListener('SIGTERM', () => server.close(() => Deno.exit()));
