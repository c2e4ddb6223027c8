import type { Framework } from '../framework.ts';
import { findBuild } from './support/build.ts';
import { literal, readConfig, safeFolder } from './support/config.ts';
import { ownServer } from './support/own-server.ts';
import { site } from './support/shape.ts';

export const rsbuild: Framework = {
  id: 'rsbuild',
  title: 'Rsbuild',
  packages: ['@rsbuild/core'],
  detect: (input) => ownServer(input) === undefined,
  never: ['rsbuild dev', 'rsbuild preview', 'rsbuild'],
  shape: (input) => {
    const config = readConfig(input, 'rsbuild.config');
    const { build, notes, from } = findBuild(input, 'rsbuild build');
    const folder = literal(config, 'output.distPath', 'output.distPath.root');
    return site(input, {
      build,
      folder: safeFolder(input, folder) ?? 'dist',
      fallback: 'spa',
      notes,
      from: { build: from, outputs: folder === undefined ? 'default' : (config?.path ?? 'default') },
    });
  },
};
