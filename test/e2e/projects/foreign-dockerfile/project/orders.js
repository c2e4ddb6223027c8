import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

const port = process.env.PORT ?? 3000;

createServer(async (request, response) => {
  if (request.url === '/ready') return response.end(`ready on ${port}`);
  const file = request.url === '/' ? 'pages/home.html' : `.${request.url}`;
  try {
    response.end(await readFile(file));
  } catch {
    response.writeHead(404).end();
  }
}).listen(port);
