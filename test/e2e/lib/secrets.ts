import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type Engine, whyFailed } from './engine.ts';

/** Writes the secrets into files of a folder, with the marker in its place. Id → path. */
export async function secretFiles(
  directory: string,
  secrets: Readonly<Record<string, string>>,
  marker: string,
): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const [id, content] of Object.entries(secrets)) {
    files[id] = join(directory, `secret-${id}`);
    await writeFile(files[id], content.replaceAll('{marker}', marker), { mode: 0o600 });
  }
  return files;
}

/**
 * Looks for bytes in every cache that a Dockerfile mounts, by a later build with the same cache ids. The marker comes into
 * that build as a secret, so that the search does not find itself.
 * @param contexts what stands in for images, as in the build itself
 * @returns files with the marker, and caches that are empty (then nothing was proven), one text each
 */
export async function markedCaches(
  engine: Engine,
  dockerfile: string,
  marker: string,
  contexts: Readonly<Record<string, string>> = {},
): Promise<string[]> {
  const ids = [...dockerfile.matchAll(/type=cache,[^\s\\]*?id=([\w.-]+)/g)].map(([, id]) => id as string);
  const context = await mkdtemp(join(tmpdir(), 'caches-'));
  try {
    const secrets = await secretFiles(context, { marker: '{marker}' }, marker);
    await writeFile(join(context, 'Dockerfile'), searching(dockerfile, [...new Set(ids)], marker));
    const output = join(context, 'output');
    const outcome = await build(engine, { context, output, secrets, contexts });
    if (outcome.code !== 0) throw new Error(`the caches could not be searched: ${whyFailed(outcome)}`);
    return (await readFile(join(output, 'found'), 'utf8')).split('\n').filter(Boolean);
  } finally {
    await rm(context, { recursive: true, force: true });
  }
}

/**
 * Not by `--no-cache`: that gives cache mounts a fresh folder too, as does sharing a cache that another build has locked. What
 * is new in every search is the name of its stage's file.
 */
function searching(dockerfile: string, ids: readonly string[], marker: string): string {
  const [, base = 'scratch'] = /^FROM (\S+)/m.exec(dockerfile) ?? [];
  const hash = createHash('sha256').update(marker).digest('hex');
  const steps = ids.map(
    (
      id,
    ) => `RUN --mount=type=cache,id=${id},target=/caches/${id},sharing=locked --mount=type=secret,id=marker,target=/marker \\
    test -n "$(find /caches/${id} -type f -print -quit)" || echo "the cache ${id} is empty" >> /found; \\
    grep -raFlf /marker /caches/${id} >> /found || true`,
  );
  return [
    `FROM ${base} AS search\nRUN : > /found && : > /${hash}\n`,
    ...steps.map((step) => `${step}\n`),
    'FROM scratch\nCOPY --from=search /found /found\n',
  ].join('');
}
