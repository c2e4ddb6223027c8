import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PinFile } from '../../src/cli/pin-files.ts';
import { pinOptions } from '../../src/cli/pin-options.ts';
import { planPins } from '../../src/cli/pin-plan.ts';
import { UserError } from '../../src/errors.ts';
import type { ResolveDigest } from '../../src/images/lookup.ts';
import { canonical } from '../../src/images/reference.ts';
import { placesIn } from '../../src/pin/files.ts';

const CORPUS = join(import.meta.dirname, 'corpus');

/** One file that is pinned; its folder's name says what it is about. */
export interface Case {
  readonly name: string;
  readonly file: string;
  readonly bytes: Buffer;
}

export const cases: readonly Case[] = readdirSync(CORPUS)
  .sort()
  .map((name) => {
    const [file = ''] = readdirSync(join(CORPUS, name));
    return { name, file, bytes: readFileSync(join(CORPUS, name, file)) };
  });

/** The digest that a tag has in these tests. */
export const digestOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;

/** A registry of the mind: every tag has the digest of its own name, `missing` is not there, `unreachable.test` does not answer. */
export const resolve: ResolveDigest = async (image) => {
  if (image.registry === 'unreachable.test' || image.registry === 'gcr.io')
    throw new UserError('registry-unreachable', `${image.registry} cannot be reached: it refuses connections`);
  if (image.repository.includes('missing'))
    throw new UserError('registry', `${image.registry} does not have ${image.repository}`);
  if (image.digest !== null)
    return { digest: image.digest, kind: /^sha256:2/.test(image.digest) ? 'manifest' : 'index' };
  return { digest: digestOf(canonical(image)), kind: image.repository.includes('single') ? 'manifest' : 'index' };
};

/** The same a month later: every tag has moved. */
export const moved: ResolveDigest = async (image) => {
  const answer = await resolve(image);
  return image.digest === null ? { ...answer, digest: digestOf(`${answer.digest} later`) } : answer;
};

export function pinFile(name: string, bytes: Buffer): PinFile {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  return { name, root: '/', path: name, text, ...placesIn(name, text) };
}

/** What `pin` with these flags makes of a file. */
export async function pin(name: string, bytes: Buffer, flags: Parameters<typeof pinOptions>[0] = {}, ask = resolve) {
  const options = pinOptions(flags, {});
  const sources = {
    resolve: ask,
    registries: options.registries,
    offline: options.offline,
    lock: [],
    today: '2026-11-26',
  };
  const [planned] = await planPins([pinFile(name, bytes)], options, sources);
  if (!planned) throw new Error('no plan for one file');
  return { ...planned, bytes: Buffer.from(planned.after, 'utf8') };
}
