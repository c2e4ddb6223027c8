import { type ParseError, parse as parseJsonc, printParseErrorCode } from 'jsonc-parser';
import { parse as parseToml } from 'smol-toml';
import { UserError } from '../errors.ts';
import { nestsTooDeeply } from './json-depth.ts';
import { parsedOnce } from './parsed.ts';
import { plainValue, readDocuments } from './yaml.ts';

/** One name in a folder of the project. Links that lead out of the project, sockets and devices are not listed. */
export interface Entry {
  readonly name: string;
  readonly kind: 'file' | 'directory';
}

/**
 * The read-only view of a folder that detection gets. Paths are relative to the folder, written with `/`, and never leave
 * it: a path or a link that would is answered like a file that is not there. Nothing is ever run or imported.
 */
export interface Project {
  /** The folder's own name, e.g. `orders-api`; hostile input like every other value from the project. */
  readonly name: string;
  /** Whether a regular file is there. */
  has(path: string): boolean;
  /** Whether a folder is there. */
  hasDirectory(path: string): boolean;
  /**
   * The text of a file, or undefined when it is not there.
   * @throws UserError `bad-input` when it is larger than the view allows (2 MiB; lock files 64 MiB) or is not UTF-8
   */
  text(path: string): string | undefined;
  /** The names in a folder, sorted, at most 10,000; empty when the folder is not there. */
  list(directory: string): readonly Entry[];
}

/** `{}` and arrays from foreign files: every use of a value checks it first. */
export type Json = Readonly<Record<string, unknown>>;

/** Whether a value from a foreign file is an object (not an array). */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The string at a key of a foreign object, or undefined. */
export function stringAt(value: unknown, ...keys: string[]): string | undefined {
  const found = valueAt(value, ...keys);
  return typeof found === 'string' ? found : undefined;
}

/** The strings in a foreign list; none where it is no list. */
export function stringsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

/** The value at a path of keys of a foreign object, or undefined. Inherited keys do not count. */
export function valueAt(value: unknown, ...keys: string[]): unknown {
  let current = value;
  for (const key of keys) {
    if (!isObject(current) || !Object.hasOwn(current, key)) return undefined;
    current = current[key];
  }
  return current;
}

/**
 * A JSON file (comments and trailing commas allowed, as in tsconfig.json) as an object.
 * @returns undefined when the file is not there
 * @throws UserError `bad-input` that names file and line when it is not JSON or not an object
 */
export function readJson(project: Project, path: string): Json | undefined {
  const text = project.text(path);
  if (text === undefined) return undefined;
  return parseJsonObject(text, path);
}

/** The same for a text that is at hand. `path` is what the error names. */
export function parseJsonObject(text: string, path: string): Json {
  const plain = text.replace(/^\uFEFF/, '');
  const value = strictJson(plain) ?? jsonWithComments(plain, path);
  if (!isObject(value))
    throw new UserError('bad-input', `${path} does not hold a JSON object`, 'Mend the file and run again.');
  return value;
}

/** Node's own parser, much the faster one; undefined for what it does not take, and for a key that the other one drops. */
function strictJson(text: string): unknown {
  if (/__proto__|\\u005f/i.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function jsonWithComments(text: string, path: string): unknown {
  if (nestsTooDeeply(text))
    throw new UserError('bad-input', `${path} is nested too deeply to be read`, 'Mend the file and run again.');
  const errors: ParseError[] = [];
  const value: unknown = parseJsonc(text, errors, { allowTrailingComma: true });
  const first = errors[0];
  if (first) {
    const line = text.slice(0, first.offset).split('\n').length;
    throw new UserError(
      'bad-input',
      `${path} is not valid JSON (line ${line}: ${printParseErrorCode(first.error)})`,
      'Mend the file and run again.',
    );
  }
  return value;
}

/** Characters of YAML, of which each takes more time than of any other format; what people write has a tenth of it. */
const LONGEST_YAML = 512 * 1024;

/** A YAML file as an object; undefined when it is not there or empty. Aliases are bounded, so a bomb cannot grow. */
export function readYaml(project: Project, path: string): Json | undefined {
  if ((project.text(path)?.length ?? 0) > LONGEST_YAML)
    throw new UserError(
      'bad-input',
      `${path} is too long: YAML of more than 512 KiB is not read`,
      'Make it shorter, or move it out of the service’s folder.',
    );
  return readWith(project, path, 'YAML', parseYaml);
}

function parseYaml(text: string): unknown {
  const [document, ...others] = readDocuments(text);
  if (others.length > 0) throw new Error('it holds several documents');
  return plainValue(document);
}

/** A TOML file as an object; undefined when it is not there. */
export function readToml(project: Project, path: string): Json | undefined {
  return readWith(project, path, 'TOML', (text) => parseToml(withoutEndlessKeys(text)));
}

/** A dotted key costs its length squared; no tool nests a hundred tables in one. */
function withoutEndlessKeys(text: string): string {
  if (/(?:\.[ \t]*[\w"'-]{1,64}[ \t]*){100}/.test(text)) throw new Error('a key of more than a hundred parts');
  return text;
}

function readWith(project: Project, path: string, format: string, parse: (text: string) => unknown): Json | undefined {
  const text = project.text(path);
  if (text === undefined || text.trim() === '') return undefined;
  const value = parsedOnce(project, `${format} ${path}`, text, () => parseFile(text, path, format, parse));
  return isObject(value) ? value : undefined;
}

function parseFile(text: string, path: string, format: string, parse: (text: string) => unknown): unknown {
  try {
    return parse(text);
  } catch (cause) {
    const [reason] = (cause as Error).message.split('\n');
    throw new UserError('bad-input', `${path} is not valid ${format} (${reason})`, 'Mend the file and run again.', {
      cause,
    });
  }
}
