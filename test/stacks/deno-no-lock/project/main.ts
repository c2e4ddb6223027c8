import express from 'express';

const app = express();
app.get('/', (_, response) => response.send('ok'));
app.listen(3000);
