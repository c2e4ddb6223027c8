import type { Answers } from '../../core/answers.ts';
import type { NodeFacts } from './facts.ts';

/** The path that is asked when nothing says another. */
export const GUESS = '/';

/**
 * The health check: the runtime itself asks the service, so the image needs no curl. `http.get` takes less memory than
 * `fetch`. A path that somebody named must answer below 400; the guessed `/` only has to be answered by a working server.
 * @returns the words of the exec form, or null for no check
 */
export function healthProbe(program: string, answers: Answers, facts: NodeFacts): string[] | null {
  if (answers.healthcheck === null) return null;
  const path = JSON.stringify(answers.healthcheck).slice(1, -1).replaceAll("'", "\\'");
  const below = facts.healthSeen || answers.healthcheck !== GUESS ? 400 : 500;
  const options = `{host: '127.0.0.1', port: process.env.PORT, path: '${path}', timeout: 2000}`;
  const answer = `r => process.exit(r.statusCode < ${below} ? 0 : 1)`;
  return [program, '-e', `require('node:http').get(${options}, ${answer}).on('error', () => process.exit(1))`];
}
