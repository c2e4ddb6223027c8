import type { Project } from '../../core/project.ts';
import { withShell } from '../shared/bases.ts';
import { calledAfter, NO_VERSION, published } from '../shared/image-names.ts';
import { inside } from '../shared/paths.ts';
import type { VersionAsk } from '../shared/version-files.ts';
import { askIn, head, namesIn, there, unique, versionAsks } from './names.ts';
import type { Look, Recipe, Skeleton } from './skeleton.ts';

/** The compiler of Stackage's releases, and of the versions of `base` that projects name. */
const BY_RESOLVER: Readonly<Record<string, string>> = { 24: '9.10', 23: '9.8', 22: '9.6', 21: '9.4' };
const BY_BASE: Readonly<Record<string, string>> = {
  22: '9.14',
  21: '9.12',
  20: '9.10',
  19: '9.8',
  18: '9.6',
  17: '9.4',
};

/** Haskell with cabal or Stack: GHC's images stand on Debian 12, and what they build runs on Debian 13 as well. */
export const haskell: Skeleton = {
  id: 'haskell',
  title: 'Haskell',
  proof: { built: '', checked: 'cabal, Stack' },
  because: 'a .cabal file with a program is the whole of a service, as a stack.yaml is',
  foreign: {
    images: [
      published('haskell'),
      { name: /\/fpco\/stack-build(?:-small)?$/, version: NO_VERSION },
      calledAfter('haskell|ghc'),
    ],
    variable: 'GHC_VERSION',
  },
  // not stack.yaml, which Docker's stacks have, too: beside Haskell's is one of these
  manifests: ['package.yaml', 'cabal.project', '*.cabal'],
  sources: {
    source: (name) => name.endsWith('.hs'),
    likely: /^(?:Main|App|Server|Config)\b/,
    skipped: /^(?:dist-newstyle|test|tests|bench|benchmarks|examples)$/,
  },
  versions: ['9.14', '9.12', '9.10', '9.8', '9.6', '9.4'],
  look,
  bases: () => ({ slim: (version) => withShell(`haskell:${version}-slim-bookworm`, 'debian:trixie-slim') }),
  recipe: ({ look, program }) => (look.manager?.name === 'stack' ? stack(program) : cabal(program)),
  ignored: { built: ['**/dist-newstyle', '**/.stack-work'], development: ['**/.hlint.yaml', '**/hie.yaml'] },
};

function look(project: Project, service: string): Look | undefined {
  const names = project.list(service).flatMap(({ name, kind }) => (kind === 'file' ? [name] : []));
  const cabalFile = names.find((name) => name.endsWith('.cabal'));
  const stacked = names.includes('stack.yaml');
  const described = cabalFile ?? (names.includes('package.yaml') ? 'package.yaml' : undefined);
  if (described === undefined || (described === 'package.yaml' && !stacked)) return undefined;
  const path = inside(service, described);
  const programs =
    described === 'package.yaml'
      ? hpackPrograms(project, path)
      : namesIn(project, path, /^executable\s+([\w.+-]{1,100})/gim);
  const lock = there(project, service, stacked ? ['stack.yaml.lock'] : ['cabal.project.freeze'])[0] ?? null;
  const manager = stacked ? { name: 'stack', from: inside(service, 'stack.yaml') } : { name: 'cabal', from: path };
  const kept = [
    'stack.yaml',
    'stack.yaml.lock',
    'package.yaml',
    'cabal.project',
    'cabal.project.freeze',
    cabalFile ?? '',
  ];
  return {
    manager,
    asked: versionAsks(project, service, '.ghc-version', 'haskell', [
      resolverAsk(project, inside(service, 'stack.yaml')),
      askIn(project, inside(service, 'cabal.project'), /^with-compiler:\s*(?:ghc-)?(\d[\d.]{1,10})/m, 'with-compiler'),
      askIn(project, path, /^tested-with:[^\n]{0,60}?GHC\s*==\s*(\d{1,2}\.\d{1,2})/im, 'tested-with'),
      baseAsk(project, path),
    ]),
    programs: unique(programs.filter(({ name }) => !/(?:^|-)(?:test|spec|bench)s?$/.test(name))),
    manifests: there(
      project,
      service,
      kept.filter((name) => name !== ''),
    ),
    lock,
    fetches: true,
    notes: [],
    // the compiler's own runtime system links to the first two
    packages: { build: [], runtime: ['libgmp10=2:6.3.*', 'libnuma1=2.0.*', 'ca-certificates=20*'] },
  };
}

/** `executables:` of hpack, which writes the .cabal file when it builds. */
function hpackPrograms(project: Project, path: string) {
  const text = head(project, path) ?? '';
  const block = /^executables:\s*\n((?:[ \t]+[^\n]*\n?|\s*\n)+)/m.exec(text)?.[1] ?? '';
  const names = [...block.matchAll(/^ {2}([\w.+-]{1,100}):\s*$/gm)].map((match) => match[1] ?? '');
  return names.map((name) => ({ name, from: path }));
}

function resolverAsk(project: Project, path: string): VersionAsk | undefined {
  const ask = askIn(project, path, /^(?:resolver|snapshot):\s*lts-(\d{1,3})/m, 'resolver');
  const value = ask && BY_RESOLVER[ask.value];
  return ask && value !== undefined ? { ...ask, value } : undefined;
}

function baseAsk(project: Project, path: string): VersionAsk | undefined {
  const ask = askIn(project, path, /\bbase\s*(?:>=|\^>=|==)\s*4\.(\d{1,2})/, 'build-depends base');
  const value = ask && BY_BASE[ask.value];
  return ask && value !== undefined ? { ...ask, value } : undefined;
}

/** Not `cabal install`, which makes an archive of the sources first, with every file that the manifest names. */
function cabal(program: string): Recipe {
  return {
    fetch: ['cabal update', `cabal build --only-dependencies exe:${program}`],
    build: [
      [
        `cabal build exe:${program} --offline`,
        `install -D "$(cabal list-bin exe:${program} --offline)" /out/${program}`,
      ],
    ],
    artefacts: [[`/out/${program}`, `./${program}`]],
    compiler: 'gcc',
    start: [`/app/${program}`],
  };
}

/** The image has the compiler; Stack would fetch one of its own where only the last number differs. */
function stack(program: string): Recipe {
  const flags = '--system-ghc --no-install-ghc --skip-ghc-check';
  return {
    fetch: [`stack build ${flags} --only-dependencies`],
    build: [[`stack install ${flags} --local-bin-path /out`]],
    artefacts: [[`/out/${program}`, `./${program}`]],
    compiler: 'gcc',
    start: [`/app/${program}`],
  };
}
