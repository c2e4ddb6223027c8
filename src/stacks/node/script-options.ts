/** The pieces of a command line that wrappers and process managers share. */

/** `./node_modules/.bin/next` and `next@16` are `next`. */
export function commandName(word: string): string {
  const bare = word.replace(/^(?:\.\/|\.\.\/){0,5}node_modules\/\.bin\//, '');
  return bare.replace(/(?<=[\w-])@[\w.^~-]{1,40}$/, '');
}

/** `nodemon --exec "ts-node src/index.ts"`; a file after it is handed on. */
export function innerCommand(words: readonly string[], values: ReadonlySet<string>): string | undefined {
  const at = words.findIndex((word) => word === '--exec' || word === '-x');
  if (at < 0) return words.find((word) => word.startsWith('--exec='))?.slice('--exec='.length);
  const [command = '', ...rest] = words.slice(at + 1);
  return [command, ...afterOptions(rest, values)].join(' ');
}

/** What follows the options of a wrapper; a bare `--` ends them. */
export function afterOptions(words: readonly string[], values: ReadonlySet<string>): readonly string[] {
  let at = 0;
  for (; at < words.length && words[at]?.startsWith('-'); at++) {
    if (words[at] === '--') return words.slice(at + 1);
    if (values.has(words[at] ?? '')) at++;
  }
  return words[at] === '--' ? words.slice(at + 1) : words.slice(at);
}

const PROCESS_MANAGERS = new Set(['pm2', 'pm2-runtime', 'pm2-docker', 'forever', 'supervisor']);
const MANAGER_VALUES = new Set([
  '-i',
  '--instances',
  '-n',
  '--name',
  '--env',
  '-o',
  '-e',
  '-l',
  '--uid',
  '-w',
  '-c',
  '--interpreter',
  '--node-args',
]);

/**
 * The file that `pm2 start x.js` or `forever x.js` runs.
 * @returns undefined when the command is no process manager, null when the file is a list of programs of its own
 */
export function managedFile(name: string, words: readonly string[]): string | null | undefined {
  if (!PROCESS_MANAGERS.has(name)) return undefined;
  const [entry = ''] = afterOptions(words[0] === 'start' ? words.slice(1) : words, MANAGER_VALUES);
  const list = /ecosystem|pm2|process/.test(entry.slice(entry.lastIndexOf('/') + 1)) && /\.c?js$/.test(entry);
  return /\.[cm]?js$/.test(entry) && !list ? entry : null;
}
