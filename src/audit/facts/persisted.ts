import { mountTarget } from '../../dockerfile/mount.ts';
import type { RunCommand } from '../../dockerfile/run.ts';
import type { Step } from '../rule.ts';

/** Commands that write what they are given into a settings file. */
const SETTERS: readonly Setter[] = [
  { program: /^(?:npm|pnpm|yarn|bun)$/, words: [/\bset\b/, /_auth|_password|authtoken|authident/i] },
  { program: /^(?:pip3?|uv)$/, words: [/\bconfig\b/, /\bset\b/, /:\/\/[^\s/]{1,200}@/] },
  { program: /^poetry$/, words: [/\bconfig\b/, /http-basic|pypi-token/] },
  { program: /^composer$/, words: [/\bconfig\b/, /http-basic|github-oauth|gitlab-token|bearer/] },
  { program: /^git$/, words: [/\bconfig\b/i, /extraheader|(?<!\bssh):\/\/[^\s/]{1,200}@/i] },
  { program: /^aws$/, words: [/\bconfigure\s+set\b/, /key|token/] },
  {
    program: /^bundle$/,
    words: [/\bconfig\b/, /^(?!.*\b(?:frozen|deployment|without|path|jobs)\b)/, /[\w-]:[\w-]+$/],
  },
  { program: /^(?:docker|podman|helm|cargo|gh|glab|az|vercel)$/, words: [/^(?:auth\s+)?login\b/] },
];

interface Setter {
  readonly program: RegExp;
  /** Each behind the one before: as one pattern they would be tried in every combination. */
  readonly words: readonly RegExp[];
}

const WRITERS = new Set(['cp', 'mv', 'install', 'tee', 'dd', 'ln', 'rsync']);
const REMOVERS = new Set(['rm', 'shred']);
const NOWHERE = /^\/dev\/|^&|^\d$/;

/** Where a command of a step keeps a secret beyond the step: the file, or the settings of a program. Undefined: it does not. */
export function keepsSecret(command: RunCommand, secrets: SecretPlaces): string | undefined {
  const setter = SETTERS.find(({ program }) => program.test(command.program));
  if (setter && inOrder(command.args.join(' ').slice(0, 2000), setter.words))
    return `the settings of ${command.program}`;
  if (!readsSecret(command, secrets)) return undefined;
  const written = command.redirects.filter(({ operator }) => operator.includes('>')).map(({ target }) => target);
  if (WRITERS.has(command.program)) written.push(command.args.at(-1) ?? '');
  return written.find((file) => file !== '' && !NOWHERE.test(file) && !isTemporary(file, secrets));
}

function inOrder(text: string, patterns: readonly RegExp[]): boolean {
  let rest = text;
  for (const pattern of patterns) {
    const match = pattern.exec(rest);
    if (!match) return false;
    rest = rest.slice(match.index + match[0].length);
  }
  return true;
}

/** How the secrets of a step can be named: files and variables. */
export interface SecretPlaces {
  readonly files: readonly string[];
  readonly variables: ReadonlySet<string>;
  /** Where files do not outlive the step: what it removes again, and its tmpfs mounts. */
  readonly removed: ReadonlySet<string>;
  readonly temporary: readonly string[];
}

/** The secret mounts of a step, and the variables that are filled from them. */
export function secretPlaces({ mounts, commands }: Step): SecretPlaces {
  const secrets = mounts.filter(({ type }) => type === 'secret');
  const targets = secrets.map((mount) => mountTarget(mount)).filter((target) => target !== undefined);
  const files = ['/run/secrets/', ...targets];
  const temporary = mounts.filter(({ type }) => type === 'tmpfs').map((mount) => mountTarget(mount) ?? '');
  const removed = new Set(commands.filter(({ program }) => REMOVERS.has(program)).flatMap(({ args }) => args));
  const variables = new Set(secrets.flatMap(({ options }) => options.get('env') ?? []));
  for (const { assignments, program, args } of commands) {
    const exported = program === 'export' ? args.map((word) => ({ name: word.split('=')[0] ?? '', value: word })) : [];
    for (const { name, value } of [...assignments, ...exported]) {
      if (files.some((file) => value.includes(file))) variables.add(name);
    }
  }
  return { files, variables, removed, temporary };
}

function readsSecret({ words, redirects, input }: RunCommand, { files, variables }: SecretPlaces): boolean {
  const sources = [
    ...words,
    input,
    ...redirects.filter(({ operator }) => operator === '<').map(({ target }) => target),
  ];
  return sources.some(
    (word) =>
      files.some((file) => word.includes(file)) ||
      (word.includes('$') && [...word.matchAll(/\$\{?(\w{1,100})/g)].some(([, name]) => variables.has(name as string))),
  );
}

function isTemporary(file: string, { removed, temporary }: SecretPlaces): boolean {
  return removed.has(file) || temporary.some((folder) => file.startsWith(`${folder}/`));
}
