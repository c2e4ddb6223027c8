import type { Project } from '../../core/project.ts';
import { inside } from '../shared/paths.ts';
import { ownVariables } from '../shared/variables.ts';

/** Values for the names in a project's .env that let a container be compiled and open nothing. */
export interface Placeholders {
  readonly values: Readonly<Record<string, string>>;
  /** The names that the service needs when it runs. */
  readonly names: readonly string[];
}

const FILES = ['.env', '.env.prod', '.env.dist', '.env.example'];
const MOST = 60;
/** What the image itself sets. */
const OURS = new Set(['APP_ENV', 'APP_DEBUG']);

/** Reads the names of an environment file; of values nothing but the kind and version of a database. */
export function placeholders(project: Project, service: string): Placeholders {
  const texts = FILES.map((file) => project.text(inside(service, file))?.slice(0, 64 * 1024) ?? '');
  const found = texts.flatMap((text) => [
    ...text.matchAll(/^(?:export )?([A-Z][A-Z0-9_]{0,60})[ \t]{0,4}=(.{0,2000})/gm),
  ]);
  const own = new Set(ownVariables(found.map(([, name = '']) => name)));
  const values = new Map<string, string>();
  for (const [, name = '', value = ''] of found)
    if (own.has(name) && !values.has(name) && !OURS.has(name) && values.size < MOST)
      values.set(name, placeholder(name, value));
  return { values: Object.fromEntries(values), names: [...values.keys()] };
}

/** Doctrine compiles for the database that it will meet, and asks none when the address says which version that is. */
function placeholder(name: string, value: string): string {
  if (/^DATABASE_\w{0,20}URL$|^DATABASE_URL/.test(name)) {
    const scheme =
      /^\s{0,4}["']?((?:pdo-|pdo_)?(?:mysql2?|mariadb|postgres(?:ql)?|pgsql|sqlite3?|sqlsrv)):/.exec(value)?.[1] ??
      'sqlite';
    const version = /\bserverVersion=(\d{1,3}(?:\.\d{1,3}){0,2}(?:-MariaDB)?)\b/.exec(value)?.[1] ?? '16';
    return scheme.startsWith('sqlite') ? 'sqlite:///:memory:' : `${scheme}://127.0.0.1/none?serverVersion=${version}`;
  }
  if (name === 'MESSENGER_TRANSPORT_DSN') return 'in-memory://';
  if (name === 'LOCK_DSN') return 'flock';
  if (/REDIS/.test(name)) return 'redis://127.0.0.1';
  if (/_DSN$/.test(name)) return 'null://null';
  if (/_(?:URL|URI)$/.test(name)) return 'https://127.0.0.1';
  return /_(?:PORT|TTL|LIMIT|SIZE|COUNT|TIMEOUT)$/.test(name) ? '1' : 'none';
}
