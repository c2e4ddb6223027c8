import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shippedTrust, trustOf } from '../../src/verify/trust.ts';
import { TRUSTED_ROOT } from '../../src/verify/trusted-root-data.ts';

const ROOT = join(import.meta.dirname, '../..');

describe('the trust root', () => {
  it('is what @sigstore/tuf brings', async () => {
    const seeds = JSON.parse(readFileSync(join(ROOT, 'node_modules/@sigstore/tuf/seeds.json'), 'utf8'));
    const { targets } = seeds['https://tuf-repo-cdn.sigstore.dev'];
    const text = Buffer.from(targets['trusted_root.json'], 'base64').toString().trim();
    const module = join(ROOT, 'src/verify/trusted-root-data.ts');
    const [head = ''] = readFileSync(module, 'utf8').split('export const');
    expect(text).not.toMatch(/[`$\\]/);
    await expect(`${head}export const TRUSTED_ROOT = \`${text}\`;\n`).toMatchFileSnapshot(module);
    expect(TRUSTED_ROOT).toBe(text);
  });

  it('holds the public authorities and logs, the second Rekor too', () => {
    const { certificateAuthorities, tlogs, ctlogs, timestampAuthorities } = shippedTrust();
    expect(tlogs.map(({ baseURL }) => baseURL)).toEqual([
      'https://rekor.sigstore.dev',
      'https://log2025-1.rekor.sigstore.dev',
    ]);
    expect([certificateAuthorities.length, ctlogs.length, timestampAuthorities.length]).toEqual([2, 2, 1]);
  });

  it.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['another file', '{"a":1}'],
    ['keys that are none', '{"certificateAuthorities":[],"tlogs":[{"publicKey":{"rawBytes":"AAAA"},"logId":{}}]}'],
    [
      'an authority without certificates',
      '{"certificateAuthorities":[{"certChain":{"certificates":[{}]}}],"tlogs":[]}',
    ],
  ])('is refused when it is %s', (_, text) => {
    expect(() => trustOf(text, 'root.json')).toThrow(
      expect.objectContaining({ code: 'bad-input', message: 'root.json is not a Sigstore trusted root' }),
    );
  });
});
