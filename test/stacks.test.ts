import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { auditDockerfile } from '../src/audit/index.ts';
import type { Given } from '../src/core/answers.ts';
import { openProject } from '../src/io/project.ts';
import { generate } from './generate.ts';

const CASES = join(import.meta.dirname, 'stacks');

/**
 * Golden cases: `test/stacks/<case>/project` comes to exactly `test/stacks/<case>/expected` (`vitest -u` writes it: read the
 * difference), and our own audit finds nothing in it. `answers.json` beside them holds what the flags would say, `notes.json`
 * is what the user is told.
 */
describe.each(readdirSync(CASES).sort())('%s', (name) => {
  const folder = join(CASES, name);
  const given = existsSync(join(folder, 'answers.json'))
    ? (JSON.parse(readFileSync(join(folder, 'answers.json'), 'utf8')) as Given)
    : {};
  const { files, detection } = generate({ ...openProject(join(folder, 'project')), name: 'orders-api' }, given);

  test.each(files.map(({ path }) => path))('renders %s', async (path) => {
    const text = files.find((file) => file.path === path)?.text;
    await expect(text).toMatchFileSnapshot(join(folder, 'expected', path));
  });

  test('writes the files that are expected, and no others', () => {
    expect(
      readdirSync(join(folder, 'expected'))
        .filter((path) => path !== 'detected.json')
        .sort(),
    ).toEqual(files.map(({ path }) => path).sort());
  });

  test('says what was detected, from where, and what to know', async () => {
    const { detected, notes, secrets } = detection;
    const text = `${JSON.stringify({ detected, notes, secrets }, null, 2)}\n`;
    await expect(text).toMatchFileSnapshot(join(folder, 'expected', 'detected.json'));
  });

  test('passes our own audit', () => {
    const dockerfile = files.find(({ path }) => path.endsWith('Dockerfile'));
    const ignore = files.find(({ path }) => path.endsWith('.dockerignore'));
    const ignoreFile = ignore ? { path: ignore.path, text: ignore.text } : null;
    const findings = auditDockerfile({ name: dockerfile?.path ?? '', text: dockerfile?.text ?? '', ignoreFile });
    expect(findings.filter(({ suppressed }) => suppressed === null)).toEqual([]);
  });
});
