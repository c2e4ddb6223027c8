import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { differences, type Files, sortFiles } from './compare.ts';
import { PAYLOADS, WHOLE } from './payloads.ts';
import { ANSWER_PLACES } from './places-answers.ts';
import { FOLDER_PLACES } from './places-folders.ts';
import { PACKAGE_PLACES } from './places-packages.ts';
import { SCRIPT_PLACES } from './places-scripts.ts';
import { WORKSPACE_PLACES } from './places-workspaces.ts';
import { generateCrafted, type Place } from './project.ts';

const PLACES = [...SCRIPT_PLACES, ...FOLDER_PLACES, ...PACKAGE_PLACES, ...WORKSPACE_PLACES, ...ANSWER_PLACES];
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what a message must not hold
const RAW = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/**
 * Each payload at each place: the value is refused by name, or the files differ from those of a harmless value (or of none)
 * in nothing but that value.
 */
describe.each(PLACES)('$name', (place) => {
  const twins = [place.harmless, undefined, ...(place.also ?? [])].map((value) => filesOf(place, value));

  test('a harmless value stands in the output, or changes nothing', () => {
    const [twin, without] = twins as [Files, Files];
    expect(differences(twin, twin, place)).toEqual([]);
    expect(twin.dockerfile.text.includes(place.mark ?? 'harmless') || differences(without, twin).length === 0).toBe(
      true,
    );
  });

  test.each(Object.entries(PAYLOADS))('%s', (name, payload) => {
    const outcome = tryFiles(place, WHOLE.has(name) ? payload : place.harmless + payload);
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
  expect(PLACES.length * Object.keys(PAYLOADS).length).toBeGreaterThan(200);
});

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
