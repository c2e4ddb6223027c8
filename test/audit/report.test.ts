import { describe, expect, test } from 'vitest';
import { ruleFacts, rulesNamed, rulesTable } from '../../src/audit/catalogue.ts';
import { auditDockerfile, type Finding, rules } from '../../src/audit/index.ts';
import { jsonReport } from '../../src/audit/reporters/json.ts';
import type { Painter } from '../../src/audit/reporters/painter.ts';
import { textReport } from '../../src/audit/reporters/text.ts';
import { explainRule } from '../../src/cli/explain.ts';
import { listRules } from '../../src/cli/list-rules.ts';

const finding: Finding = {
  rule: 'user/root',
  level: 'high',
  message: 'The final stage runs as root (USER 0).',
  file: 'Dockerfile',
  line: 3,
  endLine: 3,
  stage: 'runtime',
  origin: 'own',
  aliases: ['hadolint:DL3002'],
  fix: 'Use another.',
  suppressed: null,
};

test('the report for people', () => {
  const findings: Finding[] = [
    finding,
    { ...finding, rule: 'package/apt', level: 'low', line: 4, stage: null },
    { ...finding, suppressed: 'line 1' },
    { ...finding, file: 'b/Dockerfile' },
  ];
  expect(textReport({ findings, files: 3 })).toBe(`Dockerfile
  high     user/root  line 3, stage runtime
           The final stage runs as root (USER 0).
           → Use another.
  low      package/apt  line 4
           The final stage runs as root (USER 0).
           → Use another.

b/Dockerfile
  high     user/root  line 3, stage runtime
           The final stage runs as root (USER 0).
           → Use another.

3 findings in 3 files: 2 high, 1 low, 1 suppressed. Why: explain RULE.`);
  expect(textReport({ findings: [], files: 1 })).toBe('No findings in 1 file.');
  expect(textReport({ findings: [], files: 1, quiet: true })).toBe('');
});

test('colours come from the painter alone', () => {
  const mark = (name: string) => (text: string) => `<${name}>${text}</>`;
  const painter: Painter = {
    bold: mark('b'),
    dim: mark('d'),
    red: mark('r'),
    yellow: mark('y'),
    cyan: mark('c'),
    green: mark('g'),
  };
  const report = textReport({ findings: [finding], files: 1, quiet: true, painter });
  expect(report).toContain('<r>high    </> <b>user/root</>');
});

test('the report for machines has the keys that scripts rely on, in their order', () => {
  const report: unknown = JSON.parse(
    jsonReport({
      tool: '1.2.3',
      targets: [{ kind: 'dockerfile', name: 'Dockerfile' }],
      findings: [finding],
      errors: [{ name: 'x', message: 'y', hint: 'z' }],
    }),
  );
  expect(report).toEqual({
    version: 1,
    tool: '1.2.3',
    targets: [{ kind: 'dockerfile', name: 'Dockerfile' }],
    findings: [finding],
    errors: [{ name: 'x', message: 'y', hint: 'z' }],
  });
  const [first] = auditDockerfile({ name: 'Dockerfile', text: 'FROM a' });
  expect(Object.keys(first ?? {})).toEqual(Object.keys(finding));
});

test('findings come by line, then by rule', () => {
  const places = auditDockerfile({ name: 'Dockerfile', text: 'FROM a AS One\nUSER root\nFROM b\nCMD x' }).map(
    ({ line, rule }) => `${line} ${rule}`,
  );
  expect(places).toEqual([...places].sort());
  expect(new Set(places.map((place) => place[0]))).toEqual(new Set(['1', '3', '4']));
});

test('a message does not quote a whole file', () => {
  const [first] = auditDockerfile({ name: 'Dockerfile', text: `FROM ${'a'.repeat(100_000)}` });
  expect(first?.message.length).toBeLessThan(400);
});

test('no finding prints the credential that it found', () => {
  const token = `ghp_${'a1B2'.repeat(9)}`;
  const text = `FROM a\nENV GITHUB_TOKEN=${token}\nRUN x --token=${token} && PGPASSWORD=hunter2 psql postgres://u:hunter2@h/d`;
  const findings = auditDockerfile({ name: 'Dockerfile', text });
  expect(findings.filter(({ rule }) => rule.startsWith('secret/')).length).toBeGreaterThanOrEqual(5);
  for (const { message, fix } of findings) expect(message + fix).not.toMatch(/ghp_|hunter2/);
});

test.each<[id: string, expected: string[]]>([
  ['user/root', ['user/root']],
  [' User/Root ', ['user/root']],
  ['DL3002', ['user/root']],
  ['hadolint:dl3002', ['user/root']],
  ['DS002', ['user/missing', 'user/root']],
  ['AVD-DS-0002', ['user/missing', 'user/root']],
  ['trivy:DS-0002', ['user/missing', 'user/root']],
  ['CKV_DOCKER_3', ['user/missing']],
  ['Missing User Instruction', ['user/missing']],
  ['DL9999', []],
])('the rules that %s names', (id, expected) => {
  expect(rulesNamed(id).map((rule) => rule.id)).toEqual(expected);
});

test('a page holds the reason, the examples, the other names and how to accept it', () => {
  const page = explainRule('DL3002');
  for (const part of [
    '# user/root (high)',
    'What to do:',
    '    USER root',
    'trivy:DS-0002',
    '# secure-dockerfile ignore=user/root',
  ]) {
    expect(page).toContain(part);
  }
  expect(explainRule('DS-0002')).toContain('# user/missing');
});

test.each<[id: string, hint: RegExp]>([
  ['user/rot', /user\/root/],
  ['root', /user\/root/],
  ['DL3O02', /DL3002/],
  ['x'.repeat(1000), /list/],
])('an unknown rule names the nearest: %s', (id, hint) => {
  expect(() => explainRule(id)).toThrow(
    expect.objectContaining({ name: 'UserError', code: 'usage', hint: expect.stringMatching(hint) }),
  );
});

test('the lists hold every rule once', () => {
  const ids = rules.map(({ id }) => id);
  expect(ruleFacts().map(({ id }) => id)).toEqual(ids);
  expect(
    listRules()
      .split('\n')
      .map((line) => line.split(' ')[0]),
  ).toEqual(ids);
  const rows = rulesTable().split('\n').slice(2);
  expect(rows.map((row) => row.split('`')[1])).toEqual(ids);
  for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(5);
});

describe('topics', () => {
  test('explain tells what became of Docker Content Trust, by any of its names', () => {
    const page = explainRule('content-trust');
    for (const word of ['8 December 2026', 'DOCKER_CONTENT_TRUST=1', 'notary.docker.io', 'not signed by its publisher'])
      expect(page).toContain(word);
    expect(explainRule('DOCKER_CONTENT_TRUST')).toBe(page);
    expect(page.split('\n').filter((line) => line.length > 121)).toEqual([]);
  });

  test('explain alone lists them, and a near miss finds one', () => {
    expect(explainRule(undefined)).toContain('content-trust');
    expect(() => explainRule('content-thrust')).toThrow(
      expect.objectContaining({ hint: 'Did you mean content-trust?' }),
    );
  });
});
