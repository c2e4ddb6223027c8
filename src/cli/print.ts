import type { WriteStream } from 'node:tty';

/** The terminal: the one place that writes to it. Results go to stdout, everything about the run to stderr. */

/** Writes lines of results to stdout. */
export function printOut(text: string): void {
  write(process.stdout, text);
}

/** Writes lines about the run (warnings, progress, errors) to stderr. */
export function printErr(text: string): void {
  write(process.stderr, text);
}

function write(stream: NodeJS.WriteStream, text: string): void {
  // a reader that has seen enough (`| head`) is no error
  if (stream.listenerCount('error') === 0) stream.on('error', (error) => unwritten(stream, error));
  stream.write(text.endsWith('\n') ? text : `${text}\n`);
}

let outputIsLost = false;

/** Whether a part of the results could not be written: half a report must not pass for a whole one. */
export function isOutputLost(): boolean {
  return outputIsLost;
}

function unwritten(stream: NodeJS.WriteStream, error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE' || stream === process.stderr || outputIsLost) return;
  outputIsLost = true;
  printErr(`error The output cannot be written (${visibleLine(error.code ?? error.message)})`);
}

/** How many columns the terminal of questions has. */
export function terminalColumns(): number {
  return process.stderr.columns ?? 80;
}

/** Whether a person can be asked: prompts read stdin and show on stderr. */
export function isInteractive(env: NodeJS.ProcessEnv = process.env): boolean {
  return Boolean(process.stdin.isTTY && process.stderr.isTTY) && !isSet(env.CI) && env.TERM !== 'dumb';
}

const STYLES = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const;

/** Colours for one stream; every function gives the text back unchanged where colours are off. */
export type Paint = Readonly<Record<keyof typeof STYLES, (text: string) => string>>;

/** The colours for a stream, as NO_COLOR, FORCE_COLOR and the kind of terminal ask for. */
export function painter(stream: Pick<WriteStream, 'isTTY'>, env: NodeJS.ProcessEnv = process.env): Paint {
  const colours = hasColours(stream, env);
  const styles = Object.entries(STYLES).map(([name, [on, off]]) => [
    name,
    (text: string) => (colours ? `\u001b[${on}m${text}\u001b[${off}m` : text),
  ]);
  return Object.fromEntries(styles) as Paint; // one function for each style
}

/** The colours for results and for everything else. */
export function paints(): { readonly out: Paint; readonly err: Paint } {
  return { out: painter(process.stdout), err: painter(process.stderr) };
}

function hasColours(stream: Pick<WriteStream, 'isTTY'>, env: NodeJS.ProcessEnv): boolean {
  // https://no-color.org: whatever it holds, also 0
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return Boolean(stream.isTTY) && env.TERM !== 'dumb';
}

function isSet(variable: string | undefined): boolean {
  return variable !== undefined && variable !== '' && variable !== '0' && variable !== 'false';
}

// control characters but tabs and line breaks, line separators, and what turns the direction of writing or takes no room
const UNSAFE = /[^\P{Cc}\n\t]|[\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu;

/**
 * A text from a project as it may stand on a terminal: what would move the cursor, hide text or turn its direction is
 * written out. Line breaks stay.
 */
export function visible(text: string): string {
  return text.toWellFormed().replace(UNSAFE, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** The same on one line. */
export function visibleLine(text: string): string {
  return visible(text).replaceAll('\n', '\\n');
}
