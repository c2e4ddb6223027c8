import semver from 'semver';
import { inside } from '../../shared/paths.ts';
import type { Framework, FrameworkInput } from '../framework.ts';
import { findBuild } from './support/build.ts';
import { outDirOf } from './support/program.ts';
import { server } from './support/shape.ts';

const OURS = { HOST: '0.0.0.0', LOG_LEVEL: 'info' };

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
      environment: OURS,
      needs: neededVariables(input),
      writable: ['tmp'],
      notes: [
        ...notes,
        'AdonisJS checks its variables when it starts: give it APP_KEY (and what start/env.ts names) at run time.',
      ],
      from: { build: from, outputs: 'tsconfig.json' },
    });
  },
};

/** What start/env.ts checks and lets nobody leave out, but for what the image sets. */
function neededVariables({ project, service }: FrameworkInput): string[] {
  const text = project.text(inside(service, 'start/env.ts'))?.slice(0, 64 * 1024) ?? '';
  const checked = text.matchAll(
    /^[ \t]{0,8}([A-Z][A-Z0-9_]{1,60})[ \t]{0,4}:[ \t]{0,4}Env\.schema\.\w{1,20}(?!\.optional)\(/gm,
  );
  const names = [...checked].map(([, name = '']) => name).filter((name) => !Object.hasOwn(OURS, name));
  return [...new Set(['APP_KEY', ...names])].filter((name) => !['NODE_ENV', 'PORT'].includes(name)).slice(0, 20);
}

/** Before version 6 the server file lay at the top. */
function older({ manifest }: FrameworkInput): boolean {
  const range = manifest.dependencies['@adonisjs/core'] ?? '';
  const lowest = semver.validRange(range) === null ? null : semver.minVersion(range);
  return lowest !== null && lowest.major < 6;
}
