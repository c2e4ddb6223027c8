import { shellCommand } from '../../../../../core/quote.ts';
import type { Recipe } from '../recipe.ts';
import { filter, NPMRC, named, words } from './common.ts';

export const bun: Recipe = {
  title: 'Bun',
  tool: null,
  cache: { id: 'bun', target: '/root/.bun/install/cache' },
  secret: NPMRC,
  rewritesManifest: false,
  environment: { DO_NOT_TRACK: '1' },
  install: ({ production, locked, scripts, members }) =>
    words(
      'bun install',
      locked && '--frozen-lockfile',
      production && '--production',
      !scripts && '--ignore-scripts',
      ...members.map(filter),
    ),
  rebuild: () => null,
  script: (name, members) =>
    members.length === 0
      ? [`bun run ${named(name)}`]
      : members.map((member) => `bun run ${filter(member)} ${named(name)}`),
  execute: (command) => `bun x ${shellCommand(command, 'the command')}`,
};
