import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { EXIT, UserError } from '../../src/errors.ts';
import type { CatalogueEntry } from '../../src/images/catalogue.ts';
import { askRegistries, type ResolveDigest } from '../../src/images/lookup.ts';
import { isLoopback, type Mirrors } from '../../src/images/options.ts';
import { parseReference } from '../../src/images/reference.ts';
import { applyChanges } from '../../src/io/apply.ts';
import { realRoot } from '../../src/io/project.ts';
import { readTarget } from '../../src/io/target.ts';
import { catalogueFile } from './file.ts';
import { type Refresh, refresh } from './refresh.ts';

/** What `npm run catalogue` works on. */
export interface Catalogue {
  /** What it is to hold. */
  readonly references: readonly string[];
  /** What it holds. */
  readonly known: readonly CatalogueEntry[];
  /** Where it stands: src/images/catalogue-data.ts. */
  readonly file: string;
  readonly mirrors: Mirrors;
  readonly resolve: ResolveDigest;
  /** The day (UTC) of the run. */
  readonly today: string;
  readonly print: (line: string) => void;
  readonly warn: (line: string) => void;
}

/**
 * `npm run catalogue [-- --check | --out FILE]`: asks the registries for every image of the catalogue and writes what they say.
 * @returns the exit code: 1 when `--check` finds what is behind; 75 or 2 when a registry did not answer, or not with a digest
 * @throws UserError `usage` for a wrong flag, and for digests of a registry on this machine that were to become the catalogue
 */
export async function catalogueCommand(words: readonly string[], catalogue: Catalogue): Promise<number> {
  const { check, out } = readWords(words);
  if (!check) refuseStandIns(catalogue, out);
  const { references, known, today, print, warn } = catalogue;
  warn(`asking for ${references.length} images`);
  const images = new Map(references.map((reference) => [parseReference(reference), reference]));
  const asked = await askRegistries([...images.keys()], catalogue.resolve);
  const answers = new Map([...asked].map(([image, answer]) => [images.get(image) ?? '', answer]));
  const result = refresh(references, known, answers, today);
  for (const line of linesOf(result)) print(line);
  for (const { reference, error } of result.unresolved)
    warn(`not resolved, left as it was: ${reference}: ${error.message}`);
  if (!check) write(out ?? catalogue.file, catalogueFile(result.entries));
  if (check && result.moved.length + result.dropped.length > 0) return EXIT.findings;
  return unresolvedCode(result);
}

function readWords(words: readonly string[]): { readonly check: boolean; readonly out: string | undefined } {
  const options = { check: { type: 'boolean', default: false }, out: { type: 'string' } } as const;
  try {
    const { check, out } = parseArgs({ args: [...words], options }).values;
    return { check, out };
  } catch (error) {
    throw new UserError(
      'usage',
      error instanceof Error ? error.message : String(error),
      'npm run catalogue [-- --check | --out FILE]',
    );
  }
}

/** The digests of a registry on this machine are as good as made up: they may be looked at, never committed. */
function refuseStandIns({ references, mirrors, file }: Catalogue, out: string | undefined): void {
  if (out !== undefined && placeOf(out) !== placeOf(file)) return;
  const registries = new Set(references.map((reference) => parseReference(reference).registry));
  for (const registry of registries) {
    const host = mirrors.get(registry)?.host ?? registry;
    if (!isLoopback(host)) continue;
    const message = `${registry} is asked on this machine (${host}): its digests are not written into the catalogue`;
    throw new UserError('usage', message, 'Give --out FILE to write them elsewhere, or --check to compare only.');
  }
}

function placeOf(file: string): string {
  return existsSync(file) ? realpathSync(file) : resolve(file);
}

function write(file: string, text: string): void {
  const [root, path] = [realRoot(dirname(resolve(file))), basename(file)];
  const before = readTarget(root, path).text;
  if (before !== text) applyChanges(root, [{ path, before, after: text }]);
}

function linesOf({ moved, confirmed, unresolved, dropped }: Refresh): string[] {
  const short = (digest: string) => `${digest.slice(0, 19)}…`;
  const changes = moved.map(({ reference, before, now: { digest, kind } }) => {
    const what = kind === 'manifest' ? ', one platform only' : '';
    return `${reference}: ${before === null ? 'new' : short(before)} → ${short(digest)}${what}`;
  });
  const gone = dropped.map((reference) => `${reference}: no longer named`);
  const count = `${moved.length} moved, ${confirmed} confirmed, ${unresolved.length} not resolved`;
  return [...changes, ...gone, count];
}

function unresolvedCode({ unresolved }: Refresh): number {
  if (unresolved.length === 0) return EXIT.clean;
  return unresolved.every(({ error }) => error.exitCode === EXIT.passingFault) ? EXIT.passingFault : EXIT.cannotRun;
}
