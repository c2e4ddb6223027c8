import { stringAt } from '../../../core/project.ts';
import type { Base, Framework, FrameworkInput } from '../framework.ts';
import { findBuild } from './support/build.ts';
import { splitScript } from './support/commands.ts';
import { safeFolder } from './support/config.ts';
import { ownServer } from './support/own-server.ts';
import { site } from './support/shape.ts';

export const cra: Framework = {
  id: 'cra',
  title: 'Create React App',
  packages: ['react-scripts', '@craco/craco', 'react-app-rewired'],
  detect: (input) => ownServer(input) === undefined,
  never: ['react-scripts start', 'craco start', 'react-app-rewired start', 'serve -s build'],
  shape: (input) => {
    const { build, notes, from } = findBuild(input, 'react-scripts build');
    return site(input, {
      build,
      folder: buildPath(input) ?? 'build',
      base: homepage(input),
      fallback: 'spa',
      notes,
      from: { build: from, outputs: 'default' },
    });
  },
};

function homepage({ manifest: { json, path } }: FrameworkInput): Base | null {
  const url = stringAt(json, 'homepage');
  return url === undefined ? null : { url, from: `${path} homepage` };
}

/** `BUILD_PATH=./dist react-scripts build`. */
function buildPath(input: FrameworkInput): string | undefined {
  const words = splitScript(input.manifest.scripts.build ?? '').flat();
  const said = words.find((word) => word.startsWith('BUILD_PATH='));
  return safeFolder(input, said?.slice('BUILD_PATH='.length).replace(/^['"]|['"]$/g, ''));
}
