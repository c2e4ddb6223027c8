import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { type Case, cases, moved, pin } from './cases.ts';

const EXPECTED = join(import.meta.dirname, 'expected');
/** `UPDATE_PINS=1 npx vitest run test/pin` writes what is expected; read the difference. */
const UPDATING = process.env.UPDATE_PINS === '1';

/** Without its digests a file must be the same, byte for byte, before and after. */
const bare = (bytes: Buffer) => bytes.toString('latin1').replace(/@?sha(?:256:[0-9a-f]{64}|512:[0-9a-f]{128})/g, '');

/** What a parser makes of a file; offsets and digests aside. */
function parsed(file: string, bytes: Buffer): unknown {
  const text = bytes.toString('utf8');
  if (/\.(?:ya?ml|json)$/.test(file))
    return JSON.parse(bareText(JSON.stringify(parseAllDocuments(text).map((each) => each.toJS()))));
  if (file.endsWith('.hcl')) return bareText(text);
  const { directives, comments, instructions, escape: mark } = parseDockerfile(text);
  return JSON.parse(
    bareText(
      JSON.stringify({
        mark,
        directives: directives.map(({ name, value, line }) => [name, value.text, line]),
        comments: comments.map(({ line, text: comment }) => [line, comment]),
        instructions: instructions.map(({ keyword, line, endLine, flags, args, words, heredocs }) => ({
          ...{ keyword, line, endLine, args: args.text, words: words.map((word) => word.text) },
          flags: flags.map(({ name, value }) => [name, value?.text]),
          heredocs: heredocs.map(({ name, body, line: at }) => [name, body.text, at]),
        })),
      }),
    ),
  );
}

const bareText = (text: string) => text.replace(/@?sha(?:256:[0-9a-f]{64}|512:[0-9a-f]{128})/g, '');

function golden(name: string, bytes: Buffer): Buffer {
  const path = join(EXPECTED, name);
  if (UPDATING) {
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, bytes);
  }
  return readFileSync(path);
}

function told({ images, left }: Awaited<ReturnType<typeof pin>>): string {
  const lines = [
    ...images.map(({ place, state, notes, support }) => ({
      line: place.line,
      text: [
        `${place.where} ${place.image}: ${state}`,
        ...support.map((each) => `${each.product} ${each.version} ${each.support.state}`),
        ...notes,
      ].join('; '),
    })),
    ...left.map(({ where, line, text, why }) => ({ line, text: `${where} ${text}: left alone; ${why}` })),
  ];
  return lines
    .sort((a, b) => a.line - b.line)
    .map(({ line, text }) => `${line} ${text}\n`)
    .join('');
}

function onlyDigestsDiffer({ file, bytes }: Case, after: Buffer): void {
  expect(bare(after)).toBe(bare(bytes));
  expect(parsed(file, after)).toEqual(parsed(file, bytes));
}

describe('the corpus', () => {
  it('has its cases, each with an expectation', () => {
    expect(cases.length).toBeGreaterThan(100);
    if (!UPDATING) expect(readdirSync(EXPECTED).sort()).toEqual(cases.map(({ name }) => name));
  });

  it.each(cases)('$name', async (each) => {
    const result = await pin(each.file, each.bytes);
    expect(result.bytes.equals(golden(`${each.name}/${each.file}`, result.bytes))).toBe(true);
    expect(told(result)).toBe(golden(`${each.name}/told.txt`, Buffer.from(told(result))).toString('utf8'));
    onlyDigestsDiffer(each, result.bytes);
    const again = await pin(each.file, result.bytes);
    expect(again.bytes.equals(result.bytes)).toBe(true);
    expect(again.images.filter(({ state }) => state === 'pinned')).toEqual([]);
  });

  it.each(cases)('$name, moved', async (each) => {
    const first = await pin(each.file, each.bytes, { update: true });
    onlyDigestsDiffer(each, first.bytes);
    const later = await pin(each.file, first.bytes, { update: true }, moved);
    onlyDigestsDiffer(each, later.bytes);
    const left = later.images.filter(({ state }) => state === 'behind' || state === 'pinned');
    expect(left).toEqual([]);
    expect((await pin(each.file, later.bytes, { update: true }, moved)).bytes.equals(later.bytes)).toBe(true);
    // what a bot does adds no digest, and comes to the same where one stands
    const bot = await pin(each.file, first.bytes, { tagOnlyNewer: true }, moved);
    expect(bot.bytes.equals(later.bytes)).toBe(true);
    expect(
      (await pin(each.file, each.bytes, { tagOnlyNewer: true })).images.filter(({ state }) => state === 'pinned'),
    ).toEqual([]);
  });
});
