import type { Base, FrameworkInput } from '../../framework.ts';
import { commandsOf, option } from './commands.ts';
import { type Config, literal } from './config.ts';

/** The base that the first of some settings of a config file says. */
export function baseIn(config: Config | undefined, ...settings: readonly string[]): Base | null {
  const found = settings.find((setting) => literal(config, setting) !== undefined);
  return found === undefined || !config ? null : { url: literal(config, found) ?? '', from: `${config.path} ${found}` };
}

/** The base that an option of the build's command says: it counts before what a file says. */
export function baseTold({ manifest }: FrameworkInput, command: string, name: string): Base | null {
  for (const { script, rest } of commandsOf(manifest, command)) {
    const url = option(rest, name);
    if (url !== undefined) return { url, from: `${manifest.path} scripts.${script} ${name}` };
  }
  return null;
}
