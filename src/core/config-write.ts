import { applyEdits, modify } from 'jsonc-parser';
import type { Given } from './answers.ts';
import { type Config, parseConfig, SCHEMA_URL, SHARED_KEYS, type Shared, savedAnswers } from './config.ts';
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
 */
export function writeConfig(source: string | null, decisions: Decisions): string {
  if (source === null) return `${JSON.stringify(fresh(decisions), null, 2)}\n`;
  const config = parseConfig(source);
  let next = source;
  for (const [path, value] of changes(config, decisions)) {
    const style = { insertSpaces: !/^\t/m.test(source), tabSize: 2, eol: source.includes('\r\n') ? '\r\n' : '\n' };
    next = applyEdits(next, modify(next, [...path], value, { formattingOptions: style }));
  }
  return next;
}

function* changes(config: Config, decisions: Decisions): Generator<[readonly string[], unknown]> {
  for (const key of SHARED_KEYS) {
    const value = decisions.shared[key];
    if (value !== undefined && !equal(value, config.shared[key])) yield [[key], value];
  }
  for (const [service, given] of decisions.services) {
    const saved = savedAnswers(config, service);
    const above = service === '.' && !config.services.has('.') ? [] : ['services', service];
    for (const key of savedKeys(given)) if (!equal(given[key], saved[key])) yield [[...above, key], given[key]];
  }
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
