import type { Given } from '../../core/answers.ts';
import { inQuotes } from '../../core/quote.ts';
import { UserError } from '../../errors.ts';

/**
 * What runs a service: PHP-FPM with nginx before it, two containers; FrankenPHP, which is both in one process; or PHP's own
 * program, for workers. PHP's built-in server is for development and never chosen.
 */
export type Server = 'fpm' | 'frankenphp' | 'cli';

/** The setting that chooses it. */
export const SERVER = 'server';
/** The setting that says where nginx finds PHP-FPM. */
export const FPM = 'fpm';

/** The image of a service that nginx is: its name behind the service's. */
export const NGINX_PART = 'nginx';
/** A path that nginx answers whatever PHP does. */
export const NGINX_HEALTH = '/nginx-health';

/** One network for both containers, as in a pod: FastCGI runs whatever it is told, so nobody else may reach it. */
export const NEXT_TO_IT = '127.0.0.1:9000';

/** Where the official images and the hardened ones look for php.ini. */
export const CONFIG_FOLDER = '/usr/local/etc/php';

const STARTS: Readonly<Record<Exclude<Server, 'cli'>, readonly string[]>> = {
  fpm: ['php-fpm', '--fpm-config', `${CONFIG_FOLDER}/php-fpm.conf`],
  frankenphp: ['frankenphp', 'run', '--config', '/etc/frankenphp/Caddyfile'],
};

/** The start command of what serves the web. */
export function webStart(server: Exclude<Server, 'cli'>): readonly string[] {
  return STARTS[server];
}

/** What a start command runs. */
export function serverOf(start: readonly string[] | null): Server {
  const program = start?.[0]?.split('/').at(-1);
  if (program === 'php-fpm') return 'fpm';
  return program === 'frankenphp' ? 'frankenphp' : 'cli';
}

/** The server that somebody asked for; undefined when nobody did. */
export function askedServer({ start, set }: Given): Server | undefined {
  if (start) return serverOf(start);
  const asked = set?.[SERVER];
  if (asked === undefined || asked === 'fpm' || asked === 'frankenphp' || asked === 'cli') return asked;
  throw new UserError(
    'usage',
    `--set ${SERVER}=${inQuotes(asked)} is no way to run PHP`,
    'Take fpm (with nginx before it, two containers), frankenphp (one container), or cli (a worker).',
  );
}

/** Where nginx finds PHP-FPM, and whether that is in the same network namespace. */
export interface FpmAddress {
  readonly address: string;
  readonly port: number;
  readonly shared: boolean;
}

/** The address by its setting: `php:9000` for a container of that name, else the same pod. */
export function fpmAddress(set: Readonly<Record<string, string>>): FpmAddress {
  const address = set[FPM] ?? NEXT_TO_IT;
  const port = Number(/^[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?:(\d{4,5})$/.exec(address)?.[1]);
  if (port >= 1024 && port <= 65_535) return { address, port, shared: /^(?:127\.0\.0\.1|localhost):/.test(address) };
  throw new UserError(
    'usage',
    `--set ${FPM}=${inQuotes(address)} is no host with a port from 1024 on`,
    'Write it as php:9000, where php is the name of the container.',
  );
}
