import { describe, expect, it } from 'vitest';
import { painter } from '../../src/cli/print.ts';
import { type VerifyIo, verifyCommand } from '../../src/cli/verify.ts';
import type { RawVerifyFlags } from '../../src/cli/verify-flags.ts';
import { verifyOptions } from '../../src/cli/verify-options.ts';
import { UserError } from '../../src/errors.ts';
import type { MemoryRegistry } from './registry.ts';
import { bundle, PUBLISHER, published, putBundle, putTag, simple } from './signing.ts';
import { pair, publicPem, sigstore } from './sigstore.ts';

const key = pair();
const FILES: Record<string, string> = { 'cosign.pub': publicPem(key), 'other.pub': publicPem(pair()) };
const APP = 'registry.test/team/app:1';

const readFile = (path: string) => {
  const text = FILES[path];
  if (text === undefined) throw new UserError('file-system', `Cannot read ${path}: it is not there`);
  return text;
};

async function verify(references: readonly string[], raw: RawVerifyFlags, more: Partial<VerifyIo> = {}) {
  const texts = { out: '', err: '' };
  const code = await verifyCommand(references, verifyOptions(raw, {}, readFile), {
    print: (text) => {
      texts.out += `${text}\n`;
    },
    warn: (text) => {
      texts.err += `${text}\n`;
    },
    ...{ tool: '1.2.3', paint: painter({ isTTY: false }), readFile, rules: {}, projectFile: (path) => FILES[path] },
    ...{ registries: published().registry, ...more },
  });
  return { code, ...texts };
}

async function signedApp() {
  const { registry, digest } = published();
  putTag(registry, digest, await simple(digest, key));
  return { registry, digest };
}

describe('verify', () => {
  it('says who signed an image, how, where that was found and when, and gives 0', async () => {
    const { registry, digest } = await signedApp();
    const { code, out, err } = await verify([APP], { key: ['other.pub', 'cosign.pub'] }, { registries: registry });
    expect(out).toMatch(
      new RegExp(
        `^verified  ${APP}@${digest}  signed by key sha256:[0-9a-f]{64} \\(key, found in the \\.sig tag, in no log\\)\n$`,
      ),
    );
    expect([code, err]).toEqual([0, '']);
  });

  it('takes the trust root and the identity that it is given', async () => {
    const from = await sigstore();
    const { registry, digest } = published();
    putBundle(registry, digest, await bundle(digest, key, { from }));
    FILES['root.json'] = from.trustedRoot;
    const flags = { ...PUBLISHER, trustedRoot: 'root.json' };
    const { code, out } = await verify([APP], flags, { registries: registry });
    expect(out).toMatch(/\(keyless, found in the referrers, logged 20\d\d-\d\d-\d\d\)\n$/);
    expect(code).toBe(0);
    expect((await verify([APP], PUBLISHER, { registries: registry })).out).toMatch(
      /^failed .* does not lead to the trust root/,
    );
  });

  it('takes the rules of the project', async () => {
    const { registry } = await signedApp();
    const rules = { 'registry.test': { policy: 'warn', key: 'cosign.pub' } } as const;
    expect((await verify([APP], {}, { registries: registry, rules })).code).toBe(0);
    const other = { 'registry.test': { policy: 'warn', key: 'other.pub' } } as const;
    expect((await verify([APP], {}, { registries: registry, rules: other })).code).toBe(1);
  });

  it.each([
    [
      'an image without a signature',
      [APP],
      { key: ['cosign.pub'] },
      /^failed .*there is no signature of the key of --key/,
    ],
    ['another key', [APP], { key: ['other.pub'] }, /^failed .*it does not fit the key/],
    ['a publisher that signs nothing', ['docker.io/library/app:1'], {}, /^not verified .*not signed by its publisher/],
    ['Notation', ['mcr.microsoft.com/app:1'], {}, /^not verified .*signed with Notation, which this tool cannot check/],
    ['nobody to expect', [APP], {}, /^not verified .*nobody said who should sign it/],
    ['an image that claims another publisher', [APP], { policy: 'distroless' }, /^failed .*Google \(distroless\)/],
  ])('gives 1 for %s', async (what, references, raw, line) => {
    const { registry } = what === 'another key' ? await signedApp() : published();
    const { code, out } = await verify(references, raw, { registries: registry });
    expect(out).toMatch(line);
    expect(code).toBe(1);
  });

  it('goes on after an image that cannot be asked for; what is worse decides the exit code', async () => {
    const { registry } = await signedApp();
    const faulty = (code: 'registry' | 'registry-unreachable'): MemoryRegistry => ({
      ...registry,
      resolve: async (image) => {
        if (image.repository === 'team/gone') throw new UserError(code, 'registry.test says no', 'a hint');
        return registry.resolve(image);
      },
    });
    const run = (code: 'registry' | 'registry-unreachable', file: string) =>
      verify(['registry.test/team/gone:1', APP], { key: [file] }, { registries: faulty(code) });
    const passing = await run('registry-unreachable', 'cosign.pub');
    expect(passing).toMatchObject({
      code: 75,
      out: expect.stringMatching(/^verified /),
      err: expect.stringContaining('says no\n  a hint'),
    });
    expect((await run('registry-unreachable', 'other.pub')).code).toBe(1);
    expect((await run('registry', 'other.pub')).code).toBe(2);
    expect((await verify(['NOT A REFERENCE'], {})).code).toBe(2);
  });

  it('prints all of it for machines', async () => {
    const { registry, digest } = await signedApp();
    const { code, out, err } = await verify(
      [APP, 'node@sha256:x'],
      { key: ['cosign.pub'], json: true },
      { registries: registry },
    );
    expect(JSON.parse(out)).toEqual({
      ...{ version: 1, tool: '1.2.3', trustRoot: { file: null, date: '2026-11-05' } },
      images: [
        {
          ...{ reference: APP, digest, kind: 'index', outcome: 'verified', policy: 'flags', how: 'key' },
          ...{ signer: expect.stringMatching(/^key sha256:/), where: 'the .sig tag', loggedAt: null, logIndex: null },
          says: null,
        },
      ],
      errors: [{ code: 'bad-input', message: expect.stringContaining('is not an image reference') }],
    });
    expect([code, err]).toEqual([2, '']);
  });

  it('shows no text of a certificate that would steer the terminal', async () => {
    const from = await sigstore();
    const { registry, digest } = published();
    const subject = { identity: 'https://evil.test/%1b[2J', issuer: 'https://evil.test' };
    putTag(registry, digest, await simple(digest, key, { from, subject }));
    FILES['root.json'] = from.trustedRoot;
    const { out } = await verify([APP], { ...PUBLISHER, trustedRoot: 'root.json' }, { registries: registry });
    expect(out).toContain('it is by https://evil.test/%1b[2J (https://evil.test)');
    expect(out).not.toMatch(/[^\x20-\x7e\n]/);
  });
});

describe('the flags of verify', () => {
  it.each<[RawVerifyFlags, RegExp]>([
    [{ policy: 'distroles' }, /--policy "distroles" cannot be used: it takes distroless, chainguard/],
    [{ policy: 'distroless', key: ['cosign.pub'] }, /exclude each other/],
    [{ key: ['cosign.pub'], issuer: 'x' }, /exclude each other/],
    [{ identity: 'a@example.com' }, /--identity and --issuer go together/],
    [{ issuer: 'https://accounts.google.com' }, /--identity and --issuer go together/],
    [{ key: ['missing.pub'] }, /Cannot read missing.pub/],
    [{ mirror: ['x'] }, /--mirror takes HOST=URL/],
  ])('%j is refused', (raw, message) => expect(() => verifyOptions(raw, {}, readFile)).toThrow(message));

  it('name the policy that was most likely meant', () => {
    expect(() => verifyOptions({ policy: 'distroles' }, {}, readFile)).toThrow(
      expect.objectContaining({ hint: 'Did you mean distroless?' }),
    );
  });

  it('a key that is none, and a trust root that is none, stop the run', async () => {
    FILES['bad.pub'] = 'x';
    await expect(verify([APP], { key: ['bad.pub'] })).rejects.toThrow('bad.pub is not a public key');
    await expect(verify([APP], { trustedRoot: 'bad.pub' })).rejects.toThrow('bad.pub is not a Sigstore trusted root');
  });
});
