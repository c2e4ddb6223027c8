import { LOADERS, RUNNERS, type ScriptRuntime } from './script-tables.ts';

/** What stands before the script in `node --enable-source-maps -r dotenv/config dist/server.js`. */
export interface NodeArguments {
  /** The options that are kept. */
  readonly flags: readonly string[];
  readonly runtime: ScriptRuntime;
  /** `node --watch`: for development only. */
  readonly dev: boolean;
  /** The script and what follows it. */
  readonly rest: readonly string[];
  readonly notes: readonly string[];
}

/** Options whose value is the next word when it does not follow `=`. */
const WITH_VALUE = new Set([
  ...[
    '-r',
    '--require',
    '--import',
    '--loader',
    '--experimental-loader',
    '-C',
    '--conditions',
    '--title',
    '--env-file',
  ],
  ...['--env-file-if-exists', '--icu-data-dir', '--disable-warning', '--dns-result-order', '--unhandled-rejections'],
  ...[
    '--max-http-header-size',
    '--secure-heap',
    '--diagnostic-dir',
    '--report-dir',
    '--report-directory',
    '--watch-path',
  ],
  ...['--openssl-config', '--input-type', '--trace-event-categories', '--stack-trace-limit', '--max-old-space-size'],
  ...[
    '--experimental-config-file',
    '--localstorage-file',
    '--tls-cipher-list',
    '--redirect-warnings',
    '--heapsnapshot-signal',
  ],
]);

const STANDALONE =
  /^--(?:no-|experimental-|trace-|allow-|expose[-_]|enable-|disable-|use-|harmony|preserve-|abort-|insecure-|verify-|throw-|pending-|report-|force-|track-|zero-fill|frozen-|jitless|interpreted|optimize|max-lazy|max_lazy|permission|openssl-legacy|inspect|watch|node-|tls-|huge-|entry-url|strip-types|sourcemaps|v8-pool|deprecation)/;

/** Options that belong to development or debugging, and what to say about them. */
const DROPPED: readonly (readonly [flag: RegExp, note: string | null])[] = [
  [/^--inspect/, 'The start script opens the debugger (--inspect); it is left out.'],
  [/^--watch/, null],
  [
    /^--env-file/,
    'The start script reads variables from a file (--env-file); the image holds none, so give them to the container.',
  ],
  [/^--experimental-strip-types$|^--strip-types$/, null],
];

/** Options that run something else than a script. */
const NO_SCRIPT =
  /^(?:-e|--eval|-p|--print|-pe|-i|--interactive|-c|--check|--test.*|--run.*|-v|--version|-h|--help|--prof-process|--v8-options|--completion-bash|--build-sea.*|-)$/;

/** Reads node's options up to the script. @returns the reason, when no script is run or an option is not known */
export function nodeArguments(words: readonly string[]): NodeArguments | { readonly reason: string } {
  const flags: string[] = [];
  const notes: string[] = [];
  let runtime: ScriptRuntime = 'node';
  let dev = false;
  let at = 0;
  for (; at < words.length && words[at]?.startsWith('-'); at++) {
    const word = words[at] ?? '';
    if (word === '--') return { flags, runtime, dev, notes, rest: words.slice(at + 1) };
    if (NO_SCRIPT.test(word)) return { reason: `it runs node ${word}` };
    const name = word.split('=', 1)[0] ?? word;
    const separate = !word.includes('=') && WITH_VALUE.has(name);
    if (!word.includes('=') && !separate && !STANDALONE.test(name))
      return { reason: `the option ${name} of node is not known` };
    const value = separate ? words[++at] : undefined;
    const loaded = loaderOf(name, value ?? word.slice(name.length + 1));
    const dropped = DROPPED.find(([flag]) => flag.test(name));
    if (/^--watch/.test(name)) dev = true;
    if (dropped?.[1]) notes.push(dropped[1]);
    if (loaded) runtime = loaded;
    else if (!dropped) flags.push(word, ...(value === undefined ? [] : [value]));
  }
  return { flags, runtime, dev, notes, rest: words.slice(at) };
}

function loaderOf(name: string, value: string): ScriptRuntime | undefined {
  if (!/^(?:-r|--require|--import|--loader|--experimental-loader)$/.test(name)) return undefined;
  return LOADERS.find(([begins]) => value === begins || value.startsWith(`${begins}/`))?.[1];
}

/** The runner that a command is, if it is one: `tsx`, `ts-node-dev`. */
export function runnerOf(command: string): ScriptRuntime | undefined {
  return Object.hasOwn(RUNNERS, command) ? RUNNERS[command] : undefined;
}
