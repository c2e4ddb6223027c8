import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { auditDockerfile, counts } from '../src/audit/index.ts';
import { ignoreFileOf, isOurDockerfile } from '../src/dockerfile/file-names.ts';
import { goldenCases } from './cases.ts';
import type { Generated } from './generate.ts';

/**
 * Golden cases: `test/stacks/<case>/project` comes to exactly `test/stacks/<case>/expected` (`vitest -u` writes it: read the
 * difference), and our own audit finds nothing in it. `detected.json` is what the user is told.
 */
describe.each(goldenCases())('$name', ({ expected, generate, generateFor }) => {
  test('comes to the files that are expected, and no others', async () => {
    const { files } = generate();
    for (const { path, text } of files) await expect(text).toMatchFileSnapshot(join(expected, path));
    const there = existsSync(expected) ? readdirSync(expected, { recursive: true, withFileTypes: true }) : [];
    const names = there
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => relative(expected, join(parentPath, name)));
    expect(names.filter((path) => path !== 'detected.json').sort()).toEqual(files.map(({ path }) => path).sort());
  });

  test('says what was detected, from where, and what to know', async () => {
    const { detected, notes, secrets } = generate().detection;
    const text = `${JSON.stringify({ detected, notes, secrets }, null, 2)}\n`;
    await expect(text).toMatchFileSnapshot(join(expected, 'detected.json'));
  });

  test('leaves no question open', () => {
    expect(generate().open.map(({ message }) => message)).toEqual([]);
  });

  test('passes our own audit', () => {
    expect(findingsIn(generate())).toEqual([]);
  });

  test('passes it for Podman, and without tags', () => {
    expect(findingsIn(generateFor({ engine: 'podman', pinStyle: 'digest' }))).toEqual([]);
  });
});

function findingsIn({ files }: Generated) {
  const dockerfiles = files.filter(({ path }) => isOurDockerfile(path));
  expect(dockerfiles).not.toEqual([]);
  return dockerfiles
    .flatMap(({ path, text }) => auditDockerfile({ name: path, text, ignoreFile: ignoreFileOf(path, files) }))
    .filter(counts);
}
