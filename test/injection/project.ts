import type { Given } from '../../src/core/answers.ts';
import { type Generated, generate } from '../generate.ts';
import { memoryProject } from '../helpers.ts';

/** A project to craft: files (objects are written as JSON), answers, the folder's name. */
export interface Crafted {
  readonly files: Readonly<Record<string, string | object>>;
  readonly given?: Given;
  readonly name?: string;
}

/** A place that a foreign value comes from. */
export interface Place {
  readonly name: string;
  /** What a refusal must name, one of them: file, key, flag or what the value is for. */
  readonly says: readonly string[];
  /** The project with a value at this place; undefined: without. */
  readonly craft: (value: string | undefined) => Crafted;
  /** A value that is as it should be; it holds `mark`. */
  readonly harmless: string;
  /** Values with which the project rightly becomes another shape: refused as a name, read as a command, no member any more. */
  readonly also?: readonly string[];
  /** The value is read, and reaches nothing. */
  readonly ignored?: true;
  readonly mark?: string;
  /** See compare.ts. */
  readonly words?: boolean;
  readonly commands?: boolean;
}

/** Generates for a crafted project, in memory. */
export function generateCrafted({ files, given, name }: Crafted): Generated {
  const texts = Object.entries(files).map(([path, content]) => [
    path,
    typeof content === 'string' ? content : JSON.stringify(content),
  ]);
  return generate(memoryProject(Object.fromEntries(texts), name), given);
}

const NPM_LOCK = { 'package-lock.json': { lockfileVersion: 3 } };
const SERVER = { 'server.js': '' };

/** A plain npm service, with further keys of its manifest and further files. */
export function service(manifest: object, files: Crafted['files'] = {}): Crafted {
  const usual = { name: 'api', scripts: { start: 'node server.js' }, dependencies: { express: '^5.1.0' } };
  return { files: { 'package.json': { ...usual, ...manifest }, ...NPM_LOCK, ...SERVER, ...files } };
}

/** A service that a compiler or framework builds. */
export function built(manifest: object, files: Crafted['files'] = {}): Crafted {
  return { files: { 'package.json': { name: 'api', ...manifest }, ...NPM_LOCK, ...files } };
}

/** An object with one key, or none when the value is left out. */
export function one(key: string, value: unknown): object {
  return value === undefined ? {} : { [key]: value };
}

/** A JavaScript string literal, as a config file holds it. */
export function literal(value: string): string {
  return JSON.stringify(value);
}
