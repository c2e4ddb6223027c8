const { daysFrom } = require('@library/days');
const express = require('express');

const app = express();
app.get('/due', (_request, response) => response.json({ due: daysFrom(new Date(0), 14) }));
const server = app.listen(process.env.PORT ?? 3000);
process.once('SIGTERM', () => server.close());
