import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Case, Proof } from './cases.ts';
import { IMAGE_CHECKS } from './checks.ts';
import { type Created, copyProject, createAll } from './create.ts';
import { build, type Engine, imageConfig, imageSize, inspect, logs, removeImage, whyFailed } from './engine.ts';
import { serveGems } from './gems.ts';
import { readImage } from './layers.ts';
import { lockProject } from './lock.ts';
import { discard, type Running, start, stop, unhealthy, writablePaths } from './lockdown.ts';
import { probe } from './probe.ts';
import { servePackages } from './registry.ts';
import type { Row } from './report.ts';
import { markedCaches, secretFiles } from './secrets.ts';
import { standInsOf } from './stand-ins.ts';
import { writableInside } from './writable.ts';

/** What a proof measured and what it found wrong; the image holds when `problems` is empty. */
export interface Proven {
  readonly row: Row;
  readonly problems: readonly string[];
}

const STOP_SECONDS = 2;

interface Subject {
  readonly engine: Engine;
  readonly case: Case;
  readonly created: Created;
  readonly image: string;
  /** The image that stands before it, where there are two: nginx before PHP-FPM. */
  readonly before?: Front;
  /** What stands for the secret; new for every proof. */
  readonly marker: string;
  /** A folder for files of the proof itself. */
  readonly scratch: string;
}

/** An image that is reached in the place of another, whose network it gives. */
interface Front {
  readonly created: Created;
  readonly image: string;
}

/** What building it takes: a front that fetches nothing asks no registry and has no secret. */
function caseOf({ registry, secrets, ...rest }: Case, { created }: Front): Case {
  const fetches = created.secrets.length > 0;
  return { ...rest, ...(fetches && registry ? { registry } : {}), ...(fetches && secrets ? { secrets } : {}) };
}

/** From a copy of a project to an image that ran, was taken apart, and is gone again. */
export async function prove(engine: Engine, proof: Proof): Promise<Proven> {
  const scratch = await mkdtemp(join(tmpdir(), 'e2e-'));
  const name = `${proof.case.name}-${proof.base}`.toLowerCase();
  const image = `csd-e2e-${name}`;
  const marker = `marker${randomBytes(12).toString('hex')}`;
  try {
    const project = join(scratch, 'service');
    await copyProject(`${proof.case.directory}/project`, project);
    if (proof.case.lock) await lockProject(engine, proof.case.lock, project, scratch);
    const [created, front] = await createAll(project, name, ['--base', proof.base, ...(proof.case.flags ?? [])]);
    if (!created) throw new Error('create wrote no Dockerfile');
    const before = front ? { before: { created: front, image: `${image}-front` } } : {};
    return await proveImage({ engine, case: proof.case, created, image, ...before, marker, scratch }, proof.base);
  } finally {
    await removeImage(`${image}-front`);
    await removeImage(image);
    await rm(scratch, { recursive: true, force: true });
  }
}

async function proveImage(subject: Subject, base: string): Promise<Proven> {
  const row: Record<string, string | number> = { case: subject.case.name, base };
  const started = performance.now();
  const { before } = subject;
  const front = before && { ...subject, ...before, case: caseOf(subject.case, before) };
  const problems = [...(await buildCase(subject)), ...(front ? await buildCase(front) : [])];
  row.build = `${((performance.now() - started) / 1000).toFixed(1)} s`;
  if (problems.length > 0) return { row: { ...row, verdict: 'not built' }, problems };
  row.MB = Math.round((await imageSize(subject.image)) / 1e6);

  const { says } = subject.case;
  const running =
    says === undefined
      ? await runLockedDown(subject.engine, subject.case, subject.created, subject.image, before)
      : await runWorker(subject.engine, subject.created, subject.image, says);
  row.stop = running.stop;
  const marked = subject.case.secrets && subject.marker;
  problems.push(...running.problems, ...(await takeApart(subject.image, subject.created, marked)));
  if (before) problems.push(...(await takeApart(before.image, before.created, marked)).map((one) => `front: ${one}`));
  return { row: { ...row, verdict: problems.length === 0 ? 'ok' : `${problems.length} wrong` }, problems };
}

/** Builds with the case's secrets and registry, and looks for the marker in the caches at once: the engine may tidy them up. */
async function buildCase({ engine, case: own, ...subject }: Subject): Promise<string[]> {
  const { secrets, directory } = own;
  const contexts = await standInsOf(engine, own);
  const files = await secretFiles(subject.scratch, secrets ?? {}, subject.marker);
  const wanted = Object.entries(files).filter(([id]) => subject.created.secrets.includes(id));
  // layers that another build left would prove nothing about the secret
  if (secrets) await touchManifest(subject.created.root);
  const served = await serve(engine, own, `${directory}/packages`, subject.marker);
  const outcome = await build(engine, {
    tag: subject.image,
    context: subject.created.root,
    file: join(subject.created.root, subject.created.file),
    secrets: Object.fromEntries(wanted),
    contexts,
  });
  await served?.close();
  if (outcome.code !== 0) return [`build: ${whyFailed(outcome)}`];
  const problems = served?.downloads() === 0 ? ['the private registry was never asked'] : [];
  if (!secrets) return problems;
  const marked = await markedCaches(engine, subject.created.text, subject.marker, contexts);
  const empty = new Set((own.empty ?? []).map((id) => `the cache ${id} is empty`));
  return [...problems, ...marked.filter((place) => !empty.has(place)).map((place) => `secret: ${place}`)];
}

/** The private registry that a case asks for, which knows the marker only. */
async function serve(engine: Engine, { registry, gems }: Case, folder: string, marker: string) {
  if (registry) return servePackages(folder, registry, marker);
  return gems ? serveGems(engine, folder, gems, marker) : undefined;
}

/** A manifest that the install reads, of whichever tool, with something new in it. */
async function touchManifest(root: string): Promise<void> {
  const said = `touched at ${Date.now()}`;
  const xml = ['pom.xml', 'Directory.Build.props'].map((name) => join(root, name)).find((path) => existsSync(path));
  if (xml !== undefined) return appendFile(xml, `<!-- ${said} -->\n`);
  const gemfile = join(root, 'Gemfile');
  if (existsSync(gemfile)) return appendFile(gemfile, `# ${said}\n`);
  const path = ['composer.json', 'package.json']
    .map((name) => join(root, name))
    .find((one) => existsSync(one)) as string;
  const manifest = JSON.parse(await readFile(path, 'utf8')) as object;
  await writeFile(path, JSON.stringify({ ...manifest, description: said }, null, 2));
}

/** What a run found: how long its end took, and what was wrong. */
interface Ran {
  readonly stop: string;
  readonly problems: string[];
}

/** Runs an image locked down: it answers, the engine finds it healthy, and SIGTERM ends it soon. */
export async function runLockedDown(
  engine: Engine,
  { environment, pages }: Pick<Case, 'environment' | 'pages'>,
  created: Created,
  image: string,
  before?: Front,
): Promise<Ran> {
  const front = before && (await start(engine, before.image, before.created));
  const all: Running[] = [...(front ? [front] : [])];
  const problems: string[] = [];
  try {
    const running = await start(engine, image, created, environment, front);
    all.unshift(running);
    const wrong = await probe((front ?? running).url, pages);
    if (wrong) problems.push(`answer: ${wrong}`);
    const ill = (await Promise.all(all.map(({ container }) => unhealthy(container)))).filter(Boolean);
    problems.push(...ill.map((status) => `health: the engine never said healthy: ${status}`));
    const stopped = await stopAll(all);
    return { stop: stopped.stop, problems: [...problems, ...stopped.problems] };
  } finally {
    const last = await Promise.all(all.map(discard));
    if (problems.length > 0) problems.push(`its last lines:\n${last.join('\n--\n')}`);
  }
}

/** Runs what listens nowhere: it says something, goes on, and SIGTERM's stand-in ends it soon. */
export async function runWorker(engine: Engine, created: Created, image: string, says: string): Promise<Ran> {
  const running = await start(engine, image, created);
  try {
    const end = Date.now() + 30_000;
    while (Date.now() < end && !(await logs(running.container)).includes(says))
      await new Promise((resolve) => setTimeout(resolve, 200));
    // one that has nothing more to do is at its end by then
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const goesOn = (await inspect(running.container, '{{.State.Running}}')) === 'true';
    const said = await logs(running.container);
    const stopped = await stopAll([running]);
    const silent = said.includes(says) ? [] : [`says: ${said}`];
    const ended = goesOn ? [] : [`goes on: it ended by itself, having said: ${said}`];
    return { stop: stopped.stop, problems: [...silent, ...ended, ...stopped.problems] };
  } finally {
    await discard(running);
  }
}

/** Ends containers one after the other; the slowest is what counts. */
async function stopAll(all: readonly Running[]): Promise<Ran> {
  const stopped: Awaited<ReturnType<typeof stop>>[] = [];
  for (const { container } of all) stopped.push(await stop(container));
  return {
    stop: `${Math.max(...stopped.map(({ seconds }) => seconds)).toFixed(2)} s`,
    problems: stopped
      .filter(({ seconds }) => seconds > STOP_SECONDS)
      .map(({ seconds, code }) => `stop: took ${seconds.toFixed(1)} s, exit ${code}`),
  };
}

/**
 * What is wrong inside an image: every check of checks.ts, what the process could write, and where a secret was left.
 * @param marker the text that stood for a secret
 */
export async function takeApart(
  image: string,
  created: Pick<Created, 'runOptions'>,
  marker?: string,
): Promise<string[]> {
  const config = await imageConfig(image);
  const { merged, marked } = await readImage(image, marker);
  const writable = writablePaths(created.runOptions);
  const found = IMAGE_CHECKS.map(({ name, broken }) => [name, broken({ merged, config, writable })] as const);
  return [
    ...[...found, ['writable when run', await writableInside(image, config, writable)] as const]
      .filter(([, broken]) => broken.length > 0)
      .map(([name, broken]) => `${name}: ${broken.length}: ${broken.slice(0, 5).join(', ')}`),
    ...marked.map((place) => `secret: ${place}`),
  ];
}
