import { isObject, readYaml, stringAt, valueAt } from '../../core/project.ts';
import { withoutShell, withShell } from '../shared/bases.ts';
import { calledAfter, published } from '../shared/image-names.ts';
import { inside } from '../shared/paths.ts';
import { there, versionAsks } from './names.ts';
import type { Skeleton } from './skeleton.ts';

const build = (version: string) => `crystallang/crystal:${version}-alpine`;

/** Crystal: linked statically against musl, so that the last stage needs nothing. */
export const crystal: Skeleton = {
  id: 'crystal',
  title: 'Crystal',
  proof: { built: '', checked: 'shards with targets; Kemal, Lucky' },
  because: 'a shard.yml with a target is the whole of a service; a package.json beside it builds its assets',
  foreign: {
    images: [{ name: /\/(?:crystallang|84codes)\/crystal$/ }, published('crystal'), calledAfter('crystal')],
    variable: 'CRYSTAL_VERSION',
    credentials: { words: [], files: ['.netrc'] },
  },
  manifests: ['shard.yml'],
  sources: {
    source: (name) => name.endsWith('.cr'),
    likely: /^(?:server|app|main|config)\b/,
    skipped: /^(?:lib|spec|node_modules|public)$/,
  },
  versions: ['1.21', '1.20', '1.19', '1.18', '1.17', '1.16', '1.15', '1.14'],

  look(project, service) {
    const path = inside(service, 'shard.yml');
    const yaml = readYaml(project, path);
    if (!yaml) return undefined;
    const targets = valueAt(yaml, 'targets');
    const names = isObject(targets) ? Object.keys(targets) : [];
    const dependencies = valueAt(yaml, 'dependencies');
    const wanted = isObject(dependencies) ? Object.keys(dependencies) : [];
    const declared = stringAt(yaml, 'crystal');
    return {
      manager: { name: 'shards', from: path },
      asked: versionAsks(project, service, '.crystal-version', 'crystal', [
        declared === undefined ? undefined : { value: declared, from: `${path} crystal` },
      ]),
      programs: names
        .filter((name) => /^[\w][\w.+-]{0,99}$/.test(name))
        .map((name) => ({ name, from: `${path} targets` })),
      manifests: there(project, service, ['shard.yml', 'shard.lock']),
      lock: there(project, service, ['shard.lock'])[0] ?? null,
      fetches: wanted.length > 0,
      secrets: [{ id: 'netrc', required: false, for: 'install', source: '$HOME/.netrc' }],
      notes: [],
      ...(wanted.includes('kemal') ? { port: { port: 3000, from: `${path} kemal` } } : {}),
      folders: ['public', 'views'].filter((name) => project.hasDirectory(inside(service, name))),
    };
  },

  bases: () => ({
    distroless: (version) => withoutShell(build(version), 'gcr.io/distroless/static-debian13:nonroot'),
    alpine: (version) => withShell(build(version), 'alpine:3.24'),
    slim: (version) => withShell(build(version), 'debian:trixie-slim'),
  }),

  recipe: ({ look, program }) => ({
    fetch: look.fetches ? [`shards install --production${look.lock === null ? '' : ' --frozen'}`] : null,
    caches: [['shards', '/root/.cache/shards']],
    secrets: [['netrc', '/root/.netrc']],
    build: [[`shards build ${program} --production --release --static`]],
    artefacts: [[`/app/bin/${program}`, `./${program}`]],
    compiler: 'gcc -static',
    start: [`/app/${program}`],
  }),

  ignored: { built: ['lib', 'bin', '**/.shards'], development: ['spec', '**/.ameba.yml'] },
};
