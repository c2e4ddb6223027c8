import { isObject, readYaml, stringAt, valueAt } from '../../core/project.ts';
import { withoutShell, withShell } from '../shared/bases.ts';
import { calledAfter, published } from '../shared/image-names.ts';
import { inside } from '../shared/paths.ts';
import { there, versionAsks } from './names.ts';
import type { Skeleton } from './skeleton.ts';

const build = (version: string) => `dart:${version}`;

/** Dart programs and servers: compiled ahead of time. What Flutter builds is none of them. */
export const dart: Skeleton = {
  id: 'dart',
  title: 'Dart',
  proof: { built: '', checked: 'packages with a program; Shelf, Dart Frog’s output' },
  because: 'a pubspec.yaml with a program is the whole of a service; one of Flutter is none',
  foreign: {
    images: [published('dart'), { name: /\/google\/dart$/ }, calledAfter('dart')],
    variable: 'DART_VERSION',
    credentials: { words: [], files: ['pub-tokens.json'] },
  },
  manifests: ['pubspec.yaml'],
  sources: {
    source: (name) => name.endsWith('.dart') && !/_test\.dart$|\.g\.dart$/.test(name),
    likely: /^(?:server|main|app)\b/,
    skipped: /^(?:build|test|example|web|ios|android|macos|linux|windows)$/,
  },
  versions: ['3.13', '3.12', '3.11', '3.10', '3.9', '3.8', '3.7', '3.6'],

  look(project, service) {
    const path = inside(service, 'pubspec.yaml');
    const yaml = readYaml(project, path);
    const dependencies = valueAt(yaml, 'dependencies');
    const wanted = isObject(dependencies) ? Object.keys(dependencies) : [];
    if (!yaml || wanted.includes('flutter')) return undefined;
    const programs = project
      .list(inside(service, 'bin'))
      .filter(({ name, kind }) => kind === 'file' && /^[\w][\w-]{0,99}\.dart$/.test(name))
      .map(({ name }) => ({ name: name.slice(0, -'.dart'.length), from: inside(service, `bin/${name}`) }));
    const declared = stringAt(yaml, 'environment', 'sdk');
    const generates = valueAt(yaml, 'dev_dependencies', 'build_runner') !== undefined;
    return {
      manager: { name: 'pub', from: path },
      asked: versionAsks(project, service, null, 'dart', [
        declared === undefined ? undefined : { value: declared, from: `${path} environment.sdk` },
      ]),
      programs,
      manifests: there(project, service, ['pubspec.yaml', 'pubspec.lock']),
      lock: there(project, service, ['pubspec.lock'])[0] ?? null,
      fetches: true,
      secrets: [{ id: 'pub_tokens', required: false, for: 'install', source: '$HOME/.config/dart/pub-tokens.json' }],
      notes: generates
        ? [`${path} has build_runner: commit what it generates, or run it in the build stage (edits are kept).`]
        : [],
      folders: ['public'].filter((name) => project.hasDirectory(inside(service, name))),
    };
  },

  bases: () => ({
    distroless: (version) => withoutShell(build(version), 'gcr.io/distroless/cc-debian13:nonroot'),
    slim: (version) => withShell(build(version), 'debian:trixie-slim'),
  }),

  recipe: ({ look, program }) => ({
    fetch: [`dart pub get${look.lock === null ? '' : ' --enforce-lockfile'}`],
    secrets: [['pub_tokens', '/root/.config/dart/pub-tokens.json']],
    build: [['mkdir /out', `dart compile exe bin/${program}.dart -o /out/${program}`]],
    artefacts: [[`/out/${program}`, `./${program}`]],
    compiler: null,
    start: [`/app/${program}`],
  }),

  ignored: { built: ['**/.dart_tool', '**/build'], development: ['test', '**/analysis_options.yaml'] },
};
