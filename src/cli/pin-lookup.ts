import type { Pin } from '../core/stack.ts';
import { splitReference } from '../dockerfile/reference.ts';
import { type ErrorCode, UserError } from '../errors.ts';
import { catalogueDigest, daysBetween } from '../images/catalogue.ts';
import { type Answer, askRegistries, type ResolveDigest } from '../images/lookup.ts';
import { type Registries, rewrite } from '../images/options.ts';
import { canonical, type ImageReference, parseReference, tagOf } from '../images/reference.ts';
import type { Failure, Known } from '../pin/decide.ts';

/** Where digests come from. */
export interface Sources {
  readonly resolve: ResolveDigest;
  readonly registries: Registries;
  readonly offline: boolean;
  readonly lock: readonly Pin[];
  /** The day (UTC) of the run. */
  readonly today: string;
}

/** What was learnt of an image. */
export interface Learnt {
  readonly known: Known | undefined;
  readonly source: 'registry' | 'lock' | 'catalogue' | null;
  readonly kind: 'index' | 'manifest' | null;
}

/**
 * Asks for the tags of these references, each distinct image once: the registry, or (offline, or when it cannot be reached)
 * the lock and the catalogue. Never throws for one image: what went wrong is part of what was learnt.
 */
export async function learn(references: readonly string[], sources: Sources): Promise<ReadonlyMap<string, Learnt>> {
  const learnt = new Map<string, Learnt>();
  const asked = new Map<string, { readonly image: ImageReference; readonly references: string[] }>();
  for (const reference of new Set(references)) {
    try {
      const image = imageOf(reference, sources);
      const same = asked.get(canonical(image)) ?? { image, references: [] };
      same.references.push(reference);
      asked.set(canonical(image), same);
    } catch (error) {
      learnt.set(reference, failed(error));
    }
  }
  const images = [...asked.values()].map(({ image }) => image);
  const answers = sources.offline ? undefined : await askRegistries(images, sources.resolve);
  for (const { image, references: same } of asked.values()) {
    const answer = conclude(image, answers?.get(image), sources);
    for (const reference of same) learnt.set(reference, answer);
  }
  return learnt;
}

/**
 * What kind of thing digests are that tags have left: `manifest` is one platform's, `gone` is no longer at the registry.
 * @param references with their digests
 */
export async function kindsOf(references: readonly string[], sources: Sources) {
  const images = new Map(references.map((each) => [each, withPrefix(parseReference(each), sources)]));
  const answers = await askRegistries([...images.values()], sources.resolve);
  return new Map(
    [...images].map(([reference, image]) => {
      const answer = answers.get(image);
      if (answer === undefined || 'digest' in answer) return [reference, answer?.kind ?? null] as const;
      return [reference, answer.error.code === 'registry' ? ('gone' as const) : null] as const;
    }),
  );
}

/** Since when a digest is known, and how many days that is; undefined when nobody has dated it. */
export function knownSince(image: string, digest: string, { lock, today }: Sources) {
  const { tag, name } = splitReference(image);
  const reference = tag === null ? name : `${name}:${tag}`;
  const locked = lock.find((pin) => pin.digest === digest && pin.source !== 'manual');
  const entry = catalogueDigest(reference);
  const since = locked?.resolvedAt ?? (entry?.digest === digest ? entry.observed : undefined);
  return since === undefined ? undefined : { since, days: Math.max(0, daysBetween(since, today)) };
}

function imageOf(reference: string, sources: Sources): ImageReference {
  const image = parseReference(reference);
  return withPrefix({ ...image, tag: tagOf({ ...image, digest: null }), digest: null }, sources);
}

/** `--registry`: the digest is asked at the prefix, the name in the file stays. */
function withPrefix(image: ImageReference, { registries }: Sources): ImageReference {
  return parseReference(rewrite(canonical(image), registries));
}

function conclude(image: ImageReference, answer: Answer | undefined, sources: Sources): Learnt {
  if (answer !== undefined && 'digest' in answer) {
    const note = answer.kind === 'index' ? {} : { note: 'its tag names an image for one platform' };
    return { known: { from: 'registry', digest: answer.digest, ...note }, source: 'registry', kind: answer.kind };
  }
  if (answer !== undefined && answer.error.code !== 'registry-unreachable') return failed(answer.error);
  const found = remembered(image, sources);
  if (found !== undefined) {
    const { source, digest, kind, day } = found;
    const days = daysBetween(day, sources.today);
    const note = `from the ${source === 'lock' ? 'lock' : 'built-in catalogue'}, seen on ${day}, ${days} days ago`;
    return { known: { from: 'memory', digest, note, fault: answer?.error.message ?? null }, source, kind };
  }
  if (answer !== undefined) return failed(answer.error);
  const why = 'neither the lock nor the built-in catalogue has its digest, and --offline asks no registry';
  return { known: { from: 'nowhere', failure: 'refused', missing: false, why }, source: null, kind: null };
}

function remembered(image: ImageReference, { lock }: Sources) {
  const wanted = canonical(image);
  const pin = lock.find(({ reference, digest }) => digest !== null && canonical(parseReference(reference)) === wanted);
  if (pin?.digest) return { source: 'lock', digest: pin.digest, kind: pin.kind, day: pin.resolvedAt } as const;
  const entry = catalogueDigest(image);
  return entry && ({ source: 'catalogue', digest: entry.digest, kind: entry.kind, day: entry.observed } as const);
}

const FAILURES: Partial<Record<ErrorCode, Failure>> = { signature: 'signature', 'registry-unreachable': 'passing' };

function failed(error: unknown): Learnt {
  if (!(error instanceof UserError)) throw error;
  const { code, message } = error;
  const failure = FAILURES[code] ?? 'refused';
  return { known: { from: 'nowhere', failure, missing: code === 'registry', why: message }, source: null, kind: null };
}
