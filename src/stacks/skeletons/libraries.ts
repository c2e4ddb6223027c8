import type { Look, Recipe } from './skeleton.ts';

interface Library {
  readonly build: string;
  /** What the last stage needs of it; null where it is linked in, or every image has it. */
  readonly runtime: string | null;
}

/** Libraries by the names that `find_package` and `dependency` know, in small letters. */
const LIBRARIES: Readonly<Record<string, Library>> = {
  openssl: { build: 'libssl-dev=3.5.*', runtime: 'libssl3t64=3.5.*' },
  curl: { build: 'libcurl4-openssl-dev=8.14.*', runtime: 'libcurl4t64=8.14.*' },
  libcurl: { build: 'libcurl4-openssl-dev=8.14.*', runtime: 'libcurl4t64=8.14.*' },
  zlib: { build: 'zlib1g-dev=1:1.3.*', runtime: 'zlib1g=1:1.3.*' },
  sqlite3: { build: 'libsqlite3-dev=3.46.*', runtime: 'libsqlite3-0=3.46.*' },
  postgresql: { build: 'libpq-dev=17.*', runtime: 'libpq5=17.*' },
  libpq: { build: 'libpq-dev=17.*', runtime: 'libpq5=17.*' },
  fmt: { build: 'libfmt-dev=10.1.*', runtime: 'libfmt10=10.1.*' },
  nlohmann_json: { build: 'nlohmann-json3-dev=3.11.*', runtime: null },
  asio: { build: 'libasio-dev=1:1.30.*', runtime: null },
};
const KNOWN = new Set([
  'threads',
  'packagehandlestandardargs',
  'pkgconfig',
  'gtest',
  'gmock',
  'catch2',
  'doxygen',
  'git',
]);

/** What a build of C or C++ says of its packages. */
export function librariesOf(
  wanted: readonly string[],
  from: string,
): Pick<Look, 'asked' | 'manifests' | 'packages' | 'notes'> {
  const names = [...new Set(wanted.map((name) => name.toLowerCase()))];
  const known = names.flatMap((name) => (Object.hasOwn(LIBRARIES, name) ? (LIBRARIES[name] ?? []) : []));
  const unknown = names.filter((name) => !Object.hasOwn(LIBRARIES, name) && !KNOWN.has(name));
  return {
    asked: [],
    manifests: [],
    packages: { build: known.map(({ build }) => build), runtime: known.flatMap(({ runtime }) => runtime ?? []) },
    notes:
      unknown.length === 0
        ? []
        : [
            `${from} asks for ${unknown.slice(0, 8).join(', ')}: add its packages to the build, and its libraries to the last stage (edits are kept).`,
          ],
  };
}

/** Names of programs and folders that are no services. */
export const TESTS = /(?:^|[/_.-])(?:tests?|testing|bench(?:marks?)?|examples?|samples?|fuzz)(?:$|[/_.-])/i;

/** The files of a build that are read, at most. */
export const MOST_FILES = 60;

export type Steps = Pick<Recipe, 'fetch' | 'build' | 'artefacts'>;
