import type { Answers } from '../../core/answers.ts';
import type { Start } from './start.ts';

/** The path that is asked when nothing says another: any answer of a working server will do. */
const GUESS = '/';

/**
 * The health check: Ruby itself asks the service, without gems, so the image needs no curl. No redirect is followed. A path
 * that somebody named must answer below 400, the guessed one below 500.
 * @returns the words of the exec form, or null for no check
 */
export function healthProbe({ port, healthcheck, start }: Answers, found: Start): string[] | null {
  if (port === null || healthcheck === null) return null;
  const variable = portVariable(start, port, found);
  const number = variable === null ? String(port) : `ENV['${variable}']`;
  const named = healthcheck !== GUESS || found.listens.health?.path === GUESS;
  const lines = [
    `http = Net::HTTP.start('127.0.0.1', ${number}, open_timeout: 2, read_timeout: 2)`,
    `exit http.get(${rubyText(healthcheck)}).code.to_i < ${named ? 400 : 500}`,
  ];
  return ['ruby', '--disable=gems,rubyopt', '-rnet/http', '-e', lines.join('; ')];
}

/** The variable by which the process was told its port: whoever sets it for the container sets it for the check. */
export function portVariable(start: readonly string[] | null, port: number, { listens }: Start): string | null {
  if (start?.[0] === 'thrust') return 'HTTP_PORT';
  return start?.some((word) => new RegExp(`(?:^|\\D)${port}$`).test(word)) ? null : listens.variable;
}

/** A literal of Ruby, in single quotes. */
function rubyText(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
