import type { Given } from '../core/answers.ts';
import { execWords } from '../core/command.ts';
import type { Shared } from '../core/config.ts';
import { cleanPath } from '../core/path.ts';
import type { Resolution } from '../core/plan.ts';
import { FIELDS, type Field, isServicePath, type SavedKey } from '../core/schema.ts';
import { UserError } from '../errors.ts';
import { parseRegistries, type Registries } from '../images/options.ts';
import type { RawFlags } from './create-flags.ts';
import { oneOf, shown } from './flag-values.ts';
import { type Network, readNetwork } from './network.ts';

/** The flags of create and update, checked. */
export interface Flags {
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly diff: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly offline: boolean;
  readonly allowUnpinned: boolean;
  /** Whether digests are asked anew though the lock has them (update). */
  readonly refresh: boolean;
  readonly onConflict: Resolution | 'ask';
  /** The services that were named, none twice; empty when none was. */
  readonly services: readonly string[];
  /** Whether every service that is found is meant. */
  readonly all: boolean;
  /** The starter to write first, in an empty folder. */
  readonly starter: string | undefined;
  readonly given: Given;
  readonly shared: Shared;
  readonly network: Network;
  readonly registries: Registries;
}

const ENGINES = ['buildkit', 'podman'] as const;
const PIN_STYLES = ['tag+digest', 'digest'] as const;
const ON_CONFLICT = ['ask', 'overwrite', 'beside', 'skip'] as const;

/**
 * Checks every flag.
 * @throws UserError `usage` that names the flag and what it takes
 */
export function readFlags(raw: RawFlags, env: NodeJS.ProcessEnv): Flags {
  const registryFlags = { flags: raw.registry ?? [], variable: undefined };
  const engine = raw.engine === undefined ? undefined : oneOf('--engine', raw.engine, ENGINES);
  const pinStyle = raw.pinStyle === undefined ? undefined : oneOf('--pin-style', raw.pinStyle, PIN_STYLES);
  const registries = parseRegistries(registryFlags);
  return {
    yes: raw.yes === true,
    dryRun: raw.dryRun === true,
    diff: raw.diff === true,
    json: raw.json === true,
    quiet: raw.quiet === true,
    offline: raw.offline === true,
    allowUnpinned: raw.allowUnpinned === true,
    refresh: false,
    onConflict: oneOf('--on-conflict', raw.onConflict ?? 'ask', ON_CONFLICT),
    services: unique((raw.service ?? []).map(servicePath)),
    all: raw.all === true,
    starter: raw.starter,
    given: readGiven(raw),
    shared: {
      ...(engine && { engine }),
      ...(pinStyle && { pinStyle }),
      ...(registries.size > 0 && { registries: Object.fromEntries([...registries].sort()) }),
    },
    network: readNetwork(raw, env),
    registries: parseRegistries({ ...registryFlags, variable: env.SECURE_DOCKERFILE_REGISTRIES }),
  };
}

/** How the text of each flag becomes its answer; `none` where nothing is an answer too. */
const READ: readonly { key: SavedKey & keyof RawFlags; read?: (text: string) => unknown; none?: true }[] = [
  { key: 'stack' },
  { key: 'framework', none: true },
  { key: 'packageManager' },
  { key: 'runtimeVersion' },
  { key: 'base' },
  { key: 'build', none: true },
  { key: 'start', none: true, read: startWords },
  { key: 'port', none: true, read: (text) => (/^\d{1,5}$/.test(text) ? Number(text) : text) },
  { key: 'healthcheck', none: true },
];

function readGiven(raw: RawFlags): Given {
  const given: Record<string, unknown> = {};
  for (const { key } of READ) {
    const text = raw[key];
    if (typeof text === 'string') given[key] = readAnswer(key, text);
  }
  if (raw.secret) given.secrets = accepted('--secret', raw.secret.join(','), unique(raw.secret), FIELDS.secrets, false);
  if (raw.set) given.set = Object.fromEntries(raw.set.map(setting));
  return given as Given; // each value passed its own field's check
}

/**
 * The answer that a text means, typed on a terminal or given by a flag.
 * @throws UserError `usage` that names the flag and what it takes
 */
export function readAnswer(name: string, text: string): unknown {
  const reading = READ.find(({ key }) => key === name);
  if (!reading) return text;
  const { key, read, none } = reading;
  const value = none && text === 'none' ? null : read ? read(text) : text;
  return accepted(flagOf(key), text, value, FIELDS[key], none === true);
}

function accepted(flag: string, text: string, value: unknown, field: Field, none: boolean): unknown {
  if (value === null || field.accepts(value)) return value;
  const expected = none ? field.expected.replace(/, or null for none$/, ', or none') : field.expected;
  throw new UserError('usage', `${flag} ${shown(text)} cannot be used: it takes ${expected}`);
}

/** `--start`: words in quotes as a shell reads them, or the JSON list that an exec form holds. */
function startWords(text: string): readonly string[] {
  if (!text.trimStart().startsWith('[')) return execWords(text, '--start');
  try {
    const words: unknown = JSON.parse(text);
    if (FIELDS.start.accepts(words)) return words as readonly string[];
  } catch {
    // falls through to the one error for both
  }
  throw new UserError('usage', `--start ${shown(text)} is not a list of words such as ["node", "server.js"]`);
}

function servicePath(text: string): string {
  const path = cleanPath(text.replaceAll('\\', '/'));
  if (path !== undefined && isServicePath(path)) return path;
  throw new UserError('usage', `--service ${shown(text)} must be the path of a folder inside the project`);
}

function setting(text: string): [string, string] {
  const at = text.indexOf('=');
  const pair: [string, string] = [text.slice(0, Math.max(at, 0)), text.slice(at + 1)];
  if (at > 0 && FIELDS.set.accepts({ [pair[0]]: pair[1] })) return pair;
  throw new UserError('usage', `--set ${shown(text)} must be KEY=VALUE on one line`);
}

/** The flag of an answer: `packageManager` → `--package-manager`. */
export function flagOf(key: string): string {
  return `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function unique(list: readonly string[]): string[] {
  return [...new Set(list)];
}
