import { shellCommand, shellWord } from '../../../../../core/quote.ts';
import type { Recipe } from '../recipe.ts';
import { NPMRC, named, words } from './common.ts';

export const npm: Recipe = {
  title: 'npm',
  tool: null,
  cache: { id: 'npm', target: '/root/.npm' },
  secret: NPMRC,
  rewritesManifest: false,
  environment: {},
  install: ({ production, locked, members }) =>
    words(
      locked ? 'npm ci' : 'npm install',
      production && '--omit=dev',
      '--ignore-scripts --no-audit --no-fund',
      ...members.map(({ path }) => `--workspace=${shellWord(path, 'the workspace folder')}`),
      // the root's own tools (typescript, turbo) build the members
      members.length > 0 && !production && '--include-workspace-root',
    ),
  rebuild: (packages) => `npm rebuild ${shellCommand(packages, 'the package name')}`,
  script: (name, members) => [
    words(
      `npm run ${named(name)}`,
      members.length > 1 && '--if-present',
      ...members.map(({ path }) => `--workspace=${shellWord(path, 'the workspace folder')}`),
    ),
  ],
  execute: (command) => `npm exec -- ${shellCommand(command, 'the command')}`,
};
