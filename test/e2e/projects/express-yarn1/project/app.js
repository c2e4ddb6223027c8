const express = require('express');
const logger = require('morgan');

const app = express();
app.use(logger('tiny'));
app.use(express.json());
app.get('/', (_request, response) => response.send('<h1>Links</h1>'));

module.exports = app;
