const Koa = require('koa');

const app = new Koa();
app.use((context) => {
  context.body = { weather: 'fair', pnp: Boolean(process.versions.pnp) };
});
app.listen(process.env.PORT ?? 3000);
