import { shellCommand } from '../../../../../core/quote.ts';
import type { Member, Recipe } from '../recipe.ts';
import { filter, NPMRC, named, words } from './common.ts';

/** Where pnpm keeps what it downloaded, in whichever of its commands. */
export const PNPM_STORE = '/root/.pnpm-store';

/** The recipe for a version of pnpm, and its major version. */
export function pnpm(version: string | null, major: number): Recipe {
  return {
    title: 'pnpm',
    tool: `pnpm@${version ?? '10.34.4'}`,
    cache: { id: 'pnpm', target: PNPM_STORE },
    secret: NPMRC,
    rewritesManifest: false,
    environment: { CI: 'true' },
    // options first: several checkers take the text "npm install" in the middle of it for npm's own command
    install: ({ production, locked, scripts, members }) =>
      words(
        'pnpm',
        ...withNeeded(members),
        // the root's own tools (typescript, turbo) build the members
        members.length > 0 && !production && '--filter=.',
        locked ? '--frozen-lockfile' : '--no-frozen-lockfile',
        `--store-dir=${PNPM_STORE}`,
        production && '--prod',
        // from 10 on only packages that the project allows run scripts; before, all of them would
        !(scripts && major >= 10) && '--ignore-scripts',
        'install',
      ),
    rebuild: (packages) => (major >= 10 ? null : `pnpm rebuild ${shellCommand(packages, 'the package name')}`),
    // in a workspace pnpm itself puts them in order and passes over members without the script
    script: (name, members) => [words('pnpm', ...withNeeded(members), `run ${named(name)}`)],
    execute: (command) => `pnpm exec ${shellCommand(command, 'the command')}`,
  };
}

/** pnpm's own way to say "the service and every member that it needs". The service is the last of the members. */
const withNeeded = (members: readonly Member[]) => members.slice(-1).map((service) => `${pnpmFilter(service)}...`);

/** A name as packages have it: pnpm reads `!web` and `web...` as more than that. */
const PLAIN_NAME = /^(?:@[\w.~-]+\/)?[\w~][\w~-]*(?:\.[\w~-]+)*$/;

/** The option that names a member: by its folder where its manifest gives it no name, for then the name finds nothing. */
export function pnpmFilter({ name, path }: Member): string {
  return filter({ path, name: name !== path && PLAIN_NAME.test(name) ? name : `{${path}}` });
}
