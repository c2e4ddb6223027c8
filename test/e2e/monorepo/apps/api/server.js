import { createServer } from 'node:http';
import { cents } from '@shop/money';

const server = createServer((request, response) => response.end(request.url === '/healthz' ? 'well' : cents(7)));
server.listen(process.env.PORT ?? 3000);
process.on('SIGTERM', () => server.close());
