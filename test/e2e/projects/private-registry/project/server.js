const http = require('node:http');
const greeting = require('@acme/greeting');

const server = http.createServer((_request, response) => response.end(greeting('mailer')));
server.listen(process.env.PORT ?? 3000);
process.once('SIGTERM', () => server.close());
