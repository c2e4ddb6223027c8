import { Application } from 'https://deno.land/x/oak/mod.ts';

const app = new Application();
Deno.addSignalListener('SIGTERM', () => Deno.exit());
await app.listen({ port: 8080 });
