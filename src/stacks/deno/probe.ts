import type { Answers } from '../../core/answers.ts';

/** The path that is asked when nothing says another: any answer of a working server will do. */
const GUESS = '/';

/**
 * The health check: Deno itself asks the service, with leave to reach this machine and nothing else, so the image needs no curl.
 * A path that somebody named must answer below 400, the guessed one below 500; no redirect is followed.
 * @param readsPort whether the service listens where $PORT says
 * @returns the words of the exec form, or null for no check
 */
export function healthProbe(answers: Answers, readsPort: boolean, seen: boolean): string[] | null {
  const { port, healthcheck } = answers;
  if (port === null || healthcheck === null) return null;
  const below = seen || healthcheck !== GUESS ? 400 : 500;
  const number = readsPort ? `\${Deno.env.get('PORT')}` : port;
  const script = [
    `const r = await fetch(\`http://127.0.0.1:${number}${literal(healthcheck)}\`, { redirect: 'manual', signal: AbortSignal.timeout(2000) })`,
    `Deno.exit(r.status < ${below} ? 0 : 1)`,
  ];
  const permissions = ['--allow-net=127.0.0.1', ...(readsPort ? ['--allow-env=PORT'] : [])];
  return ['deno', 'run', '--no-config', '--no-lock', ...permissions, scriptAddress(script.join('; '))];
}

/** A module without a file. */
export function scriptAddress(script: string): string {
  return `data:application/javascript,${script.replace(/[%#]/g, encodeURIComponent)}`;
}

/** A text within the backticks of a template. */
function literal(text: string): string {
  return JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replace(/[`$]/g, '\\$&');
}
