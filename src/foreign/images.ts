import { DOCKER_HUB, type ImageReference, parseReference } from '../images/reference.ts';

/** What the name of an image tells. */
export interface KnownImage {
  readonly reference: ImageReference;
  /** The stack whose services it is made for, or null. */
  readonly stack: string | null;
  /** The kind of base that it is (`--base`), or null when it is none of ours. */
  readonly family: string | null;
  /** The runtime's version as its tag or name has it, or null. */
  readonly version: string | null;
  /** Whether it comes from a registry of the user's own. */
  readonly own: boolean;
}

interface Rule {
  readonly name: RegExp;
  read(tag: string, match: RegExpExecArray): Pick<KnownImage, 'stack' | 'family' | 'version'>;
}

/** Images by registry and path, the first that matches counts. Mirrors keep the last parts of the path. */
const RULES: readonly Rule[] = [
  {
    name: /\/distroless\/nodejs(\d{1,3})?(?:-debian\d{1,3})?$/,
    read: (tag, [, version]) => ({ stack: 'node', family: 'distroless', version: version ?? versionOf(tag) }),
  },
  {
    name: /\/distroless\/python3(?:-debian\d{1,3})?$/,
    read: () => ({ stack: 'python', family: 'distroless', version: null }),
  },
  { name: /\/distroless\/[\w.-]+$/, read: () => ({ stack: null, family: 'distroless', version: null }) },
  {
    name: /^cgr\.dev\/[\w.-]+\/node$/,
    read: (tag) => ({ stack: 'node', family: 'chainguard', version: versionOf(tag) }),
  },
  {
    name: /^cgr\.dev\/[\w.-]+\/python$/,
    read: (tag) => ({ stack: 'python', family: 'chainguard', version: versionOf(tag) }),
  },
  { name: /^cgr\.dev\//, read: () => ({ stack: null, family: 'chainguard', version: null }) },
  { name: /^dhi\.io\/node$/, read: (tag) => ({ stack: 'node', family: 'hardened', version: versionOf(tag) }) },
  { name: /^dhi\.io\/python$/, read: (tag) => ({ stack: 'python', family: 'hardened', version: versionOf(tag) }) },
  { name: /^dhi\.io\//, read: () => ({ stack: null, family: 'hardened', version: null }) },
  {
    name: /\/library\/node$/,
    read: (tag) => ({ stack: 'node', family: /alpine/.test(tag) ? 'alpine' : 'slim', version: versionOf(tag) }),
  },
  {
    name: /\/library\/python$/,
    read: (tag) => ({ stack: 'python', family: /alpine/.test(tag) ? 'alpine' : 'slim', version: versionOf(tag) }),
  },
  {
    name: /\/dotnet\/(?:core\/)?(?:aspnet|runtime|runtime-deps|sdk)$/,
    read: (tag) => ({
      stack: 'dotnet',
      family: /alpine/.test(tag) ? 'alpine' : /chiseled|distroless/.test(tag) ? 'distroless' : 'slim',
      version: versionOf(tag),
    }),
  },
  { name: /\/oven\/bun$/, read: () => ({ stack: 'node', family: null, version: null }) },
  {
    name: /\/(?:[\w.-]*[._-])?node(?:js)?-?(\d{1,3})?(?:[._-][\w.-]*)?$/,
    read: (tag, [, version]) => ({ stack: 'node', family: null, version: version ?? versionOf(tag) }),
  },
];

/** Words that stand for a line of releases; `latest` and `current` stand for whatever is newest, which says nothing. */
const CODENAMES = /^(?:lts|argon|boron|carbon|dubnium|erbium|fermium|gallium|hydrogen|iron|jod|krypton|lithium)$/;

/** Registries that everybody can publish in: an image from there is nobody's own base. */
const PUBLIC = new Set([
  DOCKER_HUB,
  'gcr.io',
  'cgr.dev',
  'dhi.io',
  'mirror.gcr.io',
  'public.ecr.aws',
  'mcr.microsoft.com',
  'quay.io',
]);

/** What an image's name tells; undefined when it is no reference. */
export function knownImage(text: string): KnownImage | undefined {
  const reference = parsed(text);
  if (!reference) return undefined;
  const name = `${reference.registry}/${reference.repository}`;
  for (const rule of RULES) {
    const match = rule.name.exec(name);
    if (match) return { reference, own: !PUBLIC.has(reference.registry), ...rule.read(reference.tag ?? '', match) };
  }
  return { reference, stack: null, family: null, version: null, own: !PUBLIC.has(reference.registry) };
}

function parsed(text: string): ImageReference | undefined {
  try {
    return parseReference(text);
  } catch {
    return undefined;
  }
}

/** `22.11-alpine` → `22.11`, `lts-slim` → `lts`; null when the tag names a variant only, or moves. */
function versionOf(tag: string): string | null {
  const [first = ''] = tag.split('-');
  if (/^v?\d{1,3}(?:\.\d{1,4}){0,2}$/.test(first)) return first.replace(/^v/, '');
  return CODENAMES.test(first) ? first : null;
}
