/** What a package manager's command runs in the end. */
export type Run =
  | {
      readonly kind: 'script';
      readonly name: string;
      readonly text: string;
      readonly args: readonly string[];
      readonly prepared: string | undefined;
    }
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly words: readonly string[]; readonly dev: boolean }
  | { readonly kind: 'unknown'; readonly reason: string };

type Scripts = Readonly<Record<string, string>>;

const MANAGERS = new Set(['npm', 'pnpm', 'yarn', 'bun']);
const RUNS_PACKAGES = new Set(['npx', 'pnpx', 'bunx', 'yarnpkg', 'corepack']);
/** Options that change nothing for us. */
const HARMLESS =
  /^(?:-s|-y|-q|-b|--silent|--quiet|--yes|--no|--no-install|--if-present|--bun|--smol|--prefer-offline|--offline|--loglevel=\w+|--no-warnings|--color|--reporter=\w+)$/;
const ELSEWHERE = /^(?:-w|-C|-F|-r|--workspaces?|--filter|--prefix|--dir|--cwd|--recursive|-ws)(?:=|$)/;
const EXECUTES = new Set(['exec', 'x', 'dlx']);
const PACKAGE_OPTIONS = new Set(['-p', '--package']);

/**
 * Takes `npm run x`, `yarn x`, `npx x`, `pnpm exec x`, `bun x.ts` … apart.
 * @returns undefined when the command is none of a package manager
 */
export function followed(name: string, words: readonly string[], scripts: Scripts): Run | undefined {
  if (RUNS_PACKAGES.has(name)) return executed(words);
  if (name === 'run-s') return sequence(words, scripts);
  if (!MANAGERS.has(name)) return undefined;
  const options = words.slice(
    0,
    Math.max(
      0,
      words.findIndex((word) => !word.startsWith('-')),
    ),
  );
  const dev = options.some((word) => word === '--watch' || word === '--hot');
  const rest = words.slice(options.length);
  if (options.some((word) => ELSEWHERE.test(word))) return { kind: 'unknown', reason: 'it runs another package' };
  if (!options.every((word) => HARMLESS.test(word) || (dev && name === 'bun')))
    return { kind: 'unknown', reason: `${name} ${options.join(' ')} is not known` };
  return subcommand(name, rest, dev, scripts);
}

function subcommand(name: string, [verb = '', ...rest]: readonly string[], dev: boolean, scripts: Scripts): Run {
  if (verb === 'run' || verb === 'run-script' || verb === 'rum') return script(name, rest, dev, scripts);
  if (EXECUTES.has(verb)) return executed(rest);
  if (verb === 'node' && name !== 'npm') return { kind: 'words', words: ['node', ...rest] };
  if (verb === 'start' || verb === 'test' || verb === 'stop') return script(name, [verb, ...rest], dev, scripts);
  if (name === 'npm') return { kind: 'unknown', reason: `npm ${verb} starts no program` };
  return script(name, [verb, ...rest], dev, scripts);
}

/** A script by its name; for Bun also a file, for Yarn, pnpm and Bun also a package's command. */
function script(manager: string, words: readonly string[], dev: boolean, scripts: Scripts): Run {
  const elsewhere = words.some((word) => ELSEWHERE.test(word));
  if (elsewhere && manager !== 'bun') return { kind: 'unknown', reason: 'it runs another package' };
  const rest = words.filter(
    (word, index) => !HARMLESS.test(word) && !(index === 0 && (word === '--watch' || word === '--hot')),
  );
  const [name = '', ...args] = rest;
  const watches = dev || words[0] === '--watch' || words[0] === '--hot';
  if (Object.hasOwn(scripts, name)) {
    const prepared = Object.hasOwn(scripts, `pre${name}`) ? `${manager} run pre${name}` : undefined;
    return { kind: 'script', name, text: scripts[name] ?? '', args: args[0] === '--' ? args.slice(1) : args, prepared };
  }
  if (manager === 'bun' && /[./]/.test(name)) return { kind: 'file', words: rest, dev: watches };
  if (manager === 'npm') return { kind: 'unknown', reason: `there is no script ${name.slice(0, 40)}` };
  return name === '' ? { kind: 'unknown', reason: `${manager} starts no program` } : { kind: 'words', words: rest };
}

/** `npx -y -p x y`, `pnpm exec -- y`, `npm exec -c "y z"`. */
function executed(words: readonly string[]): Run {
  let at = 0;
  for (; at < words.length && words[at]?.startsWith('-'); at++) {
    const word = words[at] ?? '';
    if (word === '--') return { kind: 'words', words: words.slice(at + 1) };
    if (word === '-c' || word === '--call') return { kind: 'text', text: words[at + 1] ?? '' };
    if (ELSEWHERE.test(word)) return { kind: 'unknown', reason: 'it runs another package' };
    if (PACKAGE_OPTIONS.has(word)) at++;
  }
  return { kind: 'words', words: words.slice(at) };
}

/** `run-s migrate serve`: the last one stays, the others run before. */
function sequence(words: readonly string[], scripts: Scripts): Run {
  const names = words.filter((word) => !word.startsWith('-'));
  if (names.some((name) => !Object.hasOwn(scripts, name)))
    return { kind: 'unknown', reason: 'it starts several programs (run-s)' };
  return { kind: 'text', text: names.map((name) => `npm run ${name}`).join(' && ') };
}
