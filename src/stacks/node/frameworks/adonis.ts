import semver from 'semver';
import type { Framework, FrameworkInput } from '../framework.ts';
import { findBuild } from './support/build.ts';
import { outDirOf } from './support/program.ts';
import { server } from './support/shape.ts';

export const adonis: Framework = {
  id: 'adonis',
  title: 'AdonisJS',
  packages: ['@adonisjs/core'],
  never: ['node ace serve', 'node ace serve --watch', 'node ace serve --hmr'],
  shape: (input) => {
    const { build, notes, from } = findBuild(input, 'node ace build');
    return server(input, {
      build,
      // The build leaves a folder that is a whole project: what it holds is started from within.
      outputs: [{ from: outDirOf(input, 'tsconfig.json') ?? 'build', to: '.' }],
      start: [older(input) ? 'server.js' : 'bin/server.js'],
      port: 3333,
      environment: { HOST: '0.0.0.0', LOG_LEVEL: 'info' },
      writable: ['tmp'],
      notes: [
        ...notes,
        'AdonisJS checks its variables when it starts: give it APP_KEY (and what start/env.ts names) at run time.',
      ],
      from: { build: from, outputs: 'tsconfig.json' },
    });
  },
};

/** Before version 6 the server file lay at the top. */
function older({ manifest }: FrameworkInput): boolean {
  const range = manifest.dependencies['@adonisjs/core'] ?? '';
  const lowest = semver.validRange(range) === null ? null : semver.minVersion(range);
  return lowest !== null && lowest.major < 6;
}
