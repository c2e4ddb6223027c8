import { describe, expect, test } from 'vitest';
import { catalogueFile } from '../../build/catalogue/file.ts';
import { catalogueDigest, catalogueWarning, daysBetween } from '../../src/images/catalogue.ts';
import { CATALOGUE } from '../../src/images/catalogue-data.ts';
import { familiar, parseReference } from '../../src/images/reference.ts';

test('every entry is a familiar reference with a tag, a sha256 digest and a real day', () => {
  expect(CATALOGUE.length).toBeGreaterThanOrEqual(64);
  for (const { reference, digest, observed } of CATALOGUE) {
    const image = parseReference(reference);
    expect(familiar(image)).toBe(reference);
    expect(image.tag).not.toBeNull();
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(new Date(observed).toISOString().slice(0, 10)).toBe(observed);
  }
});

test('no image is in it twice, and no digest that was copied from somewhere', () => {
  expect(new Set(CATALOGUE.map((entry) => entry.reference)).size).toBe(CATALOGUE.length);
  // two tags may well be one image, but then their registry says so
  const copied = CATALOGUE.filter(({ confidence }) => confidence !== 'resolved').map(({ digest }) => digest);
  expect(new Set(copied).size).toBe(copied.length);
});

test('its file is what `npm run catalogue` makes of it', async () => {
  await expect(catalogueFile(CATALOGUE)).toMatchFileSnapshot('../../src/images/catalogue-data.ts');
});

describe('catalogueDigest', () => {
  test.each([
    ['node:24-trixie-slim', '2026-10-01'],
    ['docker.io/library/node:24-trixie-slim', '2026-10-01'],
    ['index.docker.io/library/node:24-trixie-slim', '2026-10-01'],
    ['gcr.io/distroless/nodejs24-debian13:nonroot', '2026-10-01'],
    ['cgr.dev/chainguard/node', '2026-10-01'],
    ['nginxinc/nginx-unprivileged:1.31-alpine', '2026-10-03'],
  ])('knows %s', (reference, observed) => {
    expect(catalogueDigest(reference)?.observed).toBe(observed);
  });

  test.each(['node', 'node:24', 'node:99-trixie-slim', 'registry.example.com/library/node:24-trixie-slim'])(
    'does not know %s',
    (reference) => {
      expect(catalogueDigest(reference)).toBeUndefined();
    },
  );
});

test.each([
  ['2026-10-09', '2026-11-23', 45],
  ['2026-10-09', '2026-10-09', 0],
  ['2026-02-28', '2026-03-01', 1],
  ['2027-01-01', '2026-12-31', -1],
])('from %s to %s are %i days', (from, to, days) => {
  expect(daysBetween(from, to)).toBe(days);
});

test.each([
  ['2026-11-23', 'node:24 is pinned from the built-in catalogue, seen on 2026-10-09; run update'],
  ['2026-11-24', 'seen on 2026-10-09, 46 days ago: it lacks the security fixes'],
])('on %s the warning is "%s"', (today, text) => {
  expect(catalogueWarning('node:24', '2026-10-09', today)).toContain(text);
});
