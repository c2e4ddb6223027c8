import { withShell } from '../shared/bases.ts';
import { calledAfter, published } from '../shared/image-names.ts';
import { inside } from '../shared/paths.ts';
import { askIn, head, namesIn, there, unique, versionAsks } from './names.ts';
import type { Skeleton } from './skeleton.ts';

/** Swift packages: the runtime's own libraries are in the slim image of the same release. */
export const swift: Skeleton = {
  id: 'swift',
  title: 'Swift',
  proof: { built: '', checked: 'packages with an executable; Vapor, Hummingbird' },
  because: 'a Package.swift with a program is the whole of a service; Xcode has files of its own',
  foreign: {
    images: [published('swift'), { name: /\/swiftlang\/swift$/ }, calledAfter('swift')],
    variable: 'SWIFT_VERSION',
    credentials: { words: [], files: ['.netrc'] },
  },
  manifests: ['Package.swift'],
  sources: {
    source: (name) => name.endsWith('.swift') && name !== 'Package.swift',
    likely: /^(?:main|configure|routes|entrypoint|app)\b/i,
    skipped: /^(?:Tests|node_modules|Public|Resources)$/,
  },
  versions: ['6.4', '6.3', '6.2', '6.1', '6.0'],

  look(project, service) {
    const path = inside(service, 'Package.swift');
    const text = head(project, path);
    if (text === undefined) return undefined;
    const targets = namesIn(project, path, /\.executableTarget\(\s*name:\s*"([^"]{1,100})"/g);
    const products = namesIn(project, path, /\.executable\(\s*name:\s*"([^"]{1,100})"/g);
    const vapor = /github\.com\/vapor\/vapor/.test(text);
    const fetches = /\.package\(\s*(?:name:\s*"[^"]*",\s*)?(?:url|id):/.test(text);
    return {
      manager: null,
      asked: versionAsks(project, service, '.swift-version', 'swift', [
        askIn(project, path, /^\/\/ ?swift-tools-version:\s?(\d{1,2}\.\d{1,2})/m, 'swift-tools-version'),
      ]).map((ask) => (ask.from.endsWith('swift-tools-version') ? { ...ask, value: `>=${ask.value}` } : ask)),
      programs: unique(products.length > 0 ? products : targets),
      manifests: there(project, service, ['Package.swift', 'Package.resolved']),
      lock: there(project, service, ['Package.resolved'])[0] ?? null,
      fetches,
      secrets: [{ id: 'netrc', required: false, for: 'install', source: '$HOME/.netrc' }],
      notes: /\.package\(\s*(?:name:\s*"[^"]*",\s*)?path:\s*"\.\./.test(text)
        ? [`${path} names a package outside its folder, which the build does not see.`]
        : [],
      ...(vapor
        ? {
            port: { port: 8080, from: `${path} vapor` },
            words: ['serve', '--env', 'production', '--hostname', '0.0.0.0', '--port', '8080'],
          }
        : {}),
      folders: ['Public', 'Resources'].filter((name) => project.hasDirectory(inside(service, name))),
    };
  },

  bases: () => ({ slim: (version) => withShell(`swift:${version}-noble`, `swift:${version}-noble-slim`) }),

  recipe({ look, program }) {
    // resolving writes a Package.resolved where there is none, and what builds holds to it
    const held = look.fetches ? ' --force-resolved-versions' : '';
    return {
      fetch: look.fetches ? [`swift package resolve${look.lock === null ? '' : held}`] : null,
      caches: [['swiftpm', '/root/.cache/org.swift.swiftpm']],
      secrets: [['netrc', '/root/.netrc']],
      build: [[`swift build -c release --product ${program}${held}`, `install -D -t /out .build/release/${program}`]],
      artefacts: [[`/out/${program}`, `./${program}`]],
      compiler: 'clang',
      start: [`/app/${program}`],
    };
  },

  // not the tests: a manifest that names them is refused where they are missing
  ignored: { built: ['**/.build'], development: ['**/.swiftpm', '**/xcuserdata'] },
};
