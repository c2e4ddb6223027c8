import 'reflect-metadata';
import { Ignitor, prettyPrintError } from '@adonisjs/core';

const root = new URL('../', import.meta.url);
const importer = (path: string) => import(path.startsWith('.') ? new URL(path, root).href : path);

new Ignitor(root, { importer })
  .tap((app) => app.booting(async () => void (await import('#start/env'))))
  .httpServer()
  .start()
  .catch((error) => {
    process.exitCode = 1;
    prettyPrintError(error);
  });
