import { Application } from '@oak/oak';
import { price } from '@shop/prices';

const app = new Application();
app.use((context) => (context.response.body = price()));
await app.listen({ port: 8000 });
