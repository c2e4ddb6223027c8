import { type ImageName, leadingVersion } from '../core/foreign-names.ts';
import type { Stack } from '../core/stack.ts';
import { DOCKER_HUB, type ImageReference, readReference } from '../images/reference.ts';

/** What the name of an image tells. */
export interface KnownImage {
  readonly reference: ImageReference;
  /** The stacks whose services are built or run in it, each with the runtime's version as the name or the tag has it. */
  readonly stacks: ReadonlyMap<string, string | null>;
  /** The kind of base that it is (`--base`), or null when it is none of ours. */
  readonly family: string | null;
  /** Whether it is a system without a runtime of any stack. */
  readonly system: boolean;
  /** What it starts a CMD with. */
  readonly entrypoint: readonly string[];
  /** Whether its stack has no other for what runs on it. */
  readonly only: boolean;
  /** Whether it comes from a registry of the user's own. */
  readonly own: boolean;
}

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

/** Publishers' images lie there, and everybody's own. */
const SHARED = 'ghcr.io';

/** Kinds of base by registry and path; whatever runs there, it stays on one of its kind. */
const KINDS: readonly (readonly [name: RegExp, family: string])[] = [
  [/\/distroless\/[\w.-]+$/, 'distroless'],
  [/^cgr\.dev\//, 'chainguard'],
  [/^dhi\.io\//, 'hardened'],
];
/** Systems without any runtime: the kind of base that they are for a program that was built elsewhere. */
const SYSTEMS: readonly (readonly [name: RegExp, family: string])[] = [
  [/\/library\/alpine$/, 'alpine'],
  [/\/library\/(?:debian|ubuntu|buildpack-deps)$/, 'slim'],
  [/\/library\/scratch$/, 'distroless'],
];

/** What an image's name tells; undefined when it is no reference. */
export function knownImage(text: string, stacks: readonly Stack[]): KnownImage | undefined {
  const reference = readReference(text);
  if (!reference) return undefined;
  const name = `${reference.registry}/${reference.repository}`;
  const tag = reference.tag ?? '';
  const matches = stacks.flatMap(({ id, foreign }) => matchOf(id, foreign?.images ?? [], name));
  const exact = matches.filter(({ row }) => row.base !== 'other');
  const said = exact.length > 0 ? exact : matches;
  const kind = kindIn(KINDS, name) ?? (exact.length > 0 ? kindByName(`${reference.repository}:${tag}`) : null);
  const system = kindIn(SYSTEMS, name);
  const only = said.some(({ row }) => row.base === 'only');
  return {
    reference,
    stacks: new Map(said.map(({ id, row, version }) => [id, version ?? (row.version ?? leadingVersion)(tag)])),
    family: only ? null : (kind ?? system ?? null),
    system: kind === null && system !== undefined,
    only,
    entrypoint: said.find(({ row }) => row.entrypoint)?.row.entrypoint ?? [],
    own: !PUBLIC.has(reference.registry) && !(reference.registry === SHARED && exact.length > 0),
  };
}

interface Match {
  readonly id: string;
  readonly row: ImageName;
  readonly version: string | undefined;
}

/** The first of a stack's rows that matches counts. */
function matchOf(id: string, rows: readonly ImageName[], name: string): Match[] {
  for (const row of rows) {
    const match = row.name.exec(name);
    if (match) return [{ id, row, version: match[1] }];
  }
  return [];
}

function kindIn(kinds: typeof KINDS, name: string): string | undefined {
  return kinds.find(([pattern]) => pattern.test(name))?.[1];
}

function kindByName(name: string): string {
  if (/alpine/.test(name)) return 'alpine';
  return /chiseled|distroless/.test(name) ? 'distroless' : 'slim';
}
