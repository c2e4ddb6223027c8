import { describe, expect, test } from 'vitest';
import { BASES, baseFacts, baseFamily, baseUid } from '../../src/images/bases.ts';

test('the families are those of the flag, the default first', () => {
  expect(BASES.map((family) => family.id)).toEqual(['slim', 'distroless', 'alpine', 'chainguard', 'hardened']);
});

describe.each(BASES)('$id', (family) => {
  test('never runs as root', () => {
    for (const uid of Object.values(family.uid)) expect(uid).toBeGreaterThanOrEqual(1000);
  });

  test('says who publishes and signs it, in one line', () => {
    const facts = baseFacts(family, 'node');
    expect(facts).toContain(family.publisher);
    expect(facts).toContain(family.signedBy);
    expect(facts).not.toMatch(/[\n\t]|undefined|null/);
  });
});

test.each([
  ['slim', 'node', 1000],
  ['slim', 'python', 10001],
  ['distroless', 'node', 65532],
  ['hardened', 'node', 1000],
  ['hardened', 'python', 65532],
  ['chainguard', 'toString', 65532],
])('%s for %s runs as %i', (id, runtime, uid) => {
  const family = baseFamily(id);
  expect(family && baseUid(family, runtime)).toBe(uid);
});

test('another word is no family', () => {
  expect(baseFamily('registry.example.com/base:1')).toBeUndefined();
});

test.each([
  ['slim', 'pinned, not signed by its publisher'],
  ['alpine', 'pinned, not signed by its publisher'],
  ['hardened', 'docker login dhi.io'],
  ['chainguard', 'latest'],
  ['chainguard', 'size unknown'],
])('the facts of %s say "%s"', (id, text) => {
  const family = baseFamily(id);
  expect(family && baseFacts(family, 'node')).toContain(text);
});
