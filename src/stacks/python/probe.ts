import type { Answers } from '../../core/answers.ts';
import type { PythonFacts } from './detect.ts';
import { serverNamed } from './servers.ts';

/** The path that is asked when nothing says another: any answer of a working server will do. */
const GUESS = '/';

/**
 * The health check: Python itself asks the service, so the image needs no curl. No redirect is followed. A path that somebody
 * named must answer below 400, the guessed one below 500.
 * @returns the words of the exec form, or null for no check
 */
export function healthProbe(program: string, answers: Answers, facts: PythonFacts): string[] | null {
  const { port, healthcheck, start } = answers;
  if (port === null || healthcheck === null) return null;
  const variable = portVariable(start, facts);
  const imports = variable === null ? 'http.client' : 'http.client, os';
  const number = variable === null ? String(port) : `os.environ['${variable}']`;
  const named = healthcheck !== GUESS || facts.listens.health?.path === GUESS;
  const lines = [
    `import ${imports}`,
    `c = http.client.HTTPConnection('127.0.0.1', ${number}, timeout=2)`,
    `c.request('GET', ${pythonText(healthcheck)})`,
    `raise SystemExit(c.getresponse().status >= ${named ? 400 : 500})`,
  ];
  return [program, '-c', lines.join('; ')];
}

/** The variable by which the process was told its port: whoever sets it for the container sets it for the check. */
export function portVariable(start: readonly string[] | null, { start: found, listens }: PythonFacts): string | null {
  const server = serverNamed(start?.[0]);
  if (server) return server.portVariable;
  if (found.framework?.id === 'streamlit') return 'STREAMLIT_SERVER_PORT';
  if (found.framework?.id === 'gradio') return 'GRADIO_SERVER_PORT';
  return listens.readsPort ? 'PORT' : null;
}

/** A literal of Python, in single quotes. */
function pythonText(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
