import { describe, expect, test } from 'vitest';
import { auditDockerfile, counts } from '../../src/audit/index.ts';

/** The rules that are found in a file, with `-` before the suppressed ones. */
function found(text: string, only: readonly string[]): string[] {
  return auditDockerfile({ name: 'Dockerfile', text })
    .filter(({ rule }) => only.includes(rule))
    .map((finding) => `${counts(finding) ? '' : '-'}${finding.rule} ${finding.line}`);
}

describe('what a comment silences', () => {
  test.each<[text: string, rules: string[], expected: string[]]>([
    // ours
    ['FROM a:1\n# secure-dockerfile ignore=user/root needs it\nUSER root', ['user/root'], ['-user/root 3']],
    ['FROM a:1\n# secure-dockerfile ignore=user/root,user/named\n# why\n\nUSER root', ['user/root'], ['-user/root 5']],
    ['FROM a:1\n# secure-dockerfile ignore=user/named\nUSER root', ['user/root'], ['user/root 3']],
    ['FROM a:1\n# secure-dockerfile ignore=user/root\nRUN true\nUSER root', ['user/root'], ['user/root 4']],
    ['# secure-dockerfile global ignore=user/root\nFROM a:1\nUSER root', ['user/root'], ['-user/root 3']],
    ['# secure-dockerfile ignore=user/missing\nFROM a:1 AS x\nFROM b:1', ['user/missing'], ['-user/missing 3']],
    // hadolint
    ['# hadolint ignore=DL3006\nFROM a\nFROM b', ['image/untagged'], ['-image/untagged 2', 'image/untagged 3']],
    ['# hadolint ignore=DL3007, DL3006\nFROM a', ['image/untagged'], ['-image/untagged 2']],
    ['FROM a\n# hadolint global ignore=DL3006', ['image/untagged'], ['-image/untagged 1']],
    ['FROM a:1\nRUN true && \\\n# hadolint ignore=DL3004\n  sudo x', ['package/sudo'], ['-package/sudo 4']],
    ['FROM a:1\nUSER 0\n# hadolint ignore=DL3002', ['user/root'], ['user/root 2']],
    // an alias that does not hold for this finding: checkov looks for the name root only
    ['# checkov:skip=CKV_DOCKER_8:why\nFROM a:1\nUSER 0', ['user/root'], ['user/root 3']],
    // the others
    ['FROM a:1\nUSER root\n# checkov:skip=CKV_DOCKER_8: why', ['user/root'], ['-user/root 2']],
    ['# bridgecrew:skip=CKV_DOCKER_3\nFROM a:1', ['user/missing'], ['-user/missing 2']],
    ['FROM a:1\n#trivy:ignore:DS-0002\nUSER 0', ['user/root'], ['-user/root 3']],
    ['FROM a:1\n# trivy:ignore:AVD-DS-0002\nUSER 0', ['user/root'], ['-user/root 3']],
    ['FROM a:1\n#trivy:ignore:DS002\nUSER 0', ['user/root'], ['-user/root 3']],
    ['FROM a:1\n#tfsec:ignore:*\nUSER 0', ['user/root'], ['-user/root 3']],
    ['#trivy:ignore:DS-0026\nFROM a:1', ['healthcheck/missing'], ['-healthcheck/missing 2']],
    ['FROM a:1\n# nosemgrep\nUSER root', ['user/root'], ['-user/root 3']],
    [
      'FROM a:1\n# nosemgrep: dockerfile.security.last-user-is-root.last-user-is-root\nUSER root',
      ['user/root'],
      ['-user/root 3'],
    ],
    ['FROM a:1\n# nosemgrep: missing-user\nUSER root', ['user/root'], ['user/root 3']],
    ['# kics-scan ignore\nFROM a:1\nUSER root', ['user/root'], ['-user/root 3']],
    ['FROM a:1\n# kics-scan ignore-line\nUSER root\n', ['user/root'], ['-user/root 3']],
    ['FROM a:1\n# NOSONAR\nUSER root', ['user/root'], ['-user/root 3']],
    ['# check=skip=StageNameCasing;error=true\nFROM a:1 AS B', ['stage/name-casing'], ['-stage/name-casing 2']],
    [
      '# check=skip=all\nFROM a:1 AS B',
      ['stage/name-casing', 'image/unpinned'],
      ['image/unpinned 2', '-stage/name-casing 2'],
    ],
    ['# check=error=true\nFROM a:1 AS B', ['stage/name-casing'], ['stage/name-casing 2']],
    // neither a comment nor one of these
    ['FROM a:1\nLABEL x="# secure-dockerfile ignore=user/root"\nUSER root', ['user/root'], ['user/root 3']],
    ['FROM a:1\n# we do not use hadolint ignore=DL3002 here\nUSER root', ['user/root'], ['user/root 3']],
  ])('%s', (text, rules, expected) => expect(found(text, rules)).toEqual(expected));
});

test('a suppressed finding says who suppressed it and why', () => {
  const text = 'FROM a:1\n# secure-dockerfile ignore=user/root binds port 80 (T-1)\nUSER root';
  const finding = auditDockerfile({ name: 'Dockerfile', text }).find(({ rule }) => rule === 'user/root');
  expect(finding?.suppressed).toBe('line 2: # secure-dockerfile ignore=user/root binds port 80 (T-1)');
});

test('many findings and many comments together take no longer than each alone', () => {
  const text = 'FROM a:1\n'.concat('# hadolint ignore=DL3027\nRUN sudo apt x\n'.repeat(3000));
  const before = process.cpuUsage();
  const findings = auditDockerfile({ name: 'Dockerfile', text });
  expect(findings.filter(({ rule, suppressed }) => rule === 'package/apt' && suppressed !== null)).toHaveLength(3000);
  expect(process.cpuUsage(before).user / 1_000_000).toBeLessThan(10);
});
