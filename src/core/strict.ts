import { UserError } from '../errors.ts';
import type { Given } from './answers.ts';
import { knownHint } from './nearest.ts';
import { isObject, type Json } from './project.ts';
import { inQuotes } from './quote.ts';
import { FIELDS, type Field, SAVED_KEYS } from './schema.ts';

/** Where a value stands, for errors: the file and the key above it (`services["apps/api"]`), if any. */
export interface Place {
  readonly file: string;
  readonly key?: string;
}

/**
 * The value at a key, checked.
 * @returns undefined when the key is missing
 * @throws UserError `bad-input` that names file and key
 */
export function checked(json: Json, key: string, field: Field, place: Place): unknown {
  if (!Object.hasOwn(json, key)) return undefined;
  const value = json[key];
  if (!field.accepts(value)) throw wrong(place, key, field.expected);
  return value;
}

/** The object at a key; empty when the key is missing. */
export function objectAt(json: Json, key: string, place: Place): Json {
  const value = Object.hasOwn(json, key) ? json[key] : {};
  if (!isObject(value)) throw wrong(place, key, 'an object');
  return value;
}

/** The list at a key, every entry checked; empty when the key is missing. */
export function listAt(
  json: Json,
  key: string,
  accepts: (value: unknown) => value is string,
  expected: string,
  place: Place,
) {
  const list = Object.hasOwn(json, key) ? json[key] : [];
  if (Array.isArray(list) && list.every(accepts)) return list;
  throw wrong(place, key, expected);
}

/** Answers from a foreign object; keys that are no answers are left to `onlyKnown`. */
export function parseGiven(json: Json, place: Place): Given {
  const given: Record<string, unknown> = {};
  for (const key of SAVED_KEYS) {
    const value = checked(json, key, FIELDS[key], place);
    if (value !== undefined) given[key] = value;
  }
  return given as Given; // each key passed its own field's check
}

/** @throws UserError `bad-input` for a key that is not known, with the one that was most likely meant */
export function onlyKnown(json: Json, known: readonly string[], place: Place): void {
  for (const key of Object.keys(json)) {
    if (known.includes(key)) continue;
    throw new UserError('bad-input', `${place.file}: unknown key ${keyPath(place, key)}`, knownHint(key, known));
  }
}

/** @throws UserError `bad-input` when the file is of a later version than this one; a missing version is the first */
export function checkVersion(json: Json, file: string): void {
  const version = Object.hasOwn(json, 'version') ? json.version : 1;
  if (version === 1) return;
  if (typeof version === 'number' && version > 1)
    throw new UserError(
      'bad-input',
      `${file} was written by a newer create-secure-dockerfile (version ${version} of the file; this one reads 1)`,
      'Run the newer one: npx create-secure-dockerfile@latest',
    );
  throw wrong({ file }, 'version', '1');
}

/** The error for a value of the wrong kind. */
export function wrong(place: Place, key: string, expected: string): UserError {
  return new UserError(
    'bad-input',
    `${place.file}: ${keyPath(place, key)} must be ${expected}`,
    'Mend it and run again.',
  );
}

function keyPath(place: Place, key: string): string {
  const shown = inQuotes(key);
  return place.key ? `${shown} of ${place.key}` : shown;
}
