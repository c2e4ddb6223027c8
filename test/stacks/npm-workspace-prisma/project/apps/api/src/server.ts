import express from 'express';

const app = express();
app.get('/healthz', (_request, response) => response.send('ok'));
app.listen(process.env.PORT ?? 3000);
