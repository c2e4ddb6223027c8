import { shellCommand, shellWord } from '../../../../../core/quote.ts';
import type { ManagerChoice, Member, Recipe } from '../recipe.ts';
import { NPMRC, named, words } from './common.ts';

/** Where both Yarns keep what they downloaded. */
const YARN_FOLDER = '/usr/local/share/.cache/yarn';

/** The recipe for Yarn 1. */
export function yarnClassic(version: string | null): Recipe {
  return {
    title: 'Yarn',
    tool: `yarn@${version ?? '1.22.22'}`,
    cache: { id: 'yarn-classic', target: YARN_FOLDER },
    secret: NPMRC,
    rewritesManifest: false,
    environment: {},
    install: ({ production, locked }) =>
      words(
        'yarn install',
        locked && '--frozen-lockfile',
        production && '--production',
        '--ignore-scripts --non-interactive',
      ),
    rebuild: (packages) => `npm rebuild ${shellCommand(packages, 'the package name')}`,
    script: (name, members) => yarnScript('yarn', name, members),
    execute: (command) => `yarn run ${shellCommand(command, 'the command')}`,
  };
}

/** The recipe for Yarn from 2 on. */
export function yarn(manager: ManagerChoice, major: number): Recipe {
  const pnp = manager.linker === 'pnp';
  // a Yarn that the project brings along runs from there: newer base images have none to hand over to it
  const program = manager.yarnPath ? `node ${shellWord(manager.yarnPath, 'yarnPath')}` : 'yarn';
  return {
    title: 'Yarn',
    tool: manager.yarnPath ? null : `@yarnpkg/cli-dist@${manager.version ?? '4.18.1'}`,
    cache: { id: 'yarn', target: YARN_FOLDER },
    secret: { id: 'yarnrc', target: '/root/.yarnrc.yml', source: '$HOME/.yarnrc.yml' },
    rewritesManifest: true,
    // with Plug'n'Play the packages run from the project's own cache folder, so it has to lie there
    environment: {
      YARN_ENABLE_GLOBAL_CACHE: pnp ? 'false' : 'true',
      YARN_ENABLE_TELEMETRY: 'false',
      YARN_GLOBAL_FOLDER: YARN_FOLDER,
    },
    install: ({ production, locked, scripts, members }) => {
      const skipBuild = major >= 3 ? '--mode=skip-build' : '--skip-builds';
      if (production && major >= 4) {
        const focus = members.length > 0 ? members.map(({ name }) => shellWord(name, 'the workspace name')) : ['--all'];
        return words(`${program} workspaces focus`, '--production', ...focus);
      }
      return words(`${program} install`, locked && '--immutable', !scripts && skipBuild);
    },
    rebuild: () => null,
    script: (name, members) =>
      major >= 4 && members.length > 1 ? [yarnForeach(program, name, members)] : yarnScript(program, name, members),
    execute: (command) => `${program} run ${shellCommand(command, 'the command')}`,
  };
}

/** Runs a script with either Yarn: of the project itself, or of members one after the other. */
const yarnScript = (yarn: string, script: string, members: readonly Member[]) =>
  members.length === 0
    ? [`${yarn} run ${named(script)}`]
    : members.map(({ name }) => `${yarn} workspace ${shellWord(name, 'the workspace name')} run ${named(script)}`);

/** Yarn 4's own way to run a script of the service, the last of the members, after those that it needs. */
function yarnForeach(program: string, script: string, members: readonly Member[]): string {
  const from = shellWord(members.at(-1)?.name ?? '', 'the workspace name');
  return `${program} workspaces foreach --recursive --topological --from ${from} run ${named(script)}`;
}
