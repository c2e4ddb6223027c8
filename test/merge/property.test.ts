import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasMarkers, mergeLines } from '../../src/core/merge.ts';
import { assemble } from '../../src/merge/chunk.ts';
import { mergeDockerfile } from '../../src/merge/dockerfile.ts';
import { mergeFile } from '../../src/merge/index.ts';
import { problemsOf } from './checks.ts';
import { EDITS, type Edit, FORMATS, moveInstruction, UPGRADES } from './edits.ts';
import { type Random, randomFrom } from './random.ts';

const PAIRS = 10_000;

interface Golden {
  readonly family: string;
  readonly text: string;
}

const STACKS = join(import.meta.dirname, '../stacks');
const goldens: readonly Golden[] = readdirSync(STACKS).flatMap((name) =>
  readdirSync(join(STACKS, name, 'expected'))
    .filter((file) => file.endsWith('Dockerfile'))
    .map((file) => ({
      family: name.replace(/-.*/, ''),
      text: readFileSync(join(STACKS, name, 'expected', file), 'utf8'),
    })),
);

interface Sample {
  readonly base: string;
  readonly current: string;
  readonly rendered: string;
  /** Whether the upgrade leaves every instruction in its stage: then nothing may be there twice. */
  readonly isSteady: boolean;
}

/** One golden file, edited one to four times, and upgraded: to another one of its family, or one to three times. */
function sample(seed: number): Sample {
  const random = randomFrom(seed);
  const golden = random.pick(goldens);
  const edits = Array.from({ length: 1 + random.below(4) }, () => random.pick(EDITS));
  const isOther = random.chance(20);
  const upgrades = Array.from({ length: isOther ? 0 : 1 + random.below(3) }, () => random.pick(UPGRADES));
  const family = goldens.filter(({ family }) => family === golden.family);
  return {
    base: golden.text,
    current: random.pick(FORMATS)(change(golden.text, edits, random), random),
    rendered: isOther ? random.pick(family).text : change(golden.text, upgrades, random),
    isSteady: !isOther && !upgrades.includes(moveInstruction),
  };
}

function change(text: string, edits: readonly Edit[], random: Random): string {
  return edits.reduce((result, edit) => edit(result, random), text);
}

describe(`${PAIRS} pairs of an edit and an upgrade`, () => {
  const samples = Array.from({ length: PAIRS }, (_, index) => sample(index + 1));
  const outcomes = samples.map((versions) => mergeFile(versions, 'Dockerfile'));

  it('lose nothing, bring nothing back, and break nothing', { timeout: 120_000 }, () => {
    const problems = samples.flatMap(({ base, current, rendered, isSteady }, index) => {
      const { text, conflicts } = outcomes[index] as (typeof outcomes)[number];
      return problemsOf({ base, yours: current, generated: rendered, text, conflicts })
        .filter((problem) => isSteady || !problem.startsWith('stray'))
        .map((problem) => `seed ${index + 1}: ${problem}`);
    });
    expect(problems).toEqual([]);
  });

  it('have markers where they have conflicts, and nowhere else', () => {
    expect(outcomes.filter(({ text, conflicts }) => hasMarkers(text) !== conflicts > 0)).toEqual([]);
  });

  it('are conflicts far less often than line by line', { timeout: 120_000 }, () => {
    const some = samples.slice(0, 2000);
    const byLine = some.filter((versions) => mergeLines(versions, 'Dockerfile').conflicts > 0).length;
    const byPart = outcomes.slice(0, some.length).filter(({ conflicts }) => conflicts > 0).length;
    expect(byPart).toBeLessThan(byLine / 2);
  });

  it('are as they were where only one side changed something, and merged again', { timeout: 120_000 }, () => {
    const changed = samples.flatMap(({ base, current, rendered }, index) => {
      if (index % 5 > 0) return [];
      const [yours, generated, result] = [current, rendered, outcomes[index]?.text ?? ''].map(bare) as [
        string,
        string,
        string,
      ];
      const isOpen = (outcomes[index]?.conflicts ?? 0) > 0 || !outcomes[index]?.text.endsWith('\n');
      return [
        merged(base, bare(base), generated) === generated ? [] : [`seed ${index + 1}: no edit`],
        merged(base, yours, bare(base)) === yours ? [] : [`seed ${index + 1}: no upgrade`],
        isOpen || merged(rendered, result, generated) === result ? [] : [`seed ${index + 1}: again`],
      ].flat();
    });
    expect(changed).toEqual([]);
  });
});

/** As the parts of a Dockerfile are merged: without what is around them, and without the short way for equal versions. */
function merged(base: string, yours: string, generated: string): string | undefined {
  const chunks = mergeDockerfile({ base: bare(base), yours, generated });
  return chunks ? assemble(chunks).lines.join('\n') : undefined;
}

function bare(text: string): string {
  return text
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
    .replace(/\n$/, '');
}
