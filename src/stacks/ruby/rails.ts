import type { Project } from '../../core/project.ts';
import { inside } from '../shared/paths.ts';
import type { Bundle } from '../shared/ruby/bundle.ts';
import { ownVariables } from '../shared/variables.ts';

/** A Rails application, as far as building and running it depends on its files. */
export interface Rails {
  /** Whether assets are made ahead of the start. */
  readonly assets: boolean;
  readonly bootsnap: boolean;
  /** Whether the build can be told to do without a secret key; before 7.1 it is given one that opens nothing. */
  readonly dummyKey: boolean;
  /** Variables that the settings cannot do without; the build gives them values that open nothing. */
  readonly variables: readonly string[];
  /** What opens its sessions and credentials. */
  readonly key: 'RAILS_MASTER_KEY' | 'SECRET_KEY_BASE';
  /** Variables that its settings for production read: they make it log to the terminal and serve its own assets. */
  readonly switches: readonly string[];
  /** Whether data lies in `storage`: a SQLite database, or files that people sent. */
  readonly storage: boolean;
  /** The adapter that stands for a database that the settings name by its address. */
  readonly adapter: string;
  readonly notes: readonly string[];
}

/** What has a task that makes assets; what has Node make them is done by then. */
const ASSETS = ['propshaft', 'sprockets-rails'];
const SWITCHES = ['RAILS_LOG_TO_STDOUT', 'RAILS_SERVE_STATIC_FILES'];

/** Reads the settings of a Rails application, as text; null for anything else. */
export function railsOf(project: Project, service: string, bundle: Bundle | undefined): Rails | null {
  const gem = bundle?.gems.get('railties') ?? bundle?.gems.get('rails');
  const at = (path: string) => inside(service, path);
  if (!bundle || gem === undefined || !project.has(at('config/application.rb'))) return null;
  const [major = 8, minor = 0] = (gem?.version ?? '8.0').split('.').map(Number);
  const production = read(project, at('config/environments/production.rb'));
  const settings = settingsTexts(project, service).join('\n');
  const storage = storageOf(project, service, production);
  return {
    assets: ASSETS.some((name) => bundle.gems.has(name)),
    bootsnap: bundle.gems.has('bootsnap'),
    dummyKey: major > 7 || (major === 7 && minor >= 1),
    variables: neededVariables(settings),
    key: keyOf(project, service),
    switches: SWITCHES.filter((name) => production.includes(name)),
    storage,
    adapter: adapterOf(bundle),
    notes: notesOf(project, service, production, storage),
  };
}

function read(project: Project, path: string): string {
  return project.text(path)?.slice(0, 128 * 1024) ?? '';
}

function settingsTexts(project: Project, service: string): string[] {
  const initializers = project
    .list(inside(service, 'config/initializers'))
    .filter(({ name, kind }) => kind === 'file' && name.endsWith('.rb'))
    .map(({ name }) => `config/initializers/${name}`);
  const files = [
    'config/application.rb',
    'config/environment.rb',
    'config/environments/production.rb',
    'config/database.yml',
    'config/cable.yml',
    ...initializers.slice(0, 100),
  ];
  return files.map((file) => read(project, inside(service, file)));
}

/** `ENV.fetch("NAME")` when nothing stands beside the name. */
function neededVariables(text: string): string[] {
  const pattern =
    /^[^#\n]{0,300}?\bENV\.fetch\([ \t]{0,4}["']([A-Z][A-Z0-9_]{1,60})["'][ \t]{0,4}\)(?![ \t]{0,4}(?:\{|do\b))/gm;
  return ownVariables([...text.matchAll(pattern)].map(([, name]) => name ?? ''))
    .filter((name) => !['SECRET_KEY_BASE', 'RAILS_MASTER_KEY', 'RAILS_ENV', 'PORT'].includes(name))
    .slice(0, 20);
}

function storageOf(project: Project, service: string, production: string): boolean {
  const database = read(project, inside(service, 'config/database.yml'));
  const [, own = ''] = database.split(/^production:/m);
  return (
    /\bstorage\/[\w.-]{1,60}\.sqlite3?\b/.test(own) ||
    /^[^#\n]{0,100}active_storage\.service[ \t]{0,4}=[ \t]{0,4}:local\b/m.test(production)
  );
}

const ADAPTERS: Readonly<Record<string, string>> = {
  pg: 'postgresql',
  mysql2: 'mysql2',
  trilogy: 'trilogy',
  sqlite3: 'sqlite3',
};

function adapterOf({ gems }: Bundle): string {
  return Object.entries(ADAPTERS).find(([name]) => gems.has(name))?.[1] ?? 'postgresql';
}

/** Credentials that are encrypted hold the key of the sessions too. */
function keyOf(project: Project, service: string): Rails['key'] {
  return project.has(inside(service, 'config/credentials.yml.enc')) ? 'RAILS_MASTER_KEY' : 'SECRET_KEY_BASE';
}

function notesOf(project: Project, service: string, production: string, storage: boolean): string[] {
  const at = (path: string) => inside(service, path);
  const hosts =
    /^[^#\n]{0,100}\bconfig\.hosts\b/m.test(production) && !/^[^#\n]{0,100}host_authorization/m.test(production);
  return [
    `Rails needs ${keyOf(project, service)} when it runs: give it with --env or --env-file, never in the image.`,
    'The database is not touched at start: run bin/rails db:prepare once per release, with --entrypoint ruby in the same image.',
    ...(project.has(at('bin/docker-entrypoint'))
      ? [`${at('bin/docker-entrypoint')} is not used: it prepares the database at every start, of every copy.`]
      : []),
    ...(storage
      ? ['storage/ holds data: mount a volume at /app/storage in place of the tmpfs, or it is gone with the container.']
      : []),
    ...(hosts
      ? [
          `${at('config/environments/production.rb')} sets config.hosts: let the health check in with config.host_authorization = { exclude: ->(request) { request.path == "/up" } }.`,
        ]
      : []),
  ];
}
