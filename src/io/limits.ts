import { UserError } from '../errors.ts';

const MEBIBYTE = 1024 * 1024;
const USUAL = 2 * MEBIBYTE;
const LOCK = 64 * MEBIBYTE;

/** Files that a machine writes and that grow with the dependencies, by name. */
const LOCK_FILES: ReadonlySet<string> = new Set([
  'package-lock.json',
  'npm-shrinkwrap.json',
  'pnpm-lock.yaml',
  'yarn.lock',
  '.pnp.cjs',
  'bun.lock',
  'deno.lock',
  'poetry.lock',
  'uv.lock',
  'pdm.lock',
  'Pipfile.lock',
  'go.sum',
  'Cargo.lock',
  'packages.lock.json',
  'gradle.lockfile',
  'composer.lock',
  'Gemfile.lock',
  'mix.lock',
  'secure-dockerfile-lock.json',
]);

/** How many bytes of a file are read at most. */
export function sizeLimit(path: string): number {
  return LOCK_FILES.has(path.slice(path.lastIndexOf('/') + 1)) ? LOCK : USUAL;
}

/** The error for a file that is larger. */
export function tooLarge(path: string, size: number): UserError {
  const limit = sizeLimit(path) / MEBIBYTE;
  return new UserError(
    'bad-input',
    `${path} has ${(size / MEBIBYTE).toFixed(1)} MiB: files of more than ${limit} MiB are not read`,
    'Make it smaller, or move it out of the service’s folder.',
  );
}
