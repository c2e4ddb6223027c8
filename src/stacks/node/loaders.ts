import type { Manifest } from '../shared/javascript/manifest.ts';
import type { ScriptRuntime } from './script-tables.ts';

/** How node loads a runner's compiler, and the package that has to ship for it. */
const LOADERS: Readonly<Partial<Record<ScriptRuntime, { readonly name: string; readonly flags: readonly string[] }>>> =
  {
    tsx: { name: 'tsx', flags: ['--import', 'tsx'] },
    jiti: { name: 'jiti', flags: ['--import', 'jiti/register'] },
    'ts-node': { name: 'ts-node', flags: ['--require', 'ts-node/register/transpile-only'] },
    'swc-node': { name: '@swc-node/register', flags: ['--import', '@swc-node/register/esm-register'] },
    'esbuild-register': { name: 'esbuild-register', flags: ['--require', 'esbuild-register'] },
    'babel-node': { name: '@babel/register', flags: ['--require', '@babel/register'] },
  };

/** The options that make node itself a runner; undefined when its compiler is not among the dependencies that ship. */
export function loaderFlags(runtime: ScriptRuntime, manifest: Manifest): readonly string[] | undefined {
  const loader = LOADERS[runtime];
  return loader && Object.hasOwn(manifest.dependencies, loader.name) ? loader.flags : undefined;
}

const LOADS = /^(?:-r|--require|--import|--loader|--experimental-loader)$/;

/** Drops options that load a package which only development installs: without it node would not start. */
export function keptFlags(flags: readonly string[], manifest: Manifest): { flags: string[]; notes: string[] } {
  const kept: string[] = [];
  const notes: string[] = [];
  for (let at = 0; at < flags.length; at++) {
    const [name = '', joined] = (flags[at] ?? '').split('=', 2);
    const separate = LOADS.test(name) && joined === undefined;
    const loaded = LOADS.test(name) ? packageName(joined ?? flags[at + 1] ?? '') : undefined;
    const words = flags.slice(at, at + (separate ? 2 : 1));
    if (separate) at++;
    if (loaded === undefined || ships(loaded, manifest)) kept.push(...words);
    else notes.push(`The start script loads ${loaded}, which is only a development dependency; it is left out.`);
  }
  return { flags: kept, notes };
}

/** The package of `dotenv/config`; undefined for the project's own files and node's modules. */
function packageName(module: string): string | undefined {
  if (/^(?:[./]|node:|data:|file:|#)/.test(module)) return undefined;
  return module
    .split('/')
    .slice(0, module.startsWith('@') ? 2 : 1)
    .join('/');
}

function ships(name: string, manifest: Manifest): boolean {
  const ship = Object.hasOwn(manifest.dependencies, name) || Object.hasOwn(manifest.optionalDependencies, name);
  return ship || !Object.hasOwn(manifest.devDependencies, name);
}
