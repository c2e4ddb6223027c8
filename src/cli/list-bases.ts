import type { ParentImage } from '../core/stack.ts';
import { catalogueDigest, daysBetween, isStale, STALE_DAYS } from '../images/catalogue.ts';
import { type Support, supportOf, supportText, supportWarning } from '../images/support.ts';
import { runtimesOf } from '../pin/runtime.ts';
import { stacks } from '../stacks/index.ts';
import type { Paint } from './print.ts';

/** An image that our files can name, with all that is known of it without a network. */
export interface BaseImage extends ParentImage {
  /** The catalogue's digest, for runs without a registry; null where it has none. */
  readonly digest: string | null;
  readonly kind: 'index' | 'manifest' | null;
  /** The day on which the digest was seen, and how long ago that is. */
  readonly observed: string | null;
  readonly ageDays: number | null;
  readonly stale: boolean;
  /** How long the runtime and the system in it get security fixes, as far as the name tells. */
  readonly support: readonly (Support & { readonly product: string; readonly version: string })[];
}

/** Every image that a stack can name on a day (UTC, `2026-11-23`), each once. */
export function baseImages(today: string): readonly BaseImage[] {
  const parents = new Map<string, ParentImage>();
  for (const parent of stacks.flatMap((stack) => stack.parents(today)))
    if (!parents.has(parent.reference)) parents.set(parent.reference, parent);
  return [...parents.values()].map((parent) => ({
    ...parent,
    ...seen(parent, today),
    support: supported(parent, today),
  }));
}

function seen({ reference }: ParentImage, today: string) {
  const entry = catalogueDigest(reference);
  if (entry === undefined) return { digest: null, kind: null, observed: null, ageDays: null, stale: false };
  const { digest, kind, observed } = entry;
  return { digest, kind, observed, ageDays: daysBetween(observed, today), stale: isStale(observed, today) };
}

function supported({ reference }: ParentImage, today: string) {
  return runtimesOf(reference).map(({ product, version }) => ({
    product,
    version,
    ...supportOf(product, version, today),
  }));
}

/** What to know about the list itself, one sentence each. */
export function baseWarnings(images: readonly BaseImage[], today: string): string[] {
  const stale = images.filter((image) => image.stale).length;
  const digests = stale === 1 ? '1 digest of the catalogue is' : `${stale} digests of the catalogue are`;
  const old = `${digests} older than ${STALE_DAYS} days: --offline takes what is there, a run with a network asks the registries`;
  return [stale > 0 ? old : undefined, supportWarning(today)].flatMap((warning) => warning ?? []);
}

/** The images for people: under each kind of base what is true of all its images, and a line for each. */
export function basesText(images: readonly BaseImage[], paint: Paint): string {
  const titleOf = ({ base, publisher, signedBy }: BaseImage) => `${base ?? 'any'}: ${publisher}, ${signedBy}`;
  const titles = [...new Set(images.map(titleOf))];
  const rows = new Map(images.map((image) => [image, cellsOf(image)]));
  const widths = [0, 1, 2, 3].map((column) => Math.max(...[...rows.values()].map((row) => row[column]?.length ?? 0)));
  const lineOf = (image: BaseImage) => {
    const cells = (rows.get(image) ?? []).map((cell, column) => cell.padEnd(widths[column] ?? 0));
    const tint = image.stale ? paint.yellow : same;
    return `  ${cells.map((cell, column) => (column === SEEN ? tint(cell) : cell)).join('  ')}`.trimEnd();
  };
  const groupOf = (title: string) => images.filter((image) => titleOf(image) === title).map(lineOf);
  return titles.map((title) => [paint.bold(title), ...groupOf(title)].join('\n')).join('\n\n');
}

/** The column with the age of the digest. */
const SEEN = 3;

function cellsOf({ reference, user, shell, megabytes, observed, ageDays, support }: BaseImage): string[] {
  return [
    reference,
    `user ${user}, ${shell ? 'shell' : 'no shell'}`,
    megabytes === null ? 'size unknown' : `${megabytes} MB`,
    observed === null ? 'no digest' : `seen ${observed}, ${ageDays} days ago`,
    support.map((each) => supportText(each.product, each.version, each)).join(', '),
  ];
}

function same(text: string): string {
  return text;
}
