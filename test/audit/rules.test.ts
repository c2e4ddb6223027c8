import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { auditDockerfile, LEVELS, rules } from '../../src/audit/index.ts';
import type { Example, Rule } from '../../src/audit/rule.ts';

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');
const ALIAS =
  /^(?:hadolint:DL\d{4}|trivy:DS-\d{4}|checkov:CKV2?_DOCKER_\d+|kics:\S.*\S|datadog:[a-z0-9_]+|semgrep:[a-z-]+|sonar:S\d+|buildkit:[A-Z]\w+|scorecard:Pinned-Dependencies|dockle:(?:CIS-DI|DKL-DI|DKL-LI)-\d{4}|cis:4\.\d+)$/;

function findingsOf(rule: Rule, { dockerfile, ignoreFile }: Example) {
  const file = typeof ignoreFile === 'string' ? { path: '.dockerignore', text: ignoreFile } : ignoreFile;
  return auditDockerfile({ name: 'Dockerfile', text: dockerfile, ignoreFile: file }, [rule]);
}

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  test.each(rule.examples.bad.map((example) => [example.dockerfile, example] as const))(
    'finds it in: %s',
    (_, example) => {
      const findings = findingsOf(rule, example);
      expect(findings).not.toEqual([]);
      const lines = example.dockerfile.split('\n').length;
      for (const { line, endLine, aliases, message } of findings) {
        expect(line).toBeGreaterThanOrEqual(1);
        expect(endLine).toBeGreaterThanOrEqual(line);
        expect(endLine).toBeLessThanOrEqual(lines);
        expect(rule.aliases).toEqual(expect.arrayContaining([...aliases]));
        expect(message).toMatch(/^\S.*\.$/);
      }
    },
  );

  test.each(rule.examples.good.map((example) => [example.dockerfile, example] as const))('not in: %s', (_, example) => {
    expect(findingsOf(rule, example)).toEqual([]);
  });

  test('says everything that its page needs', () => {
    expect(rule.id).toMatch(/^[a-z]+\/[a-z]+(?:-[a-z]+)*$/);
    expect(LEVELS).toContain(rule.level);
    expect(rule.title).toMatch(/^[A-Z][^.]*$/);
    expect(rule.why).toMatch(/^[A-Z`].*\.$/);
    expect(rule.fix).not.toBe('');
    expect(rule.sources.length).toBeGreaterThan(0);
    expect(rule.examples.bad.length).toBeGreaterThan(0);
    expect(rule.examples.good.length).toBeGreaterThan(0);
    expect(rule.aliases.filter((alias) => !ALIAS.test(alias))).toEqual([]);
  });
});

test('there are no two rules of one id, and they stand in its order', () => {
  const ids = rules.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort());
});

test('every file in rules/ holds the rule of its name, and is in the index', () => {
  const files = readdirSync(new URL('../../src/audit/rules/', import.meta.url)).filter((name) => name !== 'index.ts');
  expect(files.sort()).toEqual(rules.map(({ id }) => `${id.replace('/', '-')}.ts`).sort());
});

test('the target has no findings', () => {
  const text = fixture('node-npm-typescript.Dockerfile');
  const ignoreFile = { path: '.dockerignore', text: fixture('node-npm-typescript.dockerignore') };
  expect(auditDockerfile({ name: 'Dockerfile', text, ignoreFile })).toEqual([]);
});

test('no alias is a rule of ours that does not exist twice in one rule', () => {
  for (const { id, aliases } of rules) expect(aliases, id).toEqual([...new Set(aliases)]);
});
