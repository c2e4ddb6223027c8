import { createServer } from 'node:http';

createServer((_request, response) => response.end('ok')).listen(process.env.PORT ?? 3000);
