import { type ParseEntry, parse } from 'shell-quote';

/** One command of a script. */
export interface Step {
  readonly words: readonly string[];
}

const LONGEST_SCRIPT = 4_000;
/** Programs that only make log lines pretty; the log of a container stays as it is. */
const LOG_FILTERS = new Set(['pino-pretty', 'bunyan', 'pino-colada', 'roarr', 'tee', 'cat', 'npx']);

/**
 * Splits a script into its commands. Variables stay as `${NAME}` in the words, for whoever uses a word to refuse it.
 * @returns the commands, or the reason why one container cannot run them as they are
 */
export function stepsOf(text: string): readonly Step[] | { readonly reason: string } {
  if (text.length > LONGEST_SCRIPT) return { reason: 'it is too long' };
  if (/[`\n]|\$\(/.test(text)) return { reason: 'it runs a shell substitution' };
  const steps: string[][] = [[]];
  let piped = false;
  const entries = parsed(text);
  if (!entries) return { reason: 'it is no shell command' };
  for (const entry of entries) {
    const joined = joiner(entry);
    if (typeof joined === 'object') return joined;
    if (joined === 'comment') break;
    if (joined === 'next') steps.push([]);
    if (joined === 'pipe') piped = true;
    const word = wordOf(entry);
    if (word === undefined) continue;
    if (!piped) steps.at(-1)?.push(word);
    else if (!LOG_FILTERS.has(word)) return { reason: 'it pipes its output into another program' };
    else break;
  }
  return steps.filter((words) => words.length > 0).map((words) => ({ words }));
}

/** The parser throws on what a shell would refuse too: `${`. */
function parsed(text: string): ParseEntry[] | undefined {
  try {
    return parse(text, (name) => `\${${name}}`);
  } catch {
    return undefined;
  }
}

type Joiner = 'word' | 'next' | 'pipe' | 'comment' | { readonly reason: string };

function joiner(entry: ParseEntry): Joiner {
  if (typeof entry === 'string') return 'word';
  if ('comment' in entry) return 'comment';
  switch (entry.op) {
    case 'glob':
      return 'word';
    case '&&':
    case ';':
      return 'next';
    case '|':
      return 'pipe';
    case '&':
      return { reason: 'it starts several programs at once' };
    case '||':
      return { reason: 'it has a fallback command (||)' };
    default:
      return { reason: `it uses the shell's ${entry.op}` };
  }
}

function wordOf(entry: ParseEntry): string | undefined {
  if (typeof entry === 'string') return entry;
  return 'op' in entry && entry.op === 'glob' ? entry.pattern : undefined;
}

/** Whether a word needs a shell to mean what it says: a variable, a pattern, a home folder. */
export function needsShell(word: string): boolean {
  return /\$\{|[*?]|^~/.test(word);
}
