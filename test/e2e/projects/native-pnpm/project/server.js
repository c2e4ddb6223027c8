const http = require('node:http');
const bcrypt = require('bcrypt');

const hash = bcrypt.hashSync('open sesame', 4);
const server = http.createServer((_request, response) => {
  response.end(bcrypt.compareSync('open sesame', hash) ? 'hashed natively' : 'broken');
});
server.listen(process.env.PORT ?? 3000);
process.once('SIGTERM', () => server.close());
