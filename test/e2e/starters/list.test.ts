import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { STARTERS, type Starter } from './index.ts';
import { startersLine, startersPage } from './page.ts';
import { type Result, readResults } from './results.ts';

const GUIDES = join(import.meta.dirname, '..', 'guides');
const key = ({ starter, manager }: Pick<Result, 'starter' | 'manager'>) => `${starter} ${manager}`;

test('no starter is listed twice with one manager', () => {
  const keys = STARTERS.map(({ name, manager }) => `${name} ${manager}`);
  expect(keys).toEqual([...new Set(keys)]);
});

test('every program that makes a starter is pinned', () => {
  const programs = STARTERS.flatMap(({ scaffold }) =>
    [
      ...scaffold.matchAll(
        /(?:npx -y|cargo add|uvx(?: --from)?|go mod download -json|pip download(?: (?:--\S+|:all:))+) (\S+)/g,
      ),
    ].map(([, name]) => name),
  );
  expect(programs.length).toBeGreaterThan(50);
  expect(programs.filter((name) => !/.(?:@v?|==)\d+\.\d+\.\d/.test(name ?? ''))).toEqual([]);
});

test('every guide is a starter, and every starter by hand has its guide', () => {
  const used = STARTERS.flatMap(({ scaffold }) => /\/guides\/([\w-]+)/.exec(scaffold)?.[1] ?? []);
  expect([...new Set(used)].sort()).toEqual(readdirSync(GUIDES).sort());
});

test('results are of starters that are listed', () => {
  const listed = new Set(STARTERS.map(({ name, manager }) => `${name} ${manager}`));
  expect(readResults().filter((result) => !listed.has(key(result)))).toEqual([]);
});

test('the page tells what is green, what fails, what is excused and what was not run', () => {
  const starters: readonly Starter[] = [
    { name: 'one', manager: 'npm', scaffold: 'npx -y make-one@1.2.3 app' },
    { name: 'one', manager: 'bun', scaffold: 'npx -y make-one@1.2.3 app' },
    {
      name: 'two',
      manager: 'npm',
      scaffold: 'cp -r /guides/two app',
      exception: { why: 'it fetches fonts', shows: 'fonts' },
    },
    { name: 'three', manager: 'yarn4', scaffold: 'cp -r /guides/three app' },
  ];
  const results: readonly Result[] = [
    { starter: 'one', manager: 'npm', date: '2026-01-02', green: true, megabytes: 1.25 },
    { starter: 'one', manager: 'bun', date: '2026-01-03', green: false, megabytes: null },
  ];
  expect(startersPage(starters, results)).toBe(
    [
      '| Node.js | made by | npm | pnpm | Yarn 1 | Yarn 4 | Bun |',
      '| --- | --- | --- | --- | --- | --- | --- |',
      '| one | `make-one@1.2.3` | 1.3 |  |  |  | **fails** |',
      '| two | hand, after its guide | see below |  |  |  |  |',
      '| three | hand, after its guide |  |  |  | not run |  |',
      '',
      'two with npm: it fetches fonts.',
    ].join('\n'),
  );
  expect(startersLine(starters, results)).toMatch(/^1 of 4 green on 2026-01-03: 1 starter/);
});
