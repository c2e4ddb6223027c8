import type { Given } from '../../../core/answers.ts';
import { bindMount, cacheMount, run, secretMount } from '../../../core/instruction.ts';
import type { Project } from '../../../core/project.ts';
import type { Evidence, Secret, Spec } from '../../../core/stack.ts';
import { dependsOn, type Manifest, readManifest } from '../../shared/javascript/manifest.ts';
import { packageManager } from '../../shared/javascript/packages/manager.ts';
import { recipeFor } from '../../shared/javascript/packages/recipes/index.ts';
import { registries } from '../../shared/javascript/packages/registries.ts';
import { relativeTo } from '../../shared/paths.ts';
import { UNLOCKED } from '../../shared/unlocked.ts';
import type { VersionAsk } from '../../shared/version-files.ts';

/** What a site's package.json brings along: PostCSS, Tailwind, fonts. */
export interface NodePackages {
  readonly evidence: Evidence | undefined;
  readonly release: Evidence | undefined;
  /** Its own build, where a script of it runs the generator. */
  readonly build: { readonly command: string; readonly from: string } | null;
  readonly notes: readonly string[];
  readonly secrets: readonly Secret[];
  readonly keptOut: readonly string[];
  /** Settings without a credential that the install reads. */
  readonly needed: readonly string[];
  /** The instructions that install, from the lock file and without install scripts. */
  install(spec: Spec): string[];
  /** The version of the first of these packages that it names. */
  versionOf(names: readonly string[]): VersionAsk | undefined;
}

/** Looks at the package.json beside a site; undefined when there is none, or nothing in it to install. */
export function nodePackages(project: Project, service: string, given: Given): NodePackages | undefined {
  const manifest = readManifest(project, service);
  if (!manifest || Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).length === 0)
    return undefined;
  const manager = packageManager(project, service, { id: given.packageManager, version: given.packageManagerVersion });
  const recipe = recipeFor(manager);
  const { tokens, notes, secrets } = registries(project, service, manager);
  const seen = (path: string) => relativeTo(service, path) ?? path;
  const keptOut = [...new Set(tokens.map(({ file }) => seen(file)))];
  const files = [
    'package.json',
    ...(manager.lockfile ? [seen(manager.lockfile)] : []),
    ...manager.installFiles.map(({ path }) => seen(path)),
  ];
  const what = (name: string) => manager.evidence.find((one) => one.what === name);
  return {
    evidence: what('packageManager'),
    release: what('packageManagerVersion'),
    build: buildOf(manifest, recipe.script('build', [])[0] ?? ''),
    notes: [...manager.notes, ...notes],
    secrets,
    keptOut,
    needed: files.filter((file) => file.endsWith('.npmrc')),
    install(spec) {
      const required = spec.secrets.some(({ id, required }) => id === recipe.secret.id && required);
      const mounts = [
        ...files
          .filter((file) => !keptOut.includes(file))
          .map((file) => bindMount(file, recipe.rewritesManifest && file === 'package.json')),
        ...(recipe.cache ? [cacheMount(recipe.cache.id, recipe.cache.target)] : []),
        secretMount(recipe.secret.id, recipe.secret.target, required),
      ];
      const locked = manager.lockfile !== null;
      const install = recipe.install({ production: false, locked, scripts: false, members: [] });
      const bring =
        recipe.tool === null ? [] : [`npm --global --force --ignore-scripts --no-audit --no-fund add ${recipe.tool}`];
      const step = run(mounts, [...bring, install]);
      return [locked ? step : `${UNLOCKED}\n${step}`];
    },
    versionOf: (names) => versionOf(manifest, names),
  };
}

/** A generator that is a package itself comes without its program where install scripts are off: then its own command is run. */
function buildOf(manifest: Manifest, command: string): NodePackages['build'] {
  const { scripts, path } = manifest;
  const brings = ['hugo-extended', 'hugo-bin'].some((name) => dependsOn(manifest, name));
  return !brings && /\bhugo\b/.test(scripts.build ?? '') ? { command, from: `${path} scripts.build` } : null;
}

function versionOf(
  { dependencies, devDependencies, path }: Manifest,
  names: readonly string[],
): VersionAsk | undefined {
  for (const name of names) {
    const value = { ...devDependencies, ...dependencies }[name]?.replace(/^[\^~]/, '');
    if (value !== undefined && /^\d/.test(value)) return { value, from: `${path} ${name}` };
  }
  return undefined;
}
