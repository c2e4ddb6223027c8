import { run, secretMount } from '../../core/instruction.ts';
import { shellCommand } from '../../core/quote.ts';
import type { Spec } from '../../core/stack.ts';
import { relativeTo } from '../shared/paths.ts';
import { UNLOCKED } from '../shared/unlocked.ts';
import type { RustFacts } from './detect.ts';
import { lines } from './tools.ts';

/** Where Cargo keeps what it fetched and what it compiled: apart from the sources. */
export const CARGO_HOME = '/usr/local/cargo';
export const TARGET = '/target';

/** The setting that compiles dependencies together with the sources, without a layer of their own. */
export const DEPENDENCIES = 'dependencies';

const SECRET_TARGETS: Readonly<Record<string, string>> = {
  cargo_credentials: `${CARGO_HOME}/credentials.toml`,
  netrc: '/root/.netrc',
};

/**
 * Whether dependencies get a layer of their own. They need none where there are none; and where a package takes the place of a
 * dependency's dependency, or all sources are there (vendored), an emptied source would be compiled in.
 */
export function hasLayer({ answers, facts }: Spec<RustFacts>): boolean {
  if (answers.set[DEPENDENCIES] === 'together' || answers.base === 'hardened') return false;
  return facts.config.vendored === null && !facts.cargo.replaces && fetches(facts);
}

/** Whether there is anything to fetch. */
function fetches({ lock, config, cargo }: RustFacts): boolean {
  if (config.vendored !== null) return false;
  return lock ? lock.packages.size > cargo.packages.length : cargo.depends;
}

/** What stands in for a source: a program, and as a library one that the strictest lints let pass. */
export const EMPTY = '#![allow(dead_code, missing_docs, unused_crate_dependencies)] fn main() {}';

/** Leaves the manifests, and of each source a program that does nothing: enough to compile what they depend on. */
export function planSteps(): string[] {
  const kept = "! -name Cargo.toml ! -name Cargo.lock ! -path '*/.cargo/*' ! -name '*.rs'";
  const empty = `sh -c 'for file; do echo "$EMPTY" > "$file"; done' _ {} +`;
  return ['COPY . .', run([], [`find . -type f ${kept} -delete`, `find . -type f -name '*.rs' -exec ${empty}`])];
}

/** All packages as the lock has them, into a layer where a build finds them whatever became of its caches; then they are compiled. */
export function fetchAndCompile(spec: Spec<RustFacts>): string {
  return lines(fetchPackages(spec), compile(spec, false));
}

function fetchPackages({ facts, secrets }: Spec<RustFacts>): string {
  if (!fetches(facts)) return '';
  const mounts = secrets.flatMap(({ id, required }) =>
    SECRET_TARGETS[id] === undefined ? [] : [secretMount(id, SECRET_TARGETS[id], required)],
  );
  if (facts.lock) return run(mounts, ['cargo fetch --locked']);
  return `${UNLOCKED}\n${run(mounts, ['cargo fetch'])}`;
}

/** Compiles the program, or with emptied sources what it depends on, without a network. */
export function compile(spec: Spec<RustFacts>, again: boolean): string {
  const { cargo, features, program } = spec.facts;
  const folder = program?.package.folder ?? cargo.own.folder;
  const path = folder === cargo.root.folder ? '.' : (relativeTo(cargo.root.folder, folder) ?? '.');
  const words = [
    'cargo',
    'install',
    '--frozen',
    '--no-track',
    ...(again ? ['--force'] : []),
    '--root',
    '/out',
    '--path',
    path,
    '--bin',
    program?.name ?? 'app',
    ...(features.usual ? [] : ['--no-default-features']),
    ...(features.names.length > 0 ? [`--features=${features.names.join(',')}`] : []),
  ];
  const install = shellCommand(words, 'the program');
  // Cargo goes by the time of a file, which a checkout may put before that of the emptied one
  const touch = "find /app -type f -name '*.rs' -exec touch {} +";
  const compiled = run(['--network=none'], [install]);
  return again ? lines(run([], [touch]), compiled) : compiled;
}

/** The sources, wherever the workspace lies in them. */
export function copySources({ facts }: Spec<RustFacts>): string {
  return rootBelow(facts) === '.' ? 'COPY . .' : 'COPY . /app';
}

/** The workspace's folder, seen from the context. */
export function rootBelow({ cargo, context }: RustFacts): string {
  return relativeTo(context, cargo.root.folder) ?? '.';
}
