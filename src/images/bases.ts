/** A family of parent images: one choice of the question `--base`. Which images it has for a runtime is the stack's to say. */
export interface BaseFamily {
  /** What `--base` takes. */
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  /** The numeric user that the runtime stage runs as, by runtime; `other` for runtimes without a row of their own. */
  readonly uid: Readonly<Record<string, number>> & { readonly other: number };
  /** The user that the image itself names; when it is not root, a stage must not go back to root. */
  readonly imageUser: 'root' | 'unprivileged';
  /** Whether its runtime images have a shell, so whether RUN works in the last stage. */
  readonly shell: boolean;
  /** Compressed size of its smallest image and which one that is; null when nobody measured it. A language's runtime adds to it. */
  readonly size: { readonly megabytes: number; readonly of: string } | null;
  /** Who signs it, in plain words. */
  readonly signedBy: string;
  /** What to know before choosing it. */
  readonly note: string | null;
}

const UNSIGNED = 'pinned, not signed by its publisher';

/** In the order of the question; the first is the default. */
export const BASES: readonly BaseFamily[] = [
  {
    id: 'slim',
    title: 'Debian slim',
    publisher: 'Docker Official Images',
    // 1000 is the user that the official image has; where it has none, a number above those of people and of other images.
    uid: { node: 1000, other: 10001 },
    imageUser: 'root',
    shell: true,
    size: { megabytes: 31.5, of: 'debian:trixie-slim' },
    signedBy: UNSIGNED,
    note: null,
  },
  {
    id: 'distroless',
    title: 'Distroless',
    publisher: 'Google',
    uid: { other: 65532 },
    imageUser: 'unprivileged',
    shell: false,
    size: { megabytes: 2, of: 'static' },
    signedBy: 'signed by Google, keyless as keyless@distroless.iam.gserviceaccount.com',
    note: 'Tags follow the major version only.',
  },
  {
    id: 'alpine',
    title: 'Alpine',
    publisher: 'Docker Official Images',
    uid: { node: 1000, other: 10001 },
    imageUser: 'root',
    shell: true,
    size: { megabytes: 3.5, of: 'alpine' },
    signedBy: UNSIGNED,
    note: 'musl instead of glibc: native modules may need to be compiled, and Node.js calls its musl builds experimental.',
  },
  {
    id: 'chainguard',
    title: 'Chainguard',
    publisher: 'Chainguard',
    uid: { other: 65532 },
    imageUser: 'unprivileged',
    shell: false,
    size: null,
    signedBy: 'signed by Chainguard, keyless by its release workflow on GitHub',
    note: 'The free tier only has latest: the digest holds the version still, an update may bring the next major one.',
  },
  {
    id: 'hardened',
    title: 'Docker Hardened Images',
    publisher: 'Docker',
    uid: { node: 1000, deno: 1993, other: 65532 },
    imageUser: 'unprivileged',
    shell: false,
    size: null,
    signedBy: "signed by Docker with its hardened images' key",
    note: 'Needs docker login dhi.io (a free account), on every machine that builds.',
  },
];

/** The family that `--base` names, or undefined: then it is an image reference of the user's own. */
export function baseFamily(id: string): BaseFamily | undefined {
  return BASES.find((family) => family.id === id);
}

/** The numeric user of a family's runtime stage for a runtime (`node`, `python` …). */
export function baseUid(family: BaseFamily, runtime: string): number {
  return (Object.hasOwn(family.uid, runtime) ? family.uid[runtime] : undefined) ?? family.uid.other;
}

/** The facts of a family in one line, for the question. */
export function baseFacts(family: BaseFamily, runtime: string): string {
  const facts = [
    family.publisher,
    `user ${baseUid(family, runtime)}`,
    family.shell ? 'has a shell' : 'no shell',
    family.size === null ? 'size unknown' : `from ${family.size.megabytes} MB (${family.size.of})`,
    family.signedBy,
  ];
  return facts.join(', ') + (family.note === null ? '' : `. ${family.note}`);
}
