import { isObject } from '../../../core/project.ts';
import { openIn, openNote } from '../../shared/credentials.ts';
import { inside } from '../../shared/paths.ts';
import { lineAt, sourceReader } from '../../shared/sources.ts';
import type { Fetches, Input } from '../generator.ts';
import { type Config, readConfig, setting } from './config.ts';

const MODULE_FILES = ['toml', 'yaml', 'yml', 'json'].map((format) => `config/_default/module.${format}`);

/** The modules that Go fetches for a site of Hugo: imports that no _vendor folder holds. */
export function hugoModules({ project, service }: Input, config: Config): Fetches | undefined {
  if (project.has(inside(service, '_vendor/modules.txt'))) return undefined;
  const own = readConfig(project, service, MODULE_FILES);
  const lists = [setting(config, 'module', 'imports'), own && setting(own, 'imports')];
  const imports = lists.flatMap((list): readonly unknown[] => (Array.isArray(list) ? list : []));
  const fetched = imports.some((one) => isObject(one) && /^[\w-]+\.[\w.-]+\//.test(String(one.path)));
  return fetched ? { why: 'modules as go.sum has them', from: `${config.path} module.imports` } : undefined;
}

const LAYOUTS = sourceReader({
  source: (name) => /\.(?:html|xml|json|md)$/.test(name),
  likely: /^(?:head|base|single|list|home)\b/,
  skipped: /^(?:node_modules|public|resources|static|assets|content|data|i18n|archetypes|_vendor|exampleSite)$/,
});

/** A layout that asks another host while the site is built. */
export function hugoLayouts({ project, service }: Input): Fetches | undefined {
  for (const { path, text } of LAYOUTS(project, service)) {
    const match = /\b(?:resources\.GetRemote|get(?:JSON|CSV)[ \t]{1,4}["'`]https?:)/.exec(text);
    if (match) return { why: 'its layouts fetch', from: `${path}:${lineAt(text, match.index)}` };
  }
  return undefined;
}

/** Credentials in the addresses of the configuration: a proxy for modules takes them so. */
export function hugoOpen({ project, service }: Input, config: Config): string[] {
  const paths = [config.path, ...MODULE_FILES.map((file) => inside(service, file))];
  const open = [...new Set(paths)].flatMap((path) => openIn(project, path));
  return open.map((place) => openNote(place, { secret: 'the secret netrc', goes: 'build' }));
}
