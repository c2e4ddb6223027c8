/** Pages of `explain` that are about no single rule. */
export interface Topic {
  readonly id: string;
  readonly title: string;
  /** Other words that people look for it by. */
  readonly also: readonly string[];
  readonly text: string;
}

export const TOPICS: readonly Topic[] = [
  {
    id: 'content-trust',
    title: 'Docker Content Trust is over; what takes its place',
    also: ['dct', 'notary', 'docker_content_trust', 'trust'],
    text: `What it was
  With DOCKER_CONTENT_TRUST=1 docker pull and docker build took only tags that their publisher had signed. A server named
  Notary kept the signatures, for Docker Hub notary.docker.io. Nobody else could move a signed tag.

What happened to it
  July 2025      Docker announces its end: fewer than one pull in two thousand used it. Notary's repository is archived.
  August 2025    The oldest certificates of the Docker Official Images expire, and are not renewed.
  October 2025   docker 29 leaves it and the command "docker trust" out.
  8 December 2026  notary.docker.io shuts down.

Why DOCKER_CONTENT_TRUST=1 now breaks pulls
  A docker that still knows the variable (28 and older) asks notary.docker.io for the signature of every tag. Those
  signatures have expired, and from 8 December 2026 nobody answers: every pull and every build that pulls fails. A newer
  docker does not know the variable: it pulls, and checks nothing. So it breaks builds, or promises what it does not do.
  Take it out of shells and CI:
    unset DOCKER_CONTENT_TRUST DOCKER_CONTENT_TRUST_SERVER

What takes its place here
  1. The digest. A tag that is moved does not reach a build that names image:tag@sha256:…, and create, update and pin
     write no image without one.
  2. The signature, where the publisher makes one: distroless, Chainguard, Docker Hardened Images and Docker's own
     Dockerfile frontend sign with Sigstore. It is checked when a digest is pinned, before a line is written, and by
       npx create-secure-dockerfile verify gcr.io/distroless/static-debian13:nonroot
     For your own images name who signs in secure-dockerfile.json:
       "signatures": { "registry.example.com/team": { "policy": "require", "key": "cosign.pub" } }
  3. The plain words, where nobody signs. Docker Official Images (node, python, debian …) got no signature in the place
     of the old one: "pinned, not signed by its publisher" is all that can be said of them.
  4. Signing your own: cosign sign, with a key or without one; docker buildx build --sbom=true --provenance=mode=max.

What it does not replace
  Images signed with Notation (Microsoft) or GPG (Red Hat) cannot be checked by this tool; it says so, and pins them.`,
  },
];

/** The topic that goes by a word, or undefined. */
export function topicNamed(word: string): Topic | undefined {
  const name = word.trim().toLowerCase();
  return TOPICS.find(({ id, also }) => id === name || also.includes(name));
}

/** All topics, for `explain` without a word. */
export function topicList(): string {
  const lines = TOPICS.map(({ id, title }) => `  ${id}  ${title}`);
  return ['Topics (explain TOPIC)', ...lines, '', 'The command list shows the rules (explain RULE).'].join('\n');
}
