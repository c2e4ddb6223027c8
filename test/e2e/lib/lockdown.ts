import type { Created } from './create.ts';
import { type Engine, imageConfig, inspect, LABEL, logs } from './engine.ts';
import { freePort, turn } from './ports.ts';
import { must, run } from './process.ts';

/** Every container is run so; what the tool's printed command adds (more tmpfs mounts, an init) comes on top. */
const LOCKDOWN = [
  ['--read-only'],
  ['--cap-drop', 'ALL'],
  ['--security-opt', 'no-new-privileges'],
  ['--tmpfs', '/tmp'],
  ['--pids-limit', '256'],
  ['--memory', '512m'],
];

export interface Running {
  readonly container: string;
  /** Where it answers: `http://127.0.0.1:41234`; empty for a worker. */
  readonly url: string;
  /** Gives the host's port back. */
  release(): void;
}

/**
 * Starts an image locked down on a free port. The health check runs at once and every second, not every half minute.
 * @param beside a container that is there already, whose network it shares, as in a pod
 */
export async function start(
  engine: Engine,
  image: string,
  created: Pick<Created, 'runOptions'>,
  environment: Readonly<Record<string, string>> = {},
  beside?: Running,
): Promise<Running> {
  const { port, variable, network, release } = beside ? sharing(beside) : await place(engine, image);
  const variables = Object.entries({ ...environment, ...variable });
  const args = [
    ...[
      'run',
      '-d',
      '--label',
      LABEL,
      '--health-interval=1s',
      '--health-start-interval=500ms',
      ...network,
      ...lockdownOptions(created.runOptions),
    ],
    ...variables.flatMap(([name, value]) => ['-e', `${name}=${value}`]),
    image,
  ];
  try {
    const container = (await must('docker', args)).stdout.trim();
    const published = engine.bridge && port !== undefined ? await inspect(container, HOST_PORT) : port;
    return { container, url: published === undefined ? '' : `http://127.0.0.1:${published}`, release };
  } catch (error) {
    release();
    throw error;
  }
}

/** The other container's network, and nothing of its own. */
function sharing({ container }: Running) {
  return { port: undefined, variable: {}, network: [`--network=container:${container}`], release: () => {} };
}

/** Where a container is to listen and how it is reached; one that listens nowhere gets no network at all. */
async function place(engine: Engine, image: string) {
  const own = await portOf(image);
  if (!own) return { port: undefined, variable: {}, network: ['--network=none'], release: () => {} };
  const fixed = own.fixed || engine.bridge;
  const release = fixed && !engine.bridge ? await turn(own.port) : () => {};
  const port = fixed ? own.port : await freePort();
  const network = engine.bridge ? ['-p', `127.0.0.1::${port}`] : ['--network=host'];
  return { port, variable: fixed ? {} : { PORT: String(port) }, network, release };
}

/** Runs an image locked down until it ends by itself, without a network. Gives what it printed; another exit code than 0 is an error. */
export async function runToItsEnd(image: string, created: Pick<Created, 'runOptions'>): Promise<string> {
  const args = ['run', '--rm', '--label', LABEL, '--network=none', ...lockdownOptions(created.runOptions), image];
  return (await must('docker', args, { timeout: 60_000 })).stdout;
}

const HOST_PORT = '{{range .NetworkSettings.Ports}}{{(index . 0).HostPort}}{{end}}';

/** The printed options, and those of the lockdown that they lack. */
export function lockdownOptions(printed: readonly string[]): string[] {
  const text = printed.join(' ');
  const missing = LOCKDOWN.filter((option) => !` ${text} `.includes(` ${option.join(' ')} `));
  return [...printed, ...missing.flat()];
}

/** Mount points of the printed tmpfs options: the only paths that the process may write. */
export function writablePaths(printed: readonly string[]): string[] {
  return printed.flatMap((word, index) => (printed[index - 1] === '--tmpfs' ? [word.split(':')[0] as string] : []));
}

/**
 * Waits until the engine itself says healthy.
 * @returns what its last checks printed when it does not; undefined when it does
 */
export async function unhealthy(container: string, seconds = 30): Promise<string | undefined> {
  let status = '';
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(300)) {
    status = await inspect(container, HEALTH);
    // a lab's stand-in for an Alpine image is Debian: without BusyBox, and so without its wget
    const cannot = process.env.LAB_REGISTRY && status.includes('"wget": executable file not found');
    if (status.startsWith('healthy') || cannot) return undefined;
  }
  return status.slice(-300) || 'there is no health check';
}

const HEALTH = '{{with .State.Health}}{{.Status}}{{range .Log}} {{.Output}}{{end}}{{end}}';

/** SIGTERM; how long it took to exit, and with which code. */
export async function stop(container: string): Promise<{ seconds: number; code: number }> {
  const { seconds } = await must('docker', ['stop', '-t', '10', container]);
  return { seconds, code: Number(await inspect(container, '{{.State.ExitCode}}')) };
}

/** Removes the container, however it is. Gives its last lines, for the report of a failure. */
export async function discard(running: Running): Promise<string> {
  const last = (await logs(running.container)).split('\n').slice(-20).join('\n');
  await run('docker', ['rm', '-f', running.container]);
  running.release();
  return last;
}

/** The port that an image exposes, and whether a variable moves it; undefined for a worker. */
async function portOf(image: string): Promise<{ port: number; fixed: boolean } | undefined> {
  const { ExposedPorts, Env } = await imageConfig(image);
  const port = Number.parseInt(Object.keys(ExposedPorts ?? {})[0] ?? '', 10);
  if (Number.isNaN(port)) return undefined;
  return { port, fixed: !Env?.some((variable) => variable.startsWith('PORT=')) };
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
