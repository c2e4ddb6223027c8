import type { Framework, FrameworkInput } from '../framework.ts';
import { findBuild } from './support/build.ts';
import { commandsOf } from './support/commands.ts';
import { importsAny, readConfig } from './support/config.ts';
import { nitroServer } from './support/nitro.ts';

/** A server built by Nitro alone, or by its Vite plugin beside any pages. */
export const nitro: Framework = {
  id: 'nitro',
  title: 'Nitro',
  packages: ['nitro', 'nitropack', 'nitro-nightly'],
  detect: (input) => readConfig(input, 'nitro.config') !== undefined || byVite(input) || buildsItself(input),
  never: ['nitro dev', 'nitro preview', 'vite', 'vite dev', 'vite preview'],
  shape: (input) => {
    const config = readConfig(input, 'nitro.config', 'vite.config');
    const command = byVite(input) && !buildsItself(input) ? 'vite build' : 'nitro build';
    return nitroServer(input, config, findBuild(input, command));
  },
};

function byVite(input: FrameworkInput): boolean {
  return importsAny(readConfig(input, 'vite.config'), 'nitro/vite') !== undefined;
}

function buildsItself({ manifest }: FrameworkInput): boolean {
  return ['nitro build', 'nitropack build'].some((tool) => commandsOf(manifest, tool).length > 0);
}
