import { dependsOn } from '../../shared/javascript/manifest.ts';
import type { Framework } from '../framework.ts';
import { program, serves } from './support/program.ts';

const WORKERS = ['wrangler', '@cloudflare/workers-types', '@hono/vite-build'];

/** On Node by @hono/node-server, on Bun by itself; made for Workers it has nothing that listens. */
export const hono: Framework = {
  id: 'hono',
  title: 'Hono',
  packages: ['hono'],
  detect: (input) => serves(input, 'hono'),
  never: ['wrangler dev', 'bun run --hot', 'tsx watch'],
  shape: (input) => {
    const listens = dependsOn(input.manifest, '@hono/node-server') || dependsOn(input.manifest, '@types/bun');
    const worker = !listens && WORKERS.some((name) => dependsOn(input.manifest, name));
    const notes = worker
      ? [
          'This Hono app is made for Cloudflare Workers: add @hono/node-server and a file that calls serve(), and name it with --start.',
        ]
      : [];
    return program(input, { notes });
  },
};
