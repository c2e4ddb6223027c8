import { applyEdits, modify } from 'jsonc-parser';
import type { Given } from './answers.ts';
import { type Config, parseConfig, SCHEMA_URL, SHARED_KEYS, type Shared, savedAnswers, withOwnRoot } from './config.ts';
import { equal } from './equal.ts';
import { savedKeys } from './schema.ts';

/** What is to be saved: per service, the answers that somebody decided. */
export interface Decisions {
  readonly shared: Shared;
  readonly services: ReadonlyMap<string, Given>;
}

/**
 * The file's next text. An existing one keeps its order, comments and layout; only values that differ are touched.
 * @param source the text that is there now, or null
 * @param before the services that were written before, if any
 */
export function writeConfig(
  source: string | null,
  decisions: Decisions,
  before: ReadonlySet<string> = new Set(),
): string {
  if (source === null) return `${JSON.stringify(fresh(decisions), null, 2)}\n`;
  let next = source;
  for (const [path, value] of changes(parseConfig(source), decisions, before)) {
    const style = { insertSpaces: !/^\t/m.test(source), tabSize: 2, eol: source.includes('\r\n') ? '\r\n' : '\n' };
    next = applyEdits(next, modify(next, [...path], value, { formattingOptions: style }));
  }
  return next;
}

/** A place in the file, and what is to stand there: undefined for nothing. */
type Edit = readonly [path: readonly string[], value: unknown];

function* changes(config: Config, { shared, services }: Decisions, before: ReadonlySet<string>): Generator<Edit> {
  for (const key of SHARED_KEYS) {
    const value = shared[key];
    if (value !== undefined && !equal(value, config.shared[key])) yield [[key], value];
  }
  const isAlone = config.services.size === 0 && [...services.keys()].every((service) => service === '.');
  if (isAlone) {
    yield* answerChanges([], services.get('.') ?? {}, config.answers);
    return;
  }
  const named = withOwnRoot(config, before);
  if (named !== config) yield* rootMoves(config.answers);
  for (const [service, given] of services) {
    const edits = [...answerChanges(['services', service], given, savedAnswers(named, service))];
    // a service without an answer of its own is named too: who updates all of them has to know it
    if (edits.length === 0 && !named.services.has(service)) yield [['services', service], {}];
    yield* edits;
  }
}

function* answerChanges(above: readonly string[], given: Given, saved: Given): Generator<Edit> {
  for (const key of savedKeys(given)) if (!equal(given[key], saved[key])) yield [[...above, key], given[key]];
}

/** The answers of a root that was alone go where those of a service stand: at the top they would be everybody's. */
function* rootMoves(answers: Given): Generator<Edit> {
  yield [['services', '.'], ordered(answers)];
  for (const key of savedKeys(answers)) yield [[key], undefined];
}

function fresh({ shared, services }: Decisions): object {
  const root = services.size === 1 ? services.get('.') : undefined;
  const common = services.size > 1 ? commonOf(services) : {};
  const named = [...services]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, given]) => [path, ordered(without(given, common))] as const);
  return {
    $schema: SCHEMA_URL,
    version: 1,
    ...ordered(root ?? common),
    ...shared,
    ...(root ? {} : { services: Object.fromEntries(named) }),
  };
}

/** The decisions that are the same for every service: they stand once, at the top. */
function commonOf(services: Decisions['services']): Given {
  const [first = {}, ...others] = services.values();
  const same = savedKeys(first).filter((key) => others.every((other) => equal(other[key], first[key])));
  return Object.fromEntries(same.map((key) => [key, first[key]])) as Given; // a part of what was checked
}

function without(given: Given, common: Given): Given {
  const own = savedKeys(given).filter((key) => common[key] === undefined);
  return Object.fromEntries(own.map((key) => [key, given[key]])) as Given;
}

function ordered(given: Given): object {
  return Object.fromEntries(savedKeys(given).map((key) => [key, given[key]]));
}
