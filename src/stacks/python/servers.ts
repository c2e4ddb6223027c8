import type { Manifest } from '../shared/python/manifest.ts';

/** A program that serves applications, and how it is told where. */
export interface Server {
  /** The package, which is also what the program is called unless `program` says otherwise. */
  readonly id: string;
  readonly program?: string;
  readonly serves: readonly ('wsgi' | 'asgi')[];
  /** The words after the program for an application (`app.main:app`). */
  readonly words: (application: string, kind: 'wsgi' | 'asgi', port: number, factory: boolean) => readonly string[];
  /** Variables that say where it listens. */
  readonly environment: (port: number) => Readonly<Record<string, string>>;
  /** The variable that holds the port, for the health check; null where the command holds it. */
  readonly portVariable: string | null;
}

/** The best known first: what a project has installed decides. */
const SERVERS: readonly Server[] = [
  {
    id: 'uvicorn',
    serves: ['asgi'],
    words: (application, _, __, factory) => [application, ...(factory ? ['--factory'] : [])],
    environment: (port) => ({ UVICORN_HOST: '0.0.0.0', UVICORN_PORT: String(port) }),
    portVariable: 'UVICORN_PORT',
  },
  {
    id: 'gunicorn',
    serves: ['wsgi'],
    words: (application, _, __, factory) => [factory ? `${application}()` : application],
    // gunicorn binds to $PORT by itself; its heartbeat file belongs into memory
    environment: (port) => ({ PORT: String(port), GUNICORN_CMD_ARGS: '--worker-tmp-dir=/dev/shm' }),
    portVariable: 'PORT',
  },
  {
    id: 'hypercorn',
    serves: ['asgi', 'wsgi'],
    words: (application, _, port, factory) => ['--bind', `0.0.0.0:${port}`, factory ? `${application}()` : application],
    environment: () => ({}),
    portVariable: null,
  },
  {
    id: 'granian',
    serves: ['asgi', 'wsgi'],
    words: (application, kind, _, factory) => ['--interface', kind, ...(factory ? ['--factory'] : []), application],
    environment: (port) => ({ GRANIAN_HOST: '0.0.0.0', GRANIAN_PORT: String(port) }),
    portVariable: 'GRANIAN_PORT',
  },
  {
    id: 'waitress',
    program: 'waitress-serve',
    serves: ['wsgi'],
    words: (application, _, port, factory) => [`--listen=0.0.0.0:${port}`, ...(factory ? ['--call'] : []), application],
    environment: () => ({}),
    portVariable: null,
  },
  {
    id: 'daphne',
    serves: ['asgi'],
    words: (application, _, port) => ['-b', '0.0.0.0', '-p', String(port), application],
    environment: () => ({}),
    portVariable: null,
  },
];

/** The server among the dependencies for a kind of application; undefined when there is none. */
export function serverFor(
  kind: 'wsgi' | 'asgi',
  manifest: Manifest | undefined,
  brought: string | null,
): Server | undefined {
  return SERVERS.find(({ id, serves }) => serves.includes(kind) && (manifest?.packages.has(id) || brought === id));
}

/** The server that a start command's first word names. */
export function serverNamed(program: string | undefined): Server | undefined {
  return SERVERS.find(({ id, program: named }) => (named ?? id) === program);
}
