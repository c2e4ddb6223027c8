import Koa from 'koa';

new Koa().use((context) => { context.body = 'ok'; }).listen(process.env.PORT);
