import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { differences, type Files, RAW, sortFiles } from './compare.ts';
import { PAYLOADS, WHOLE, WORST } from './payloads.ts';
import { ANSWER_PLACES } from './places-answers.ts';
import { DENO_PLACES } from './places-deno.ts';
import { DOTNET_PLACES } from './places-dotnet.ts';
import { ELIXIR_PLACES } from './places-elixir.ts';
import { FOLDER_PLACES } from './places-folders.ts';
import { FRONT_END_PLACES } from './places-front-end.ts';
import { GLEAM_PLACES } from './places-gleam.ts';
import { JAVA_PLACES } from './places-java.ts';
import { PACKAGE_PLACES } from './places-packages.ts';
import { PHP_PLACES } from './places-php.ts';
import { PYTHON_PLACES } from './places-python.ts';
import { RUBY_PLACES } from './places-ruby.ts';
import { RUST_PLACES } from './places-rust.ts';
import { SCRIPT_PLACES } from './places-scripts.ts';
import { SKELETON_PLACES } from './places-skeletons.ts';
import { STATIC_PLACES } from './places-static.ts';
import { WORKSPACE_PLACES } from './places-workspaces.ts';
import { generateCrafted, type Place } from './project.ts';

const PLACES = [
  ...SCRIPT_PLACES,
  ...FOLDER_PLACES,
  ...PACKAGE_PLACES,
  ...WORKSPACE_PLACES,
  ...PHP_PLACES,
  ...PYTHON_PLACES,
  ...JAVA_PLACES,
  ...STATIC_PLACES,
  ...DENO_PLACES,
  ...ELIXIR_PLACES,
  ...GLEAM_PLACES,
  ...FRONT_END_PLACES,
  ...RUST_PLACES,
  ...DOTNET_PLACES,
  ...RUBY_PLACES,
  ...SKELETON_PLACES,
  ...ANSWER_PLACES,
];

/**
 * Each payload at each place: the value is refused by name, or the files differ from those of a harmless value (or of none)
 * in nothing but that value.
 */
describe.each(PLACES.map((place, at) => ({ place, at, name: place.name })))('$name', ({ place, at }) => {
  const twins = [place.harmless, undefined, ...(place.also ?? [])].map((value) => filesOf(place, value));

  test('a harmless value differs in nothing from itself', () => {
    const [twin] = twins as [Files];
    expect(differences(twin, filesOf(place, place.harmless), place)).toEqual([]);
  });

  test(place.ignored ? 'no value has an effect' : 'a value is refused, or makes other files', () => {
    const isSame = (outcome: ReturnType<typeof tryFiles>) => isDeepStrictEqual(outcome, twins[1]);
    const payloads = Object.entries(PAYLOADS).map(([name, payload]) => textFor(place, name, payload));
    const values = [place.harmless, ...(place.also ?? []), ...payloads];
    expect(values.every((value) => isSame(tryFiles(place, value)))).toBe(place.ignored ?? false);
  });

  test.each(payloadsFor(at))('%s', (name, payload) => {
    const outcome = tryFiles(place, textFor(place, name, payload));
    if ('refused' in outcome) {
      expect(outcome.refused).not.toMatch(RAW);
      expect(outcome.refused.length).toBeLessThan(1000);
      expect(place.says.filter((word) => outcome.refused.includes(word))).not.toEqual([]);
      return;
    }
    const found = twins.map((twin) => differences(twin, outcome, place));
    if (found.every((each) => each.length > 0)) expect(found[0]).toEqual([]);
  });
});

test('there are at least 200 crafted inputs', () => {
  expect(PLACES.flatMap((_, at) => payloadsFor(at)).length).toBeGreaterThan(2_000);
  const used = new Set(PLACES.flatMap((_, at) => payloadsFor(at).map(([name]) => name)));
  expect([...used].sort()).toEqual(Object.keys(PAYLOADS).sort());
});

/** The worst payloads at each place, and in turn a third of the others; `INJECTION=all` for all of them. */
function payloadsFor(place: number): [name: string, text: string][] {
  const all = Object.entries(PAYLOADS);
  return all.filter(([name], at) => process.env.INJECTION === 'all' || WORST.has(name) || at % 3 === place % 3);
}

function textFor(place: Place, name: string, payload: string): string {
  return WHOLE.has(name) ? payload : place.harmless + payload;
}

function filesOf(place: Place, value: string | undefined): Files {
  return sortFiles(generateCrafted(place.craft(value)).files);
}

function tryFiles(place: Place, value: string): Files | { readonly refused: string } {
  try {
    return filesOf(place, value);
  } catch (error) {
    if (error instanceof UserError) return { refused: `${error.message}` };
    throw error;
  }
}
