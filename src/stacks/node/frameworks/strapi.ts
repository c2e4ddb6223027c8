import { inside } from '../../shared/paths.ts';
import type { Framework, FrameworkInput } from '../framework.ts';
import { findBuild } from './support/build.ts';
import { asTheyAre, ifThere, server } from './support/shape.ts';

const READ_AT_RUN_TIME = ['public', 'database', 'favicon.png', 'favicon.ico', 'tsconfig.json'];

const KEYS = ['APP_KEYS', 'API_TOKEN_SALT', 'ADMIN_JWT_SECRET', 'TRANSFER_TOKEN_SALT', 'JWT_SECRET'];

export const strapi: Framework = {
  id: 'strapi',
  title: 'Strapi',
  packages: ['@strapi/strapi'],
  never: ['strapi develop', 'strapi dev', 'strapi develop --watch-admin'],
  shape: (input) => {
    const { build, notes, from } = findBuild(input, 'strapi build');
    const typed = input.project.has(inside(input.service, 'tsconfig.json'));
    return server(input, {
      build,
      // In JavaScript the sources themselves run, beside the admin pages that were built.
      outputs: typed ? [...asTheyAre('dist'), ...ifThere(input, ...READ_AT_RUN_TIME)] : asTheyAre('.'),
      start: ['node_modules/@strapi/strapi/bin/strapi.js', 'start'],
      port: 1337,
      environment: { HOST: '0.0.0.0', STRAPI_TELEMETRY_DISABLED: 'true' },
      needs: KEYS,
      buildEnvironment: { STRAPI_TELEMETRY_DISABLED: 'true' },
      writable: ['.tmp', 'public/uploads'],
      notes: [...notes, ...advice(input)],
      from: { build: from, outputs: typed ? 'tsconfig.json' : 'default' },
    });
  },
};

function advice({ manifest }: FrameworkInput): string[] {
  const secrets = `Strapi needs ${KEYS.slice(0, -1).join(', ')} and ${KEYS.at(-1)} at run time; keep uploads on a volume at /app/public/uploads.`;
  const sqlite = Object.hasOwn(manifest.dependencies, 'better-sqlite3');
  return sqlite
    ? [secrets, 'SQLite writes to /app/.tmp, which a tmpfs forgets: use a volume there, or another database.']
    : [secrets];
}
