import { parse as parseTolerantly } from 'jsonc-parser';
import { UserError } from '../errors.ts';
import { nestsTooDeeply } from './json-depth.ts';
import { upgradeLock } from './lock-versions.ts';
import { lines } from './merge.ts';
import { isObject, type Json } from './project.ts';
import { NO_STATE, parseState, type State } from './state.ts';

/** Reads what stands on disk; null where there is no such file. */
type Read = (path: string) => string | null;

/**
 * What can be saved of a damaged lock: both sides of a merge conflict, and every entry of a broken file that is whole. Where
 * several texts are left for one file, the base is the one that is nearest to the file on disk.
 * @throws UserError `bad-input` when a newer tool wrote it
 */
export function salvageState(text: string | null, read: Read): State {
  if (text === null) return NO_STATE;
  const states = sidesOf(text).map(readable);
  const services = new Map(states.flatMap((state) => [...state.services]));
  const paths = new Set(states.flatMap(({ files }) => [...files.keys()]));
  const files = [...paths].map((path) => [path, nearestTo(read(path) ?? '', path, states)] as const);
  return {
    ...NO_STATE,
    tool: states.at(-1)?.tool ?? '',
    project: states.at(-1)?.project ?? '',
    services,
    pins: newest(states),
    files: new Map(files),
  };
}

/** The texts that a merge conflict was made from; the text itself where there is none. */
function sidesOf(text: string): string[] {
  const sides = { ours: [] as string[], theirs: [] as string[] };
  let within: 'both' | 'ours' | 'base' | 'theirs' = 'both';
  for (const line of lines(text)) {
    if (/^<{7}( |$)/.test(line)) within = 'ours';
    else if (within !== 'both' && /^\|{7}( |$)/.test(line)) within = 'base';
    else if (within !== 'both' && /^={7}$/.test(line)) within = 'theirs';
    else if (within === 'theirs' && /^>{7}( |$)/.test(line)) within = 'both';
    else {
      if (within === 'both' || within === 'ours') sides.ours.push(line);
      if (within === 'both' || within === 'theirs') sides.theirs.push(line);
    }
  }
  return [...new Set([sides.theirs.join('\n'), sides.ours.join('\n')])];
}

/** A state of what is whole in a text. A file's text that is the last one of a broken lock may be cut off, so it is left out. */
function readable(text: string): State {
  try {
    return parseState(text);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
  if (nestsTooDeeply(text)) return NO_STATE;
  const value: unknown = parseTolerantly(text.replace(/^\uFEFF/, ''), undefined, { allowTrailingComma: true });
  if (!isObject(value)) return NO_STATE;
  const lock = upgradeLock({ version: 1, ...onlyNumber(value) }, 'secure-dockerfile-lock.json');
  const whole = (key: string) => Object.entries(isObject(value[key]) ? value[key] : {});
  const pins: unknown[] = Array.isArray(value.pins) ? value.pins : [];
  const parts: Json[] = [
    ...whole('services').map(([path, service]) => ({ services: { [path]: service } })),
    ...pins.map((pin) => ({ pins: [pin] })),
    ...whole('files')
      .slice(0, -1)
      .map(([path, content]) => ({ files: { [path]: content } })),
  ];
  const states = parts.map((part) => entry({ ...part, version: lock.version }));
  return {
    ...NO_STATE,
    services: new Map(states.flatMap((state) => [...state.services])),
    pins: states.flatMap((state) => state.pins),
    files: new Map(states.flatMap((state) => [...state.files])),
  };
}

function onlyNumber({ version }: Json): Json {
  return typeof version === 'number' ? { version } : {};
}

/** One entry of the lock as a state of its own; empty when it is not whole. */
function entry(part: Json): State {
  try {
    return parseState(JSON.stringify(part));
  } catch (error) {
    if (error instanceof UserError) return NO_STATE;
    throw error;
  }
}

function newest(states: readonly State[]): State['pins'] {
  const pins = new Map<string, State['pins'][number]>();
  for (const pin of states.flatMap((state) => state.pins)) {
    const other = pins.get(pin.reference);
    if (!other || other.resolvedAt < pin.resolvedAt) pins.set(pin.reference, pin);
  }
  return [...pins.values()];
}

function nearestTo(disk: string, path: string, states: readonly State[]): string {
  const wanted = new Set(lines(disk));
  const common = (text: string) => lines(text).filter((line) => wanted.has(line)).length;
  const texts = states.flatMap(({ files }) => files.get(path) ?? []);
  return texts.reduce((best, text) => (common(text) > common(best) ? text : best));
}
