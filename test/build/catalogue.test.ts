import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Catalogue, catalogueCommand } from '../../build/catalogue/command.ts';
import { catalogueFile } from '../../build/catalogue/file.ts';
import { catalogueReferences } from '../../build/catalogue/references.ts';
import { UserError } from '../../src/errors.ts';
import type { CatalogueEntry } from '../../src/images/catalogue.ts';
import { CATALOGUE } from '../../src/images/catalogue-data.ts';
import type { ResolveDigest } from '../../src/images/lookup.ts';
import { familiar, parseReference } from '../../src/images/reference.ts';
import { openRegistries } from '../../src/images/registry.ts';
import { stacks } from '../../src/stacks/index.ts';
import {
  type FakeRegistry,
  fakeRegistry,
  GOOD,
  INDEX_BODY,
  MANIFEST,
  MANIFEST_BODY,
  sha256,
} from '../images/fake-registry.ts';

const digest = (digit: string) => `sha256:${digit.repeat(64)}`;
const [OLD, NEW] = [digest('a'), digest('b')];
const TODAY = '2026-11-26';

const entry = (reference: string, rest: Partial<CatalogueEntry> = {}): CatalogueEntry => ({
  ...{ reference, digest: OLD, kind: 'index', observed: '2026-10-01', confidence: 'high', ...rest },
});
const resolved = (reference: string, rest: Partial<CatalogueEntry> = {}) =>
  entry(reference, { digest: NEW, observed: TODAY, confidence: 'resolved', ...rest });

let place = '';
let file = '';
beforeEach(() => {
  place = realpathSync(mkdtempSync(join(tmpdir(), 'catalogue-')));
  file = join(place, 'catalogue-data.ts');
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

/** A resolver that knows these digests, and of the rest what an error says. */
function knows(answers: Readonly<Record<string, string | UserError>>): ResolveDigest {
  return async (image) => {
    const answer = answers[familiar(image)] ?? new UserError('registry', `there is no ${familiar(image)}`);
    if (answer instanceof UserError) throw answer;
    return { digest: answer, kind: 'index' };
  };
}

async function run(words: readonly string[], known: readonly CatalogueEntry[], rest: Partial<Catalogue>) {
  writeFileSync(file, catalogueFile(known));
  const [out, err]: [string[], string[]] = [[], []];
  const code = await catalogueCommand(words, {
    ...{ references: known.map(({ reference }) => reference), known, file, mirrors: new Map(), today: TODAY },
    ...{ resolve: knows({}), print: (line) => out.push(line), warn: (line) => err.push(line), ...rest },
  });
  return { code, out: out.join('\n'), err: err.join('\n'), text: readFileSync(file, 'utf8') };
}

const [NODE, PYTHON, APP] = ['node:24-trixie-slim', 'python:3.14-slim-trixie', 'registry.example.com/team/app:1'];
const down = new UserError('registry-unreachable', 'docker.io cannot be reached');
const silent = new UserError('registry-unreachable', 'registry.example.com cannot be reached');

describe('npm run catalogue', () => {
  test('writes what the registries say, with the day of the answer', async () => {
    const { code, out, text } = await run([], [entry(NODE), entry(PYTHON)], {
      resolve: knows({ [NODE]: NEW, [PYTHON]: OLD }),
    });
    expect(code).toBe(0);
    expect(text).toBe(catalogueFile([resolved(NODE), resolved(PYTHON, { digest: OLD })]));
    expect(out).toContain(`${NODE}: ${OLD.slice(0, 19)}… → ${NEW.slice(0, 19)}…`);
    expect(out).toContain('1 moved, 1 confirmed, 0 not resolved');
  });

  test('takes in a reference that was added to the list, and drops one that left it', async () => {
    const { text, out } = await run([], [entry(NODE)], { references: [APP], resolve: knows({ [APP]: NEW }) });
    expect(text).toBe(catalogueFile([resolved(APP)]));
    expect(out).toContain(`${APP}: new → `);
    expect(out).toContain(`${NODE}: no longer named`);
  });

  test.each([
    ['a registry is silent', { [APP]: silent }, 75],
    ['a registry refuses', {}, 2],
    ['one is silent and another refuses', { [APP]: silent, [NODE]: new UserError('registry', 'no') }, 2],
  ] as const)('leaves an entry exactly as it was when %s', async (_, answers, exitCode) => {
    const known = [entry(APP), entry(NODE), entry(PYTHON, { confidence: 'low', kind: 'manifest' })];
    const { code, err, text } = await run([], known, { resolve: knows({ [PYTHON]: NEW, [NODE]: NEW, ...answers }) });
    expect(code).toBe(exitCode);
    expect(err).toContain(`not resolved, left as it was: ${APP}: `);
    const node = Object.hasOwn(answers, NODE) ? entry(NODE) : resolved(NODE);
    expect(text).toBe(catalogueFile([entry(APP), node, resolved(PYTHON)]));
  });

  test('makes up no entry for a new image that nobody resolved', async () => {
    const { code, text } = await run([], [entry(NODE)], {
      references: [NODE, APP],
      resolve: knows({ [NODE]: NEW, [APP]: silent }),
    });
    expect(code).toBe(75);
    expect(text).toBe(catalogueFile([resolved(NODE)]));
  });

  test.each([
    ['something moved', { [NODE]: NEW, [PYTHON]: OLD }, 1, '1 moved'],
    ['nothing moved', { [NODE]: OLD, [PYTHON]: OLD }, 0, '0 moved, 2 confirmed'],
    ['one moved and one is silent', { [NODE]: NEW, [PYTHON]: down }, 1, '1 moved, 0 confirmed, 1 not resolved'],
    ['one is silent', { [NODE]: OLD, [PYTHON]: down }, 75, '1 not resolved'],
  ] as const)('--check when %s: writes nothing', async (_, answers, exitCode, says) => {
    const known = [entry(NODE), entry(PYTHON)];
    const { code, out, text } = await run(['--check'], known, { resolve: knows(answers) });
    expect(code).toBe(exitCode);
    expect(out).toContain(says);
    expect(text).toBe(catalogueFile(known));
  });

  test.each([[['--chek']], [['--out']], [['more']]])('%j is refused', async (words) => {
    await expect(run(words, [entry(NODE)], {})).rejects.toMatchObject({ code: 'usage', exitCode: 2 });
  });
});

describe('digests of a registry on this machine', () => {
  let registry: FakeRegistry;
  beforeEach(async () => {
    registry = await fakeRegistry(({ path }) => {
      const [body, type] = path.includes('python') ? [MANIFEST_BODY, MANIFEST] : [INDEX_BODY, ''];
      if (type === '') return GOOD;
      return { headers: { 'content-type': type, 'docker-content-digest': sha256(body) }, body };
    });
  });
  afterEach(() => registry.close());
  const lab = () => {
    const mirrors = new Map([['docker.io', new URL(`http://${registry.host}`)]]);
    return { mirrors, resolve: openRegistries({ mirrors }).resolve };
  };

  test.each([
    ['without --out', () => []],
    ['with the catalogue as --out', () => ['--out', file]],
    ['with the catalogue as --out in other words', () => ['--out', join(place, '.', 'x', '..', 'catalogue-data.ts')]],
  ])('are not written %s, and nobody is asked', async (_, words) => {
    const known = [entry(NODE)];
    await expect(run(words(), known, lab())).rejects.toMatchObject({ code: 'usage', exitCode: 2 });
    expect(readFileSync(file, 'utf8')).toBe(catalogueFile(known));
    expect(registry.seen).toEqual([]);
  });

  test('nor are those of a reference to it', async () => {
    await expect(run([], [entry('127.0.0.1:5000/team/app:1')], {})).rejects.toMatchObject({ code: 'usage' });
  });

  test('go to another file, an index as an index and a manifest as a manifest', async () => {
    const known = [entry(NODE), entry(PYTHON)];
    const other = join(place, 'other.ts');
    const { code, out, text } = await run(['--out', other], known, lab());
    expect(code).toBe(0);
    expect(text).toBe(catalogueFile(known));
    const expected = [
      resolved(NODE, { digest: sha256(INDEX_BODY) }),
      resolved(PYTHON, { digest: sha256(MANIFEST_BODY), kind: 'manifest' }),
    ];
    expect(readFileSync(other, 'utf8')).toBe(catalogueFile(expected));
    expect(out).toMatch(/python:3\.14-slim-trixie: .*, one platform only/);
  });

  test('may be compared with', async () => {
    expect((await run(['--check'], [entry(NODE)], lab())).code).toBe(1);
  });
});

describe('what the catalogue is to hold', () => {
  const references = catalogueReferences(TODAY);

  test('is every image that a stack can name, and what people name themselves', () => {
    const parents = stacks.flatMap((stack) => stack.parents(TODAY)).map(({ reference }) => reference);
    expect(references).toEqual(expect.arrayContaining([...parents, 'debian:trixie-slim', 'python:3.14-slim-trixie']));
  });

  test('are familiar references with a tag, each once', () => {
    expect(new Set(references).size).toBe(references.length);
    for (const reference of references) {
      expect(familiar(parseReference(reference))).toBe(reference);
      expect(parseReference(reference)).toMatchObject({ tag: expect.any(String), digest: null });
    }
  });

  test('is everything that it holds', () => {
    expect(CATALOGUE.map(({ reference }) => reference).filter((reference) => !references.includes(reference))).toEqual(
      [],
    );
  });
});
