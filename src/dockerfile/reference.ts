/** An image reference in its parts, as it is written. Nothing is filled in: no `docker.io`, no `latest`. */
export interface WrittenReference {
  /** Everything before tag and digest: `node`, `gcr.io/distroless/cc`. */
  readonly name: string;
  readonly tag: string | null;
  /** `sha256:…` */
  readonly digest: string | null;
}

/** Splits an image reference; a port (`host:5000/name`) is not taken for a tag. */
export function splitReference(reference: string): WrittenReference {
  const at = reference.indexOf('@');
  const digest = at === -1 ? null : reference.slice(at + 1);
  const rest = at === -1 ? reference : reference.slice(0, at);
  const colon = rest.lastIndexOf(':');
  if (colon === -1 || rest.indexOf('/', colon) !== -1) return { name: rest, tag: null, digest };
  return { name: rest.slice(0, colon), tag: rest.slice(colon + 1), digest };
}

/** Whether a digest is one: an algorithm and its hexadecimal value in full length. */
export function isDigest(digest: string): boolean {
  return /^(?:sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/.test(digest);
}
