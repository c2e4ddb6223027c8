import type { Given } from '../../core/answers.ts';
import type { Project } from '../../core/project.ts';
import { inQuotes } from '../../core/quote.ts';
import { UserError } from '../../errors.ts';
import { inside } from '../shared/paths.ts';
import { lineAt } from '../shared/sources.ts';
import type { Composer } from './composer.ts';
import { BUILT_IN, INSTALLABLE, USES } from './extension-data.ts';
import type { Framework } from './frameworks.ts';
import type { Server } from './server.ts';
import { phpSources } from './sources.ts';

/** The setting that adds extensions which nothing in the project says. */
export const EXTENSIONS = 'extensions';

/** An extension that the image has to get, and what asks for it. */
export interface Extension {
  readonly name: string;
  readonly from: string;
}

/** The extensions beyond those that every PHP image has, sorted, and what to know of them. */
export interface Extensions {
  readonly wanted: readonly Extension[];
  readonly notes: readonly string[];
}

interface Input {
  readonly project: Project;
  readonly service: string;
  readonly given: Given;
  readonly composer: Composer | undefined;
  readonly framework: Framework | null;
  readonly server: Server;
}

/** What `ext-*` requirements, examples of the environment, the sources and a person ask for. */
export function extensionsOf(input: Input): Extensions {
  const { composer, server, framework } = input;
  const required = (composer?.asks ?? []).filter(({ name }) => name !== 'php' && !BUILT_IN.has(name));
  const unknown = required.filter(({ name }) => !INSTALLABLE.has(name));
  const found = [
    ...answered(input),
    ...required.filter(({ name }) => INSTALLABLE.has(name)),
    ...fromEnvironment(input),
    ...fromSources(input),
    ...(server === 'cli' && framework?.listensWithPcntl
      ? [{ name: 'pcntl', from: 'a worker, which has to hear SIGTERM' }]
      : []),
  ];
  const wanted = new Map<string, Extension>();
  for (const { name, from } of found) {
    const plain = name.replace(/-\d.*$/, '');
    if (!wanted.has(plain)) wanted.set(plain, { name, from });
  }
  return {
    wanted: [...wanted.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    notes: unknown
      .filter(({ name }, at) => unknown.findIndex((other) => other.name === name) === at)
      .map(
        ({ name, from }) =>
          `${from} asks for the extension ${name}, which the installer of extensions does not know: it has to come with a base image of your own.`,
      ),
  };
}

function answered({ given }: Input): Extension[] {
  const names = (given.set?.[EXTENSIONS] ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const wrong = names.find((name) => !/^[a-z0-9_]{1,40}(?:-\d[\w.]{0,20})?$/.test(name));
  if (wrong !== undefined)
    throw new UserError(
      'usage',
      `--set ${EXTENSIONS}: ${inQuotes(wrong)} is no name of an extension`,
      'Write them as gd,redis or redis-6.3.0.',
    );
  return names.map((name) => ({ name, from: 'your answer' }));
}

const EXAMPLES = ['.env.example', '.env.dist', '.env'];
const DRIVERS: Readonly<Record<string, string>> = {
  mysql: 'pdo_mysql',
  mysql2: 'pdo_mysql',
  mariadb: 'pdo_mysql',
  pdo_mysql: 'pdo_mysql',
  pgsql: 'pdo_pgsql',
  postgres: 'pdo_pgsql',
  postgresql: 'pdo_pgsql',
  pdo_pgsql: 'pdo_pgsql',
  sqlsrv: 'pdo_sqlsrv',
};
const DATABASE =
  /^(?:DB_CONNECTION|DB_DRIVER)[ \t]{0,4}=[ \t]{0,4}["']?([a-z_]{2,12})\b|^DATABASE_URL[ \t]{0,4}=[ \t]{0,4}["']?([a-z0-9_]{2,12}):/m;
const REDIS = /^(?:CACHE_STORE|CACHE_DRIVER|QUEUE_CONNECTION|SESSION_DRIVER)[ \t]{0,4}=[ \t]{0,4}["']?redis\b/m;

/** The database and the cache that an example of the environment names; of a real one nothing but the kind is read. */
function fromEnvironment({ project, service, composer }: Input): Extension[] {
  return EXAMPLES.flatMap((file) => {
    const path = inside(service, file);
    const text = project.text(path)?.slice(0, 64 * 1024) ?? '';
    const database = DATABASE.exec(text);
    const named = database?.[1] ?? database?.[2] ?? '';
    const driver = Object.hasOwn(DRIVERS, named) ? DRIVERS[named] : undefined;
    const redis = composer?.packages.has('predis/predis') ? null : REDIS.exec(text);
    return [
      ...(database && driver !== undefined ? [{ name: driver, from: `${path}:${lineAt(text, database.index)}` }] : []),
      ...(redis ? [{ name: 'redis', from: `${path}:${lineAt(text, redis.index)}` }] : []),
    ];
  });
}

function fromSources({ project, service }: Input): Extension[] {
  const sources = phpSources(project, service);
  return USES.flatMap(({ extension, call }) => {
    for (const { path, text } of sources) {
      const match = call.exec(text);
      if (match) return [{ name: extension, from: `${path}:${lineAt(text, match.index)}` }];
    }
    return [];
  });
}
