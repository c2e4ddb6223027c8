import { UserError } from '../errors.ts';
import type { Given } from './answers.ts';
import { nestsTooDeeply } from './json-depth.ts';
import { isObject, type Json, parseJsonObject } from './project.ts';
import { FIELDS, type Field, isServicePath, oneOf, recordOf, SAVED_KEYS, text } from './schema.ts';
import { SIGNATURES, type SignatureRules } from './signatures.ts';
import type { Dialect } from './stack.ts';
import { checked, checkVersion, objectAt, onlyKnown, parseGiven, wrong } from './strict.ts';

export const CONFIG_FILE = 'secure-dockerfile.json';
export const SCHEMA_URL = 'https://unpkg.com/create-secure-dockerfile/schema/secure-dockerfile.schema.json';

/** Decisions that hold for all services of a project. */
export interface Shared extends Partial<Dialect> {
  /** `--registry`: host → where its images come from instead, in the files too. */
  readonly registries?: Readonly<Record<string, string>>;
  /** Who must have signed the images of a registry, beside the publishers that this tool knows. */
  readonly signatures?: SignatureRules;
}

/** What `secure-dockerfile.json` holds: only what somebody decided; everything else follows the project. */
export interface Config {
  readonly shared: Shared;
  /** Answers for every service that does not say otherwise; for a project of one service at its root, all of them. */
  readonly answers: Given;
  /** Answers by the service's folder, in a project of several. */
  readonly services: ReadonlyMap<string, Given>;
}

export const NO_CONFIG: Config = { shared: {}, answers: {}, services: new Map() };

const HOST = '^[A-Za-z0-9][A-Za-z0-9.:-]{0,254}$';

/** The keys of the file that are no answers. */
const SHARED_FIELDS: Readonly<Record<keyof Shared, Field>> = {
  engine: oneOf(['buildkit', 'podman']),
  pinStyle: oneOf(['tag+digest', 'digest']),
  registries: recordOf(HOST, text('^[A-Za-z0-9][A-Za-z0-9._:/-]{0,511}$', 'a host with a path'), 'an object of hosts'),
  signatures: SIGNATURES,
};
export const SHARED_KEYS = Object.keys(SHARED_FIELDS) as readonly (keyof Shared)[];
const TOP_KEYS: readonly string[] = ['$schema', 'version', ...SAVED_KEYS, ...SHARED_KEYS, 'services'];

/**
 * Reads the file's text; comments and trailing commas are allowed.
 * @throws UserError `bad-input` that names the key
 */
export function parseConfig(source: string, file: string = CONFIG_FILE): Config {
  // a key of no interest to us is changed around by what keeps the layout, and that goes through all of it
  if (nestsTooDeeply(source))
    throw new UserError('bad-input', `${file} is nested too deeply to be read`, 'Mend the file and run again.');
  const json = parseJsonObject(source, file);
  const place = { file };
  checkVersion(json, file);
  onlyKnown(json, TOP_KEYS, place);
  const services = new Map<string, Given>();
  for (const [path, value] of Object.entries(objectAt(json, 'services', place))) {
    const key = `services[${JSON.stringify(path)}]`;
    if (!isServicePath(path)) throw wrong({ file, key: 'services' }, path, 'the path of a folder inside the project');
    if (!isObject(value)) throw wrong({ file, key: 'services' }, path, 'an object');
    onlyKnown(value, SAVED_KEYS, { file, key });
    services.set(path, parseGiven(value, { file, key }));
  }
  return { shared: parseShared(json, file), answers: parseGiven(json, place), services };
}

function parseShared(json: Json, file: string): Shared {
  const shared: Record<string, unknown> = {};
  for (const key of SHARED_KEYS) {
    const value = checked(json, key, SHARED_FIELDS[key], { file });
    if (value !== undefined) shared[key] = value;
  }
  return shared as Shared; // each key passed its own field's check
}

/**
 * The same with what stands at the top as the root's own: as long as the root is the one service that was written, it is.
 * @param services those that the lock knows
 */
export function withOwnRoot(config: Config, services: ReadonlySet<string>): Config {
  if (config.services.size > 0 || !services.has('.')) return config;
  return { ...config, answers: {}, services: new Map([['.', config.answers]]) };
}

/** The saved answers for one service: its own before the shared ones. */
export function savedAnswers(config: Config, service: string): Given {
  return { ...config.answers, ...config.services.get(service) };
}

/** The published JSON Schema of the file, for editors. */
export function configSchema(): object {
  const properties = (fields: Readonly<Record<string, Field>>) =>
    Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, field.schema]));
  const answers = properties(FIELDS);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: SCHEMA_URL,
    title: 'create-secure-dockerfile: the decisions for a project',
    type: 'object',
    properties: {
      $schema: { type: 'string' },
      version: { const: 1 },
      ...answers,
      ...properties(SHARED_FIELDS),
      services: {
        type: 'object',
        additionalProperties: { type: 'object', properties: answers, additionalProperties: false },
      },
    },
    additionalProperties: false,
  };
}
