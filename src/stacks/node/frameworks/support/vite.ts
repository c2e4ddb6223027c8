import { posix } from 'node:path';
import { inside } from '../../../shared/paths.ts';
import type { FrameworkInput } from '../../framework.ts';
import { commandsOf, option, positional } from './commands.ts';
import { type Config, literal, readConfig, safeFolder, safeFolderBelow, setting } from './config.ts';
import { ownServer } from './own-server.ts';

/** Where a Vite build leaves its files, and what could not be read. */
interface Built {
  readonly folder: string;
  readonly from: string;
  readonly notes: readonly string[];
}

/** Vite's own folder of pages: `root` in the config or the word after `vite build`. */
function viteRoot(input: FrameworkInput, config: Config | undefined): string {
  const said =
    commandsOf(input.manifest, 'vite build').map(({ rest }) => positional(rest))[0] ?? literal(config, 'root');
  return safeFolder(input, said) ?? '.';
}

/** The folder that `vite build` writes: the option, the config, else `dist`; all of them relative to Vite's root. */
export function viteFolder(input: FrameworkInput, config: Config | undefined): Built {
  const root = viteRoot(input, config);
  const below = (folder: string) => safeFolderBelow(input, root, folder);
  for (const { script, rest } of commandsOf(input.manifest, 'vite build')) {
    const said = option(rest, '--outDir');
    const folder = said === undefined ? undefined : below(said);
    if (folder !== undefined) return { folder, from: `${input.manifest.path} scripts.${script}`, notes: [] };
  }
  const said = setting(config, 'build.outDir');
  const folder = said?.kind === 'literal' ? below(said.value) : undefined;
  if (folder !== undefined) return { folder, from: config?.path ?? 'default', notes: [] };
  const fallback = below('dist') ?? 'dist';
  const notes = said
    ? [`${config?.path} sets build.outDir by code or outside the project; \`${fallback}\` is assumed.`]
    : [];
  return { folder: fallback, from: 'default', notes };
}

/** Whether Vite builds pages here: there is an index.html, or a script builds more than a library or a server. */
export function buildsPages(input: FrameworkInput): boolean {
  const config = readConfig(input, 'vite.config');
  if (setting(config, 'build.lib') || config?.values.has('build.lib.entry') || ownServer(input)) return false;
  const page = inside(input.service, posix.join(viteRoot(input, config), 'index.html'));
  if (input.project.has(page)) return true;
  return commandsOf(input.manifest, 'vite build').some(
    ({ script, rest }) => script.startsWith('build') && !rest.includes('--ssr'),
  );
}
