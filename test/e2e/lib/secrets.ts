import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type Engine, whyFailed } from './engine.ts';

/** Writes the secrets into files of their own, with the marker in its place. Id → path. */
export async function secretFiles(
  secrets: Readonly<Record<string, string>>,
  marker: string,
): Promise<Record<string, string>> {
  const directory = await mkdtemp(join(tmpdir(), 'secret-'));
  const files: Record<string, string> = {};
  for (const [id, content] of Object.entries(secrets)) {
    files[id] = join(directory, id);
    await writeFile(files[id], content.replaceAll('{marker}', marker), { mode: 0o600 });
  }
  return files;
}

/**
 * Looks for bytes in every cache that a Dockerfile mounts, by a later build with the same cache ids. The marker comes into
 * that build as a secret, so that the search does not find itself.
 * @returns files with the marker, and caches that are empty (then nothing was proven), one text each
 */
export async function markedCaches(engine: Engine, dockerfile: string, marker: string): Promise<string[]> {
  const ids = [...dockerfile.matchAll(/type=cache,[^\s\\]*?id=([\w.-]+)/g)].map(([, id]) => id as string);
  const context = await mkdtemp(join(tmpdir(), 'caches-'));
  const { marker: secret = '' } = await secretFiles({ marker: '{marker}' }, marker);
  try {
    await writeFile(join(context, 'Dockerfile'), searching(dockerfile, [...new Set(ids)]));
    const output = join(context, 'output');
    const outcome = await build(engine, { context, output, secrets: { marker: secret }, noCache: true });
    if (outcome.code !== 0) throw new Error(`the caches could not be searched: ${whyFailed(outcome)}`);
    return (await readFile(join(output, 'found'), 'utf8')).split('\n').filter(Boolean);
  } finally {
    await rm(context, { recursive: true, force: true });
  }
}

function searching(dockerfile: string, ids: readonly string[]): string {
  const [, base = 'scratch'] = /^FROM (\S+)/m.exec(dockerfile) ?? [];
  const steps = ids.map(
    (id) => `RUN --mount=type=cache,id=${id},target=/caches/${id} --mount=type=secret,id=marker,target=/marker \\
    test -n "$(find /caches/${id} -type f -print -quit)" || echo "the cache ${id} is empty" >> /found; \\
    grep -raFlf /marker /caches/${id} >> /found || true`,
  );
  return [
    `FROM ${base} AS search\nRUN : > /found\n`,
    ...steps.map((step) => `${step}\n`),
    'FROM scratch\nCOPY --from=search /found /found\n',
  ].join('');
}
