import type { Framework } from '../framework.ts';
import { program, serves } from './support/program.ts';

export const koa: Framework = {
  id: 'koa',
  title: 'Koa',
  packages: ['koa'],
  detect: (input) => serves(input, 'koa'),
  never: ['nodemon', 'ts-node-dev', 'tsx watch', 'node --watch'],
  shape: (input) => program(input),
};
