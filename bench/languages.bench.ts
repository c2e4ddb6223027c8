import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, test } from 'vitest';
import { readCases } from '../test/e2e/lib/cases.ts';
import { type Engine, findEngine, removeAll, removeImage } from '../test/e2e/lib/engine.ts';
import { readImage } from '../test/e2e/lib/layers.ts';
import { lockProject } from '../test/e2e/lib/lock.ts';
import { type Comparison, markdown, median } from './comparison.ts';
import { type Buildable, buildImage, ours } from './images.ts';
import { onParentsOf, PUBLISHED, type Published } from './published/index.ts';

const PROJECTS = fileURLToPath(new URL('../test/e2e/projects/', import.meta.url));
const REBUILDS = 5;
const IMAGE = 'csd-bench-language';

const engine = await findEngine();
if (!engine) process.stdout.write('bench: no Docker Engine at DOCKER_HOST, so no language is measured\n');

/** Our image against the one that the language's own published Dockerfile makes of the same project, on the same parents. */
describe.skipIf(!engine)('published Dockerfiles', () => {
  const comparisons: Comparison[] = [];

  afterAll(async () => {
    await removeAll();
    process.stdout.write(`\nAgainst published Dockerfiles, on the same parent images\n\n${markdown(comparisons)}\n`);
  });

  test.for(PUBLISHED)('$what', { timeout: 1_200_000 }, async (published) => {
    if (!engine) return;
    const root = await mkdtemp(join(tmpdir(), 'bench-'));
    try {
      const [us, them] = await bothOf(engine, published, root);
      const images = { ours: await weigh(engine, us), theirs: await weigh(engine, them) };
      comparisons.push({ what: `${published.what}, whole image`, ...images, unit: 'MB', target: 1 });
      const seconds = await rebuilds(engine, { ours: us, theirs: them }, published);
      comparisons.push({ what: `${published.what}, rebuild, median of ${REBUILDS}`, ...seconds, unit: 's', target: 1 });
    } finally {
      await rm(root, { recursive: true, force: true });
    }
  });
});

async function bothOf(engine: Engine, published: Published, root: string): Promise<readonly [Buildable, Buildable]> {
  const project = join(root, 'project');
  await cp(`${PROJECTS}${published.project}/project`, project, { recursive: true });
  const { lock, flags = [] } = readCases().find(({ name }) => name === published.project) ?? {};
  if (lock) await lockProject(engine, lock, project, root);
  const us = await ours(project, join(root, 'ours'), published.base, flags);
  const theirs = join(root, 'theirs');
  await cp(project, theirs, { recursive: true });
  await writeFile(
    join(theirs, 'Dockerfile'),
    await onParentsOf(await readFile(join(us.root, us.file), 'utf8'), published),
  );
  return [us, { root: theirs, file: 'Dockerfile' }];
}

/** Megabytes of all files in all layers, uncompressed. */
async function weigh(engine: Engine, buildable: Buildable): Promise<number> {
  await buildImage(engine, buildable, IMAGE);
  const { layers } = await readImage(IMAGE);
  await removeImage(IMAGE);
  return layers.reduce((all, each) => all + each, 0) / 1e6;
}

/** Seconds from an edit to the new image, one after the other in turns; the first round only warms the caches. */
async function rebuilds(
  engine: Engine,
  both: Readonly<Record<'ours' | 'theirs', Buildable>>,
  { edit: [file, text] }: Published,
): Promise<{ ours: number; theirs: number }> {
  const seconds = { ours: [] as number[], theirs: [] as number[] };
  for (let run = -1; run < REBUILDS; run++) {
    for (const name of ['ours', 'theirs'] as const) {
      const end = text.includes('"') ? `-${name}${run + 1}"` : ` ${run}`;
      await appendFile(join(both[name].root, file), `\n${text}${end}\n`);
      const spent = await buildImage(engine, both[name], `${IMAGE}-${name}`);
      if (run >= 0) seconds[name].push(spent);
    }
  }
  return { ours: median(seconds.ours), theirs: median(seconds.theirs) };
}
