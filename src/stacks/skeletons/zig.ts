import { cacheMount, run } from '../../core/instruction.ts';
import { withoutShell, withShell } from '../shared/bases.ts';
import { calledAfter } from '../shared/image-names.ts';
import { inside } from '../shared/paths.ts';
import { askIn, head, namesIn, there, unique, versionAsks } from './names.ts';
import type { Skeleton } from './skeleton.ts';

/** The newest release of each line, as its publisher has them on PyPI: there is no image of Zig. */
const RELEASES: Readonly<Record<string, string>> = { 0.17: '0.17.1', 0.16: '0.16.0', 0.15: '0.15.2', 0.14: '0.14.1' };
const PYTHON = 'python:3.14-slim-trixie';
const EXACT =
  '# kics-scan ignore-block\n# secure-dockerfile ignore=install/no-lock the compiler at one exact version, which needs no other package';

/** Zig: the compiler comes as a package of its publisher’s, at an exact version. */
export const zig: Skeleton = {
  id: 'zig',
  title: 'Zig',
  proof: { built: 'programs', checked: 'packages of build.zig.zon' },
  because: 'a build.zig with a program is the whole of a service, whatever C it compiles',
  foreign: { images: [calledAfter('zig(?:lang)?')], variable: 'ZIG_VERSION' },
  manifests: ['build.zig'],
  sources: {
    source: (name) => /\.(?:zig|c|cpp)$/.test(name) && name !== 'build.zig',
    likely: /^(?:main|server|app)\b/,
    skipped: /^(?:zig-out|zig-cache|\.zig-cache|test|tests|examples)$/,
  },
  versions: Object.keys(RELEASES).sort((a, b) => b.localeCompare(a, 'en', { numeric: true })),

  look(project, service) {
    const path = inside(service, 'build.zig');
    const text = head(project, path);
    if (text === undefined) return undefined;
    const zon = inside(service, 'build.zig.zon');
    const manifest = head(project, zon) ?? '';
    const local = /\.path\s*=\s*"/.test(manifest);
    return {
      manager: null,
      asked: versionAsks(project, service, '.zigversion', 'zig', [
        askIn(project, zon, /\.minimum_zig_version\s*=\s*"([\w.+-]{1,40})"/, 'minimum_zig_version'),
      ]),
      programs: unique(namesIn(project, path, /\baddExecutable\(\s*\.\{[^{}]{0,400}?\.name\s*=\s*"([^"]{1,100})"/g)),
      manifests: local ? [] : there(project, service, ['build.zig', 'build.zig.zon']),
      // each dependency stands there with its hash
      lock: 'build.zig.zon',
      fetches: /\.url\s*=\s*"/.test(manifest),
      notes: [],
      values: { local: local ? 'yes' : '' },
    };
  },

  bases: () => ({
    distroless: () => withoutShell(PYTHON, 'gcr.io/distroless/cc-debian13:nonroot'),
    slim: () => withShell(PYTHON, 'debian:trixie-slim'),
  }),

  recipe: ({ look, version, program }) => ({
    tools: `${EXACT}\n${run([cacheMount('pip', '/root/.cache/pip')], [`pip install --no-deps ziglang==${RELEASES[version] ?? version}`])}`,
    fetch: look.fetches ? ['python -m ziglang build --fetch'] : null,
    fetchesFromSources: look.values?.local === 'yes',
    build: [['python -m ziglang build --release=safe --prefix /out']],
    artefacts: [[`/out/bin/${program}`, `./${program}`]],
    compiler: 'python -m ziglang cc',
    start: [`/app/${program}`],
  }),

  ignored: { built: ['**/zig-out', '**/.zig-cache', '**/zig-cache'], development: ['**/.zls'] },
};
