import { UserError } from '../errors.ts';
import type { Given } from './answers.ts';
import { formatPins, isReference, parsePins } from './lock-pins.ts';
import { LOCK_VERSION, upgradeLock } from './lock-versions.ts';
import { hasMarkers } from './merge.ts';
import { isCleanPath } from './path.ts';
import { formatPending, NOTHING_PENDING, type Pending, parsePending } from './pending.ts';
import { isObject, type Json, parseJsonObject } from './project.ts';
import { isServicePath, savedKeys, text } from './schema.ts';
import type { Pin } from './stack.ts';
import { checked, listAt, objectAt, parseGiven, wrong } from './strict.ts';

export const LOCK_FILE = 'secure-dockerfile-lock.json';

/** What the lock keeps of one service. */
export interface ServiceState {
  /** Every answer that the last run used, decided or detected. */
  readonly answers: Given;
  /** The files that it wrote for this service. */
  readonly files: readonly string[];
  /** The images that they name, as the pins spell them. */
  readonly images: readonly string[];
}

/** What `secure-dockerfile-lock.json` holds: what the tool needs to know of its last run. */
export interface State {
  /** The version of the tool that wrote it. */
  readonly tool: string;
  /** What the project was called when it was created, so that a clone in another folder gets the same files; empty in earlier locks. */
  readonly project: string;
  readonly services: ReadonlyMap<string, ServiceState>;
  readonly pins: readonly Pin[];
  /** path → the text last rendered: the base of the next merge. */
  readonly files: ReadonlyMap<string, string>;
  /** The update that waits for its conflicts to be solved; empty when none does. */
  readonly pending: Pending;
}

export const NO_STATE: State = {
  tool: '',
  project: '',
  services: new Map(),
  pins: [],
  files: new Map(),
  pending: NOTHING_PENDING,
};

/**
 * Reads the lock's text. Keys that this version does not know are passed over.
 * @throws UserError `bad-input` when it is broken, of a later version, or holds merge markers
 */
export function parseState(source: string, file: string = LOCK_FILE): State {
  try {
    return readState(source, file);
  } catch (cause) {
    // nobody mends a lock by hand
    if (!(cause instanceof UserError && cause.hint?.startsWith('Mend '))) throw cause;
    const hint = 'Run update --relock: it takes what is whole and keeps your edits.';
    throw new UserError(cause.code, cause.message, hint, { cause });
  }
}

function readState(source: string, file: string): State {
  if (hasMarkers(source))
    throw new UserError(
      'bad-input',
      `${file} holds the markers of a merge conflict`,
      'Run update --relock: it takes both sides and keeps your edits.',
    );
  const json = upgradeLock(parseJsonObject(source, file), file);
  const tool = checked(json, 'tool', text('', 'a version'), { file });
  const project = checked(json, 'project', text('', 'a name'), { file });
  return {
    tool: typeof tool === 'string' ? tool : '',
    project: typeof project === 'string' ? project : '',
    services: parseServices(json, file),
    pins: parsePins(json, file),
    files: parseFiles(json, file),
    pending: parsePending(json, file, isPath),
  };
}

function parseServices(json: Json, file: string): Map<string, ServiceState> {
  const services = new Map<string, ServiceState>();
  for (const [path, value] of Object.entries(objectAt(json, 'services', { file }))) {
    const place = { file, key: `services[${JSON.stringify(path)}]` };
    if (!isServicePath(path) || !isObject(value)) throw wrong({ file, key: 'services' }, path, 'a service');
    services.set(path, {
      answers: parseGiven(objectAt(value, 'answers', place), place),
      files: listAt(value, 'files', isPath, 'a list of paths inside the project that this tool writes', place),
      images: listAt(value, 'images', isReference, 'a list of image references', place),
    });
  }
  return services;
}

// what templates are rendered to, by itself or named after a service of a workspace, beside a file that is not ours, and our own two
const OWN_NAME =
  /^(?:(?:[a-z0-9-]+\.){0,2}Dockerfile|(?:[a-z0-9-]+\.)?(?:nginx\.conf|php\.ini|php-fpm\.conf)|(?:(?:[a-z0-9-]+\.){1,2}Dockerfile)?\.dockerignore|docker-bake\.hcl|secure-dockerfile(?:-lock)?\.json)(?:\.new)?$/;

function parseFiles(json: Json, file: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const [path, content] of Object.entries(objectAt(json, 'files', { file }))) {
    if (!isPath(path)) throw wrong({ file, key: 'files' }, path, 'a path inside the project that this tool writes');
    if (!Array.isArray(content) || !content.every((line) => typeof line === 'string' && !line.includes('\n')))
      throw wrong({ file, key: 'files' }, path, 'a list of lines');
    files.set(path, content.join('\n'));
  }
  return files;
}

/**
 * Whether a path is one that the tool writes. A lock may come with a project: what it names is deleted when it is no longer
 * generated, and written by `update --abort`, so it must not be anybody's file, least of all one of git's that names programs.
 */
export function isPath(path: unknown): path is string {
  if (typeof path !== 'string' || !isCleanPath(path) || !isServicePath(path)) return false;
  const [name = '', ...folders] = path.split('/').reverse();
  return OWN_NAME.test(name) && !folders.some((folder) => folder.toLowerCase() === '.git');
}

/** The lock's text: the same state gives the same bytes. Texts stand line by line, so that git shows and merges them. */
export function formatState(state: State): string {
  const services = sorted(state.services).map(([path, { answers, files, images }]) => [
    path,
    {
      answers: Object.fromEntries(savedKeys(answers).map((key) => [key, answers[key]])),
      files: [...files].sort(),
      images: [...images].sort(),
    },
  ]);
  const json = {
    version: LOCK_VERSION,
    tool: state.tool,
    ...(state.project === '' ? {} : { project: state.project }),
    services: Object.fromEntries(services),
    pins: formatPins(state.pins),
    files: Object.fromEntries(sorted(state.files).map(([path, content]) => [path, content.split('\n')])),
    pending: formatPending(state.pending),
  };
  return `${JSON.stringify(json, null, 2)}\n`;
}

function sorted<Value>(map: ReadonlyMap<string, Value>): [string, Value][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
