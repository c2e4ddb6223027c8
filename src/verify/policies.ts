import type { ImageReference } from '../images/reference.ts';

/** What is known of a publisher: who must have signed, or why nobody can be named. */
export type Stance =
  | ({ readonly kind: 'policy' } & Policy)
  | {
      readonly kind: 'not-signed-by-publisher' | 'unsupported-format';
      /** A registry, or a path in one; it stands for itself and everything below it. */
      readonly prefix: string;
      /** One sentence. */
      readonly says: string;
    };

/** Who must have signed the images below a prefix. */
export interface Policy {
  readonly id: string;
  readonly prefix: string;
  /** Whose images they are, in the words of a message. */
  readonly publisher: string;
  /** `require`: nothing is written without it. `warn`: it is said. */
  readonly level: 'require' | 'warn';
  /** Whether this tool ships it, or the user's file says it. */
  readonly origin: 'shipped' | 'own';
  readonly signer: ExpectedSigner;
  /** Where the publisher keeps its signatures, so that the usual case asks once. Both places are looked at. */
  readonly first: 'tag' | 'referrers';
}

export type ExpectedSigner =
  /** Keyless: the certificate's one name and the service that vouched for it, both to the letter. */
  | { readonly kind: 'identity'; readonly identity: string; readonly issuer: string }
  /** Docker's builder on GitHub, run for a tag of one repository: it signs the attestations of each platform. */
  | { readonly kind: 'github-builder'; readonly repository: string; readonly refs: string }
  | { readonly kind: 'key'; readonly keys: readonly PublicKey[] };

export interface PublicKey {
  readonly name: string;
  readonly pem: string;
}

/** A policy that this tool brings. */
type Shipped = Omit<Policy, 'origin'>;

const GITHUB = 'https://token.actions.githubusercontent.com';

// docker-hardened-images/keyring, publickey/dhi-2.pub (https://dhi.io/keyring/latest.pub), the only active one since the
// rotation; moby's policy-helpers carry the same. SHA-256 of its DER form:
// 118ba556dd52f4aec67018efd316c285c783cd3e54cc0f4527605715c643887c (a test holds it to that)
const DHI_KEY = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEKdROmntRJFBrOJOQF5ww6gDBJqGm
Fxa4333s1KsL9ISjtmRzGNih9lNRsqfRVjgFgJIdL6EQ9dohdanvn7r2cg==
-----END PUBLIC KEY-----
`;

const SHIPPED: readonly Shipped[] = [
  {
    id: 'distroless',
    prefix: 'gcr.io/distroless',
    publisher: 'Google (distroless)',
    level: 'require',
    signer: {
      kind: 'identity',
      identity: 'keyless@distroless.iam.gserviceaccount.com',
      issuer: 'https://accounts.google.com',
    },
    first: 'tag',
  },
  {
    // the free images; those of a customer are signed by an identity of that customer's own
    id: 'chainguard',
    prefix: 'cgr.dev/chainguard',
    publisher: 'Chainguard',
    level: 'require',
    signer: {
      kind: 'identity',
      identity: 'https://github.com/chainguard-images/images/.github/workflows/release.yaml@refs/heads/main',
      issuer: GITHUB,
    },
    first: 'tag',
  },
  {
    id: 'docker-hardened',
    prefix: 'dhi.io',
    publisher: 'Docker Hardened Images',
    level: 'require',
    signer: { kind: 'key', keys: [{ name: 'dhi-2', pem: DHI_KEY }] },
    first: 'referrers',
  },
  {
    // warn: signed since 1.21, and a project may have its reasons for an older one
    id: 'docker-frontend',
    prefix: 'docker.io/docker/dockerfile',
    publisher: "Docker's Dockerfile frontend",
    level: 'warn',
    signer: { kind: 'github-builder', repository: 'https://github.com/moby/buildkit', refs: 'refs/tags/dockerfile/' },
    first: 'referrers',
  },
];

const NOTATION = 'signed with Notation, which this tool cannot check: see notation verify';
const GPG =
  'signed with GPG outside of the registry, which this tool cannot check: see skopeo or podman with a policy.json';

const OTHERS: readonly Exclude<Stance, { kind: 'policy' }>[] = [
  {
    kind: 'not-signed-by-publisher',
    prefix: 'docker.io/library',
    says: 'pinned, not signed by its publisher (Docker Official Images have had no signature since Docker Content Trust)',
  },
  { kind: 'unsupported-format', prefix: 'mcr.microsoft.com', says: NOTATION },
  { kind: 'unsupported-format', prefix: 'registry.access.redhat.com', says: GPG },
  { kind: 'unsupported-format', prefix: 'registry.redhat.io', says: GPG },
  { kind: 'unsupported-format', prefix: 'docker.io/redhat', says: GPG },
];

/** What this tool knows of publishers, one entry each. */
export const PUBLISHERS: readonly Stance[] = [
  ...SHIPPED.map((policy): Stance => ({ kind: 'policy', origin: 'shipped', ...policy })),
  ...OTHERS,
];

/**
 * What holds for an image: the longest prefix that fits, the user's own before a shipped one of the same length.
 * @returns undefined when nothing is known
 */
export function stanceOn(image: ImageReference, own: readonly Policy[]): Stance | undefined {
  const all: readonly Stance[] = [...own.map((policy): Stance => ({ kind: 'policy', ...policy })), ...PUBLISHERS];
  return longest(all, `${image.registry}/${image.repository}`);
}

/** The shipped policy at a prefix, for a rule that only changes how strictly it is meant. */
export function policyAt(prefix: string): Policy | undefined {
  const stance = longest(PUBLISHERS, prefix);
  return stance?.kind === 'policy' ? stance : undefined;
}

function longest(stances: readonly Stance[], name: string): Stance | undefined {
  const fitting = stances.filter(({ prefix }) => name === prefix || name.startsWith(`${prefix}/`));
  return fitting.reduce<Stance | undefined>(
    (best, each) => (best && best.prefix.length >= each.prefix.length ? best : each),
    undefined,
  );
}

/** A shipped policy by its id. */
export function shippedPolicy(id: string): Policy | undefined {
  const shipped = SHIPPED.find((policy) => policy.id === id);
  return shipped && { origin: 'shipped', ...shipped };
}

/** The ids of the shipped policies. */
export const POLICY_IDS: readonly string[] = SHIPPED.map(({ id }) => id);
