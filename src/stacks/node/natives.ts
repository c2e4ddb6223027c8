import type { Project } from '../../core/project.ts';
import { type Manifest, readManifest } from '../shared/javascript/manifest.ts';
import { allowedBy, type NativesManager } from './natives-allowed.ts';
import { HOW_TO_ALLOW, NATIVE_PACKAGES, type NativePackage, needs } from './natives-table.ts';

/** Install scripts: which the project allows, which its dependencies need. */
export interface Natives {
  /** Packages whose scripts the project itself allows, sorted. */
  readonly allowed: readonly string[];
  /** Known packages among the dependencies that do not work without their script. */
  readonly needed: readonly string[];
  /** Whether an allowed script may compile, and so needs python3, make and a C++ compiler. */
  readonly compile: boolean;
  readonly notes: readonly string[];
}

/**
 * Compares the project's own allow-lists with what its dependencies are known to need. Nothing is allowed that the project
 * does not allow: what is missing becomes a note that says where to write it.
 */
export function natives(project: Project, manifest: Manifest, manager: NativesManager): Natives {
  const root = readManifest(project, manager.home);
  const manifests = root && root.path !== manifest.path ? [manifest, root] : [manifest];
  const allowed = [...allowedBy(project, manifests, manager)].filter(isPackageName).sort();
  const needed = NATIVE_PACKAGES.filter((row) => manifests.some((one) => needs(one, row)));
  const missing = needed.filter(({ name }) => !allowed.includes(name));
  return {
    allowed,
    needed: needed.map(({ name }) => name),
    compile: allowed.some((name) => compiles(name)),
    notes: [...missing.map((row) => missingNote(row, manager)), ...ownScripts(manifests)],
  };
}

/** An unknown package may compile too: better a compiler too many in a stage that does not ship. */
function compiles(name: string): boolean {
  return NATIVE_PACKAGES.find((row) => row.name === name)?.compiles ?? !WITHOUT_COMPILER.has(name);
}

/** Packages whose scripts are often allowed and never compile. */
const WITHOUT_COMPILER = new Set([
  'esbuild',
  'core-js',
  'core-js-pure',
  '@swc/core',
  '@nestjs/core',
  'protobufjs',
  'msw',
  'unrs-resolver',
  '@parcel/watcher',
  'lefthook',
  'husky',
  'simple-git-hooks',
  '@biomejs/biome',
  'workerd',
  'vue-demi',
  'nx',
  'cypress',
  '@tailwindcss/oxide',
  '@apollo/protobufjs',
  'es5-ext',
  'postinstall-postinstall',
  'dtrace-provider',
  '@scarf/scarf',
  '@firebase/util',
]);

/** A name that could be read as an option (`-x`) is none: it reaches a command line. */
function isPackageName(name: string): boolean {
  return name.length <= 214 && /^(?:@[a-z0-9][\w.~-]*\/)?[a-z0-9][\w.~-]*$/i.test(name);
}

function missingNote({ name, why }: NativePackage, { id, version }: NativesManager): string {
  const major = Number.parseInt(version ?? '', 10);
  const key = id === 'yarn' && major < 2 ? 'yarn-classic' : id === 'pnpm' && major >= 11 ? 'pnpm-11' : id;
  return `${name} needs its install script (${why}), and install scripts are off: allow it with ${HOW_TO_ALLOW[key].replaceAll('NAME', name)}.`;
}

/** The manifest's own install scripts do not run either. */
function ownScripts(manifests: readonly Manifest[]): string[] {
  const names = ['preinstall', 'install', 'postinstall'];
  return manifests.flatMap(({ path, scripts }) =>
    names
      // patch-package is run by name, see install.ts
      .filter((name) => Object.hasOwn(scripts, name) && scripts[name]?.trim() !== 'patch-package')
      .map(
        (name) =>
          `${path} scripts.${name} does not run in the image, as install scripts are off; what the build needs of it belongs into the build script.`,
      ),
  );
}
