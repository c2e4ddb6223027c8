const express = require('express');

const app = express();
app.get('/', (request, response) => response.send(`Hello ${request.query.name ?? 'world'}`));
app.listen(process.env.PORT ?? 3000);
