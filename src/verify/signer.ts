import type { Subject } from './certificate.ts';
import type { ExpectedSigner } from './policies.ts';

type Keyless = Exclude<ExpectedSigner, { kind: 'key' }>;

const GITHUB = 'https://token.actions.githubusercontent.com';
/** A reusable workflow of Docker's at any version of it; no other part of the name is free. */
const BUILDER = /^https:\/\/github\.com\/docker\/github-builder\/\.github\/workflows\/(?:bake|build)\.yml@[\w./-]+$/;
/** Numbers of Fulcio's extensions: https://github.com/sigstore/fulcio/blob/main/docs/oid-info.md */
const RUNNER = 11;
const SOURCE = 12;
const SOURCE_REF = 14;

/**
 * What is wrong with the signer of a certificate, or undefined when it is the expected one. Names are compared to the letter.
 * @param subject undefined when the certificate does not name one
 */
export function signerProblem(subject: Subject | undefined, expected: Keyless): string | undefined {
  if (subject === undefined) return 'its certificate does not name exactly one signer';
  if (expected.kind === 'github-builder') return builderProblem(subject, expected);
  const { identity, issuer } = subject;
  return identity === expected.identity && issuer === expected.issuer ? undefined : `it is by ${identity} (${issuer})`;
}

function builderProblem(subject: Subject, { repository, refs }: Extract<Keyless, { kind: 'github-builder' }>) {
  if (!BUILDER.test(subject.identity) || subject.issuer !== GITHUB) {
    return `it is by ${subject.identity} (${subject.issuer})`;
  }
  if (subject.text(RUNNER) !== 'github-hosted') return 'it was not made on a machine of GitHub';
  const source = subject.text(SOURCE);
  if (source !== repository) return `it is for a build of ${source ?? 'an unknown repository'}`;
  const ref = subject.text(SOURCE_REF);
  return ref?.startsWith(refs) ? undefined : `it is for a build of ${ref ?? 'an unknown version'}`;
}

/** Who signed, in the words that the lock keeps: they follow from the policy, so that a later run can compare them. */
export function signerName(expected: Keyless): string {
  if (expected.kind === 'identity') return `${expected.identity} (${expected.issuer})`;
  return `https://github.com/docker/github-builder for ${expected.repository} (${GITHUB})`;
}

/** The same for a key. */
export function keyName(fingerprint: string): string {
  return `key sha256:${fingerprint}`;
}
