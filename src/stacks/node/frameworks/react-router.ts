import semver from 'semver';
import { dependsOn } from '../../shared/javascript/manifest.ts';
import type { Framework, FrameworkInput, Shape } from '../framework.ts';
import { findBuild } from './support/build.ts';
import { literal, readConfig, safeFolder } from './support/config.ts';
import { ownServer } from './support/own-server.ts';
import { asTheyAre, server, site } from './support/shape.ts';

/** Framework mode, which its own compiler tells; the library alone is a part of whatever Vite builds. */
export const reactRouter: Framework = {
  id: 'react-router',
  title: 'React Router',
  packages: ['@react-router/dev'],
  detect: (input) => dependsOn(input.manifest, '@react-router/dev'),
  never: ['react-router dev', 'react-router preview', 'vite', 'vite dev', 'vite preview'],
  shape: (input) => {
    const config = readConfig(input, 'react-router.config');
    const { build, notes, from } = findBuild(input, 'react-router build');
    const folder = safeFolder(input, literal(config, 'buildDirectory')) ?? 'build';
    const origin = { build: from, outputs: config?.path ?? 'default' };
    if (literal(config, 'ssr') === 'false') {
      return site(input, { build, folder: `${folder}/client`, fallback: 'spa', notes, from: origin });
    }
    const entry = `${folder}/server/${literal(config, 'serverBuildFile') ?? 'index.js'}`;
    return serve(input, folder, entry, { build, notes, from: origin });
  },
};

type Parts = Pick<Shape, 'build' | 'notes' | 'from'>;

/** `@react-router/serve` starts what the build leaves; without it the service has a server file of its own. */
function serve(input: FrameworkInput, folder: string, entry: string, parts: Parts): Shape {
  const range = input.manifest.dependencies['@react-router/serve'];
  if (range === undefined || ownServer(input, folder))
    return server(input, { ...parts, outputs: asTheyAre('.'), start: null, port: 3000 });
  return server(input, {
    ...parts,
    outputs: asTheyAre(folder),
    start: [`node_modules/@react-router/serve/${serveFile(range)}`, entry],
    port: 3000,
    environment: { HOST: '0.0.0.0' },
  });
}

/** The package's bin was renamed in version 8. */
function serveFile(range: string): string {
  const lowest = semver.validRange(range) === null ? null : semver.minVersion(range);
  return lowest !== null && lowest.major === 7 ? 'bin.js' : 'bin.cjs';
}
