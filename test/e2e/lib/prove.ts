import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Case, Proof } from './cases.ts';
import { IMAGE_CHECKS } from './checks.ts';
import { type Created, copyProject, create } from './create.ts';
import { build, type Engine, imageConfig, imageSize, removeImage, whyFailed } from './engine.ts';
import { readImage } from './layers.ts';
import { discard, healthy, start, stop, writablePaths } from './lockdown.ts';
import { probe } from './probe.ts';
import { type PrivateRegistry, servePackages } from './registry.ts';
import type { Row } from './report.ts';
import { markedCaches, secretFiles } from './secrets.ts';
import { writableInside } from './writable.ts';

/** What a proof measured and what it found wrong; the image holds when `problems` is empty. */
export interface Proven {
  readonly row: Row;
  readonly problems: readonly string[];
}

const STOP_SECONDS = 2;

/** From a copy of a project to an image that ran, was taken apart, and is gone again. */
export async function prove(engine: Engine, proof: Proof): Promise<Proven> {
  const root = await mkdtemp(join(tmpdir(), 'e2e-'));
  const name = `${proof.case.name}-${proof.base}`.toLowerCase();
  const image = `csd-e2e-${name}`;
  try {
    await copyProject(`${proof.case.directory}/project`, join(root, 'service'));
    const created = await create(join(root, 'service'), name, ['--base', proof.base, ...(proof.case.flags ?? [])]);
    return await proveImage(engine, proof, created, image);
  } finally {
    await removeImage(image);
    await rm(root, { recursive: true, force: true });
  }
}

async function proveImage(engine: Engine, proof: Proof, created: Created, image: string): Promise<Proven> {
  const marker = `marker${randomBytes(12).toString('hex')}`;
  const row: Record<string, string | number> = { case: proof.case.name, base: proof.base };
  const problems: string[] = [];

  row.build = await seconds(() => buildCase(engine, proof.case, created, image, marker, problems));
  if (problems.length > 0) return { row: { ...row, verdict: 'not built' }, problems };
  row.MB = Math.round((await imageSize(image)) / 1e6);

  const running = await runLockedDown(engine, proof.case, created, image);
  row.stop = running.stop;
  problems.push(...running.problems);
  problems.push(...(await takeApart(engine, proof.case, created, image, marker)));
  return { row: { ...row, verdict: problems.length === 0 ? 'ok' : `${problems.length} wrong` }, problems };
}

async function buildCase(
  engine: Engine,
  { secrets = {}, registry, directory }: Case,
  created: Created,
  image: string,
  marker: string,
  problems: string[],
): Promise<void> {
  const files = await secretFiles(secrets, marker);
  const given = Object.fromEntries(Object.entries(files).filter(([id]) => created.secrets.includes(id)));
  const served: PrivateRegistry | undefined = registry
    ? await servePackages(`${directory}/packages`, registry, marker)
    : undefined;
  const outcome = await build(engine, {
    tag: image,
    context: created.root,
    file: join(created.root, created.file),
    secrets: given,
    // what another build left would prove nothing about the secret
    noCache: served !== undefined,
  });
  await served?.close();
  if (outcome.code !== 0) problems.push(`build: ${whyFailed(outcome)}`);
  else if (served?.downloads() === 0) problems.push('the private registry was never asked');
}

/** Runs an image locked down: it answers, the engine finds it healthy, and SIGTERM ends it soon. */
export async function runLockedDown(
  engine: Engine,
  { environment, pages }: Pick<Case, 'environment' | 'pages'>,
  created: Created,
  image: string,
): Promise<{ stop: string; problems: string[] }> {
  const running = await start(engine, image, created, environment);
  const problems: string[] = [];
  try {
    const wrong = await probe(running.url, pages);
    if (wrong) problems.push(`answer: ${wrong}`);
    if (!(await healthy(running.container))) problems.push('health: the engine never said healthy');
    const stopped = await stop(running.container);
    if (stopped.seconds > STOP_SECONDS)
      problems.push(`stop: took ${stopped.seconds.toFixed(1)} s, exit ${stopped.code}`);
    return { stop: `${stopped.seconds.toFixed(2)} s`, problems };
  } finally {
    const last = await discard(running);
    if (problems.length > 0) problems.push(`its last lines:\n${last}`);
  }
}

async function takeApart(
  engine: Engine,
  { secrets }: Case,
  created: Created,
  image: string,
  marker: string,
): Promise<string[]> {
  const config = await imageConfig(image);
  const { merged, marked } = await readImage(image, marker);
  const writable = writablePaths(created.runOptions);
  const problems = IMAGE_CHECKS.flatMap(({ name, broken }) => {
    const found = broken({ merged, config, writable });
    return found.length === 0 ? [] : [`${name}: ${found.length}: ${found.slice(0, 5).join(', ')}`];
  });
  const atRunTime = await writableInside(image, config, writable);
  if (atRunTime.length > 0) problems.push(`writable when run: ${atRunTime.slice(0, 5).join(', ')}`);
  if (secrets) {
    const caches = await markedCaches(engine, created.text, marker);
    problems.push(...[...marked, ...caches].map((place) => `secret: ${place}`));
  }
  return problems;
}

async function seconds(work: () => Promise<void>): Promise<string> {
  const started = performance.now();
  await work();
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}
