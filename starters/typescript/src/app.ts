import { createServer, type Server } from 'node:http';

/** Every path and who answers it. */
const ROUTES = new Map<string | undefined, () => object>([
  ['/', () => ({ message: 'Hello from service-name' })],
  ['/healthz', () => ({ status: 'ok' })],
]);

/** The service, not listening yet: tests give it a port of their own. */
export function createApp(): Server {
  return createServer(({ method, url = '/' }, response) => {
    const answer = method === 'GET' ? ROUTES.get(url.split('?')[0]) : undefined;
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ? answer() : { error: 'not found' }));
  });
}
