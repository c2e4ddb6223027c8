import { execForm, mountPath, pairValue } from './quote.ts';

/**
 * Instructions as text, laid out the way every checker likes them: one mount or option a line, chains broken before `&&`, no
 * RUN line over 120 characters. Templates decide their order and say why they are there.
 */

const INDENT = '    ';
const MAX_LINE = 116;

/** A RUN with its flags and a chain of commands, each already quoted for the shell. */
export function run(flags: readonly string[], commands: readonly string[]): string {
  const chain = commands.map(wrap).join(' \\\n && ');
  const [only] = flags;
  if (only === undefined) return `RUN ${chain}`;
  if (flags.length === 1 && !chain.includes('\n') && only.length + chain.length < 100) return `RUN ${only} ${chain}`;
  return `RUN ${flags.join(` \\\n${INDENT}`)} \\\n${INDENT}${chain}`;
}

/** Breaks a long command between words (never inside quotes); continuation lines are indented. */
function wrap(command: string): string {
  if (command.length <= MAX_LINE - INDENT.length) return command;
  const words = command.match(/(?:\\.|'[^']*'|"(?:\\.|[^"\\])*"|[^\s'"\\])+/g) ?? [];
  // blanks within quotes stay as they are, and nothing may get lost
  if (words.join(' ') !== command) return command;
  const lines = [''];
  for (const word of words) {
    const last = lines.length - 1;
    const line = lines[last] ?? '';
    if (line === '') lines[last] = word;
    else if (line.length + word.length < MAX_LINE - 2 * INDENT.length) lines[last] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.join(` \\\n${INDENT}${INDENT}`);
}

/**
 * A file of the context, there for this one step: no layer keeps it.
 * @param path seen from the folder that the step works in
 * @param writable whether the step may change it; the change is thrown away
 * @param source the same file seen from the context, where that is another folder
 */
export function bindMount(path: string, writable = false, source = path): string {
  const [from, to] = [mountPath(source, 'the file'), mountPath(path, 'the file')];
  return `--mount=type=bind,source=${from},target=${to}${writable ? ',rw' : ''}`;
}

/** A cache that outlives the build; one build at a time writes it. */
export function cacheMount(id: string, target: string): string {
  return `--mount=type=cache,id=${id},target=${target},sharing=locked`;
}

/** A secret as a file, for this one step: no layer, history line or attestation keeps it. Absent and not required: no file. */
export function secretMount(id: string, target: string, required: boolean): string {
  return `--mount=type=secret,id=${id},target=${target}${required ? ',required=true' : ''}`;
}

/** One ENV instruction for all pairs, or an empty text. */
export function environment(pairs: Readonly<Record<string, string>>): string {
  const lines = Object.entries(pairs).map(([name, value]) => `${name}=${pairValue(value, `the value of ${name}`)}`);
  return lines.length === 0 ? '' : `ENV ${(lines.length > 2 ? packed(lines) : lines).join(` \\\n${INDENT}`)}`;
}

/** Words on as few lines as the page allows. */
function packed(words: readonly string[]): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && `${INDENT}${last} ${word}`.length <= MAX_LINE + INDENT.length)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/**
 * HEALTHCHECK in the exec form, one option a line, or NONE.
 * @param terse leave out what Docker does by default: long files stay below the 50 lines that checkers allow
 */
export function healthcheck(words: readonly string[] | null, terse = false): string {
  if (!words) return 'HEALTHCHECK NONE';
  const chosen = ['--timeout=3s', '--start-period=10s'];
  const options = terse ? chosen : ['--interval=30s', ...chosen, '--retries=3'];
  const pad = ' '.repeat('HEALTHCHECK '.length);
  return `HEALTHCHECK ${options.join(` \\\n${pad}`)} \\\n${pad}CMD ${execForm(words, 'the health check')}`;
}
