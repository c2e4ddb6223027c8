import type { Instruction } from './parse.ts';
import type { Token } from './source.ts';
import { type Flag, unquote } from './words.ts';

/** One `--mount=` of a RUN. */
export interface Mount {
  /** `bind` (the default), `cache`, `secret`, `ssh`, `tmpfs`. */
  readonly type: string;
  /** The other keys, by their first name: `source`, `target`, `readonly`; a key without a value holds the empty text. */
  readonly options: ReadonlyMap<string, string>;
  /** The value of `from=`: a stage, a build context or an image. */
  readonly from: Token | null;
  readonly start: number;
  readonly end: number;
}

const ALIASES: Readonly<Record<string, string>> = {
  src: 'source',
  dst: 'target',
  destination: 'target',
  ro: 'readonly',
};

/** The mounts of a RUN instruction, in order. */
export function mounts(instruction: Instruction): Mount[] {
  return instruction.flags.filter(({ name, value }) => name === 'mount' && value).map(mount);
}

/** Where a mount shows up in the build's file system; secrets have a default place, or none when they are a variable. */
export function mountTarget({ type, options }: Mount): string | undefined {
  const target = options.get('target');
  if (target !== undefined || type !== 'secret' || options.has('env')) return target;
  const id = options.get('id') ?? options.get('source')?.split('/').at(-1);
  return id === undefined ? undefined : `/run/secrets/${id}`;
}

function mount({ fields, start, end }: Flag): Mount {
  const options = new Map<string, string>();
  let from: Token | null = null;
  for (const field of fields) {
    const text = unquote(field.text);
    const equals = text.indexOf('=');
    const written = (equals === -1 ? text : text.slice(0, equals)).trim().toLowerCase();
    const key = Object.hasOwn(ALIASES, written) ? (ALIASES[written] as string) : written;
    const value = equals === -1 ? '' : text.slice(equals + 1);
    options.set(key, value);
    if (key === 'from') from = { text: value, start: Math.max(field.start, field.end - value.length), end: field.end };
  }
  return { type: options.get('type') ?? 'bind', options, from, start, end };
}
