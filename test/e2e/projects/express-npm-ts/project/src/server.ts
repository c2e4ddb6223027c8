import express from 'express';
import { orders } from './orders.js';

const app = express();

app.get('/healthz', (_request, response) => {
  response.send('ok');
});

app.get('/orders/:id', (request, response) => {
  const order = orders.get(request.params.id);
  if (order) response.json(order);
  else response.status(404).json({ error: 'no such order' });
});

const port = Number(process.env.PORT ?? 3000);
const server = app.listen(port, () => console.log(`orders-api listens on ${port}`));

process.on('SIGTERM', () => server.close(() => process.exit(0)));
