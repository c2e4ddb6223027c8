import type { Registries } from '../images/content.ts';
import type { ImageReference } from '../images/reference.ts';
import { checkSignature } from './check.ts';
import { attestedPlatforms } from './platforms.ts';
import type { Policy } from './policies.ts';
import type { Proof, Refusal, Verdict } from './signature.ts';
import { signaturesOf } from './sources.ts';
import type { Trust } from './trust.ts';

/** What a check needs beside the image and the policy. */
export interface Desk {
  readonly registries: Registries;
  readonly trust: Trust;
}

/**
 * Whether the publisher of an image signed it: one signature that the policy accepts is enough, others do not count against
 * it, and none at all is a failure, for leaving the signature away is the cheapest way to forge one.
 * @param digest of the image as it is going to be pinned; the tag plays no part
 * @throws UserError what the registry's client throws
 */
export async function verifyImage(image: ImageReference, digest: string, policy: Policy, desk: Desk): Promise<Verdict> {
  if (!digest.startsWith('sha256:')) return failed(policy, [`its digest is not a sha256 one`], false);
  const looked = await (policy.signer.kind === 'github-builder' ? lookAtPlatforms : lookAt)(
    image,
    digest,
    policy,
    desk,
  );
  if ('proof' in looked) return { outcome: 'verified', policy: policy.id, ...looked.proof };
  return failed(policy, looked.reasons, looked.unsigned);
}

type Looked = { readonly proof: Proof } | { readonly reasons: readonly string[]; readonly unsigned: boolean };

async function lookAt(image: ImageReference, digest: string, policy: Policy, desk: Desk): Promise<Looked> {
  const refusals: Refusal[] = [];
  const place = { image, digest, registries: desk.registries };
  for await (const found of signaturesOf(place, policy.first)) {
    const checked = 'refused' in found ? found : checkSignature(found, digest, policy.signer, desk.trust);
    if (!('refused' in checked)) return { proof: checked };
    refusals.push(checked);
  }
  return { reasons: refusals.map(({ refused }) => refused), unsigned: refusals.length === 0 };
}

/** The builder signs no index but what was built for each platform: the index is as good as the worst of them. */
async function lookAtPlatforms(image: ImageReference, digest: string, policy: Policy, desk: Desk): Promise<Looked> {
  const platforms = await attestedPlatforms(image, digest, desk.registries);
  if (typeof platforms === 'string') return { reasons: [platforms], unsigned: false };
  const proofs: Proof[] = [];
  for (const { platform, attestation } of platforms) {
    const looked = await lookAt(image, attestation, policy, desk);
    if (!('proof' in looked)) {
      const reasons = looked.unsigned ? ['there is none'] : looked.reasons;
      return { reasons: reasons.map((reason) => `${platform}: ${reason}`), unsigned: looked.unsigned };
    }
    proofs.push(looked.proof);
  }
  const [proof] = proofs;
  if (proof === undefined) return { reasons: [], unsigned: true };
  return { proof: { ...proof, where: 'the signed attestations of its platforms' } };
}

function failed(policy: Policy, reasons: readonly string[], unsigned: boolean): Verdict {
  const distinct = [...new Set(reasons)];
  const more = distinct.length > 3 ? `; and ${distinct.length - 3} more reasons` : '';
  const says =
    distinct.length === 0
      ? `there is no signature of ${policy.publisher}`
      : `no signature of ${policy.publisher} is accepted: ${distinct.slice(0, 3).join('; ')}${more}`;
  return { outcome: 'failed', policy: policy.id, says, unsigned };
}
