import { UserError } from '../errors.ts';

/**
 * Quoting for each place of a Dockerfile where a value of the project can land. A value that has no safe form there is
 * refused by name, so that it can never add or change an instruction.
 */

/**
 * Control characters, line separators, and what takes no room or turns the direction of writing, but for the joiners that some
 * scripts need: what is read must be what is there.
 */
const UNSEEN = /[\p{Cc}\u2028\u2029]|(?![\u200c\u200d])\p{Cf}/u;
const PLAIN_WORD = /^[A-Za-z0-9_@%+:,./=-]+$/;
const PLAIN_PATH = /^[A-Za-z0-9_@+./-]+$/;

/**
 * The exec form: a JSON array. Docker expands no variables in CMD, ENTRYPOINT and HEALTHCHECK.
 * @param what names the value in the error, e.g. `the start command`
 */
export function execForm(words: readonly string[], what: string): string {
  return `[${words.map((word) => JSON.stringify(oneLine(word, what))).join(', ')}]`;
}

/** One word of a shell command in RUN. */
export function shellWord(word: string, what: string): string {
  oneLine(word, what);
  // BuildKit looks for heredocs before the shell sees the line
  if (word.includes('<<')) refuse(word, what, 'holds "<<", which a Dockerfile reads as a heredoc');
  return PLAIN_WORD.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** Paths as words of a shell command that takes options: a folder may be called `-rf`, and .NET reads what `@` names as words. */
export function shellPaths(paths: readonly string[], what: string): string {
  return shellCommand(
    paths.map((path) => (/^[-@]/.test(path) ? `./${path}` : path)),
    what,
  );
}

/** A simple command for RUN: its words, each quoted. */
export function shellCommand(words: readonly string[], what: string): string {
  return words.map((word) => shellWord(word, what)).join(' ');
}

/**
 * The arguments of COPY: sources and destination, plain where possible, else in the JSON form with `$` escaped.
 * @param pattern a pattern of our own behind the first source: `/*.jar`
 */
export function copyArguments(paths: readonly string[], what: string, pattern = ''): string {
  for (const path of paths) checkPath(path, what);
  const behind = (index: number) => (index === 0 ? pattern : '');
  if (paths.every((path) => PLAIN_PATH.test(path))) return paths.map((path, at) => path + behind(at)).join(' ');
  return `[${paths.map((path, at) => JSON.stringify(path.replaceAll('$', '\\$') + behind(at))).join(', ')}]`;
}

/** A path as the value of a `--mount` option, which is one field of CSV inside one word. */
export function mountPath(path: string, what: string): string {
  checkPath(path, what);
  if (!PLAIN_PATH.test(path)) refuse(path, what, 'has characters that a mount cannot name');
  return path;
}

/** The value of an ENV or LABEL pair, in double quotes unless it is a plain word. */
export function pairValue(value: string, what: string): string {
  oneLine(value, what);
  return PLAIN_WORD.test(value) ? value : `"${value.replace(/["\\$]/g, '\\$&')}"`;
}

/** The folder of a build's context, as an argument: Docker reads `-` as an option or its input, podman a host as an address. */
export function contextArgument(folder: string): string {
  return shellWord(/^(?:-|github\.com(?:\/|$)|git@)/.test(folder) ? `./${folder}` : folder, 'the folder');
}

/** A project's file or `$HOME/…` after `--secret id=…`, which is one field of CSV inside one word: a plain path in double quotes. */
export function secretOption(id: string, source: string): string {
  if (/^(?:\$HOME\/)?[\w.@+/-]+$/.test(source)) return `--secret id=${id},src="${source}"`;
  const field = `src=${source}`;
  const whole = /[",]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
  return `--secret ${shellWord(`id=${id},${whole}`, 'the file of the secret')}`;
}

/** A name for an image, made from a folder's or package's name: always valid, so nothing needs to be refused. */
export function imageName(name: string): string {
  const slug = name
    .toLowerCase()
    .replace(/^@/, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return slug.slice(0, 60).replace(/-+$/, '') || 'app';
}

function checkPath(path: string, what: string): void {
  oneLine(path, what);
  if (path.includes('<<') || path.startsWith('--')) refuse(path, what, 'would be read as an option or a heredoc');
  if (/[*?[\]\\]/.test(path)) refuse(path, what, 'has characters that COPY reads as a pattern');
}

function oneLine(value: string, what: string): string {
  if (value === '') refuse(value, what, 'is empty');
  if (UNSEEN.test(value)) refuse(value, what, 'holds a line break or control character');
  if (!value.isWellFormed()) refuse(value, what, 'is not well-formed Unicode');
  return value;
}

function refuse(value: string, what: string, why: string): never {
  throw new UserError(
    'unquotable',
    `${what} ${inQuotes(value)} ${why}`,
    'Change it in the project, or give another by its flag.',
  );
}

/** A foreign value for an error of one line: in quotes, short, with a blank for what a terminal would act on. */
export function inQuotes(value: string): string {
  const short = value.length > 60 ? `${value.slice(0, 60)}…` : value;
  return JSON.stringify(short.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' '));
}
