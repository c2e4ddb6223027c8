import type { Answers, Given } from './answers.ts';
import { cleanPath } from './path.ts';
import { isObject } from './project.ts';

/** What one key of the saved answers may hold: the check, the words for its error, and the same as JSON Schema. */
export interface Field {
  readonly accepts: (value: unknown) => boolean;
  /** Completes "… must be". */
  readonly expected: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

/** Every key but `service`, which is the name under which the others are saved. */
export type SavedKey = Exclude<keyof Answers, 'service'>;

const NAME = '^[a-z][a-z0-9-]{0,63}$';
const VERSION = '^[0-9A-Za-z][0-9A-Za-z._+-]{0,63}$';
const IDENTIFIER = '^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$';
const SETTING = '^[A-Za-z][A-Za-z0-9_.-]{0,63}$';
// control characters never pass: a line break in an answer could not be written anywhere
const ONE_LINE = '^[^\\u0000-\\u001f\\u007f\\u0085\\u2028\\u2029]{1,4096}$';
const URL_PATH = '^/[^\\s\\u0000-\\u001f\\u007f]{0,2000}$';

const name = text(NAME, 'a name in small letters');
const version = text(VERSION, 'a version such as "24" or "24.1.0"');
const line = text(ONE_LINE, 'a text of one line');

/** The answers in the order in which the files hold them. Flags, saved answers and the published schema all follow it. */
export const FIELDS: Readonly<Record<SavedKey, Field>> = {
  stack: name,
  framework: orNull(name),
  packageManager: orNull(name),
  packageManagerVersion: orNull(version),
  runtimeVersion: version,
  base: text('^[A-Za-z0-9][A-Za-z0-9._:/@-]{0,511}$', 'a kind of base image or an image reference'),
  build: orNull(line),
  start: orNull(listOf(line, 1, 'a list of words such as ["node", "server.js"]')),
  port: orNull(port()),
  healthcheck: orNull(text(URL_PATH, 'a path that begins with "/"')),
  extras: listOf(name, 0, 'a list of names'),
  secrets: listOf(text(IDENTIFIER, 'an id'), 0, 'a list of ids of build secrets'),
  set: recordOf(SETTING, line, 'an object of texts'),
};

/** The keys of FIELDS, in order. */
export const SAVED_KEYS = Object.keys(FIELDS) as readonly SavedKey[];

/** A text that matches a pattern. */
export function text(pattern: string, expected: string): Field {
  const matches = new RegExp(pattern, 'u');
  return {
    accepts: (value) => typeof value === 'string' && value.isWellFormed() && matches.test(value),
    expected,
    schema: { type: 'string', pattern },
  };
}

/** One of a few texts. */
export function oneOf(values: readonly string[]): Field {
  return {
    accepts: (value) => typeof value === 'string' && values.includes(value),
    expected: `one of ${values.join(', ')}`,
    schema: { enum: values },
  };
}

/** An object whose keys match a pattern and whose values are all of one kind. */
export function recordOf(keys: string, field: Field, expected: string): Field {
  const matches = new RegExp(keys, 'u');
  return {
    accepts: (value) =>
      isObject(value) && Object.entries(value).every(([key, entry]) => matches.test(key) && field.accepts(entry)),
    expected,
    schema: { type: 'object', propertyNames: { pattern: keys }, additionalProperties: field.schema },
  };
}

/** Whether a text is the path of a service as the answers hold it: clean, inside the root. */
export function isServicePath(path: string): boolean {
  return cleanPath(path) === path && line.accepts(path);
}

/** The keys of answers that are given, in the order of FIELDS. */
export function savedKeys(given: Given): SavedKey[] {
  return SAVED_KEYS.filter((key) => given[key] !== undefined);
}

function port(): Field {
  return {
    accepts: (value) => typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65_535,
    expected: 'a number from 1 to 65535',
    schema: { type: 'integer', minimum: 1, maximum: 65_535 },
  };
}

function listOf(field: Field, least: number, expected: string): Field {
  return {
    accepts: (value) => Array.isArray(value) && value.length >= least && value.every(field.accepts),
    expected,
    schema: { type: 'array', items: field.schema, ...(least > 0 && { minItems: least }) },
  };
}

function orNull(field: Field): Field {
  return {
    accepts: (value) => value === null || field.accepts(value),
    expected: `${field.expected}, or null for none`,
    schema: { anyOf: [field.schema, { type: 'null' }] },
  };
}
