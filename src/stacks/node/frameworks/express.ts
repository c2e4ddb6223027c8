import type { Framework } from '../framework.ts';
import { program, serves } from './support/program.ts';

export const express: Framework = {
  id: 'express',
  title: 'Express',
  packages: ['express'],
  detect: (input) => serves(input, 'express'),
  never: ['nodemon', 'ts-node-dev', 'tsx watch', 'node --watch'],
  shape: (input) => program(input),
};
