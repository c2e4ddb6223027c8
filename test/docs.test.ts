import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rulesTable } from '../src/audit/catalogue.ts';
import { FLAG_GROUPS } from '../src/cli/create-flags.ts';
import { stackData } from '../src/cli/list.ts';
import { PIN_FLAGS } from '../src/cli/pin-flags.ts';
import { UPDATE_FLAGS } from '../src/cli/update-flags.ts';
import { BASES, baseFacts } from '../src/images/bases.ts';
import { type ExpectedSigner, PUBLISHERS } from '../src/verify/policies.ts';
import { STARTERS } from './e2e/starters/index.ts';
import { startersLine, startersPage } from './e2e/starters/page.ts';
import { readResults } from './e2e/starters/results.ts';

const README = join(import.meta.dirname, '..', 'README.md');
const STARTERS_PAGE = join(import.meta.dirname, 'e2e', 'STARTERS.md');

/** What stands between the markers of the README: always what the data says. `vitest -u` writes it. */
const BLOCKS: Readonly<Record<string, () => string>> = {
  flags: () =>
    Object.entries(FLAG_GROUPS)
      .map(
        ([group, flags]) =>
          `${group.replace(/:$/, '')}\n\n${table(
            ['flag', 'does'],
            flags.map(([flag, says]) => [`\`${flag}\``, says]),
          )}`,
      )
      .join('\n\n'),
  settings: () => table(['`--set`', 'says', 'else', 'in'], settingRows()),
  update: () =>
    table(
      ['flag', 'does'],
      UPDATE_FLAGS.map(([flag, says]) => [`\`${flag}\``, says]),
    ),
  'pin-flags': () =>
    table(
      ['flag', 'does'],
      PIN_FLAGS.map(([flag, says]) => [`\`${flag}\``, says]),
    ),
  stacks: () =>
    [
      table(
        [
          'stack',
          'id',
          'built and run by the end-to-end tests',
          'template checked, not built in CI',
          'why at this place in the order',
        ],
        stackData().map(({ title, id, proof, because }) => [title, `\`${id}\``, proof.built, proof.checked, because]),
      ),
      ...stackData()
        .filter(({ frameworks }) => frameworks.length > 0)
        .map(({ title, frameworks }) =>
          table(
            [`${title.replace('.js', '')} framework`, 'id', 'found by'],
            frameworks.map(({ title, id, packages }) => [
              title,
              `\`${id}\``,
              packages.map((name) => `\`${name}\``).join(', '),
            ]),
          ),
        ),
    ].join('\n\n'),
  bases: () =>
    table(
      ['`--base`', 'what it is, for Node'],
      BASES.map((family) => [`\`${family.id}\``, baseFacts(family, 'node')]),
    ),
  publishers: () =>
    table(
      ['images', 'who must have signed', 'when nobody did'],
      PUBLISHERS.map((stance) =>
        stance.kind === 'policy'
          ? [
              `\`${stance.prefix}\``,
              signerText(stance.signer),
              stance.level === 'require' ? 'nothing is written' : 'a warning',
            ]
          : [`\`${stance.prefix}\``, stance.says, ''],
      ),
    ),
  starters: () => startersLine(STARTERS, readResults()),
  rules: () => rulesTable().trim(),
};

/** A setting that several stacks have, in one row. */
function settingRows(): string[][] {
  const rows = new Map<string, string[]>();
  for (const { title, settings } of stackData())
    for (const { key, says, usual } of settings) {
      const row = [`\`${key}=…\``, says, usual];
      rows.set(row.join('\n'), [...(rows.get(row.join('\n')) ?? []), title]);
    }
  return [...rows].map(([row, titles]) => [...row.split('\n'), titles.join(', ')]);
}

function signerText(signer: ExpectedSigner): string {
  switch (signer.kind) {
    case 'identity':
      return `\`${signer.identity}\`, vouched for by ${signer.issuer}`;
    case 'github-builder':
      return `Docker's builder on GitHub, for a release of ${signer.repository}, every platform`;
    case 'key':
      return signer.keys.map(({ name }) => `the key ${name}`).join(' or ');
  }
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

test('the tables of the README are what the data says', async () => {
  await expect(filled(README, BLOCKS)).toMatchFileSnapshot(README);
});

/** A package that is imported; those of Node.js have a colon. */
const PACKAGE = /(?:\bfrom |\bimport\()'((?:@[\w-]+\/)?[a-z][\w-]*)(?:\/[^']*)?'/g;

test('the README has a reason for every package that is imported, and for no other', () => {
  const src = join(import.meta.dirname, '..', 'src');
  const sources = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const imported = sources.flatMap((name) => {
    const found = readFileSync(join(src, name), 'utf8').matchAll(PACKAGE);
    return [...found].map(([, of = '']) => of);
  });
  const [, section = ''] = readFileSync(README, 'utf8').split('## Dependencies, each for one reason\n');
  const rows = section.split('\n## ', 1)[0]?.matchAll(/^\| ([@a-z][^|]*) \|/gm) ?? [];
  const listed = [...rows].flatMap(([, names = '']) => names.split(', ')).filter((name) => name !== 'package');
  expect(listed.sort()).toEqual([...new Set(imported)].sort());
});

test('the page of the starters is what their last recorded run says', async () => {
  const page = filled(STARTERS_PAGE, { starters: () => startersPage(STARTERS, readResults()) });
  await expect(page).toMatchFileSnapshot(STARTERS_PAGE);
});

/** A file with each block between its markers written anew. */
function filled(path: string, blocks: typeof BLOCKS): string {
  let text = readFileSync(path, 'utf8');
  for (const [name, block] of Object.entries(blocks)) {
    const [start, end] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`];
    const [before, rest] = text.split(start);
    expect(rest, `the marker ${start}`).toContain(end);
    text = `${before}${start}\n${block()}\n${end}${rest?.slice(rest.indexOf(end) + end.length)}`;
  }
  return text;
}
