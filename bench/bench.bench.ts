import { appendFile, cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { findEngine, removeAll } from '../test/e2e/lib/engine.ts';
import { scaffold } from '../test/e2e/lib/scaffold.ts';
import { STARTERS } from '../test/e2e/starters/index.ts';
import { type Comparison, markdown, median } from './comparison.ts';
import { buildImage, ours, theirs, weighAll } from './images.ts';
import { installBoth, THEIRS } from './programs.ts';

/** The small TypeScript service that everything but the image sizes is measured on. */
const SERVICE = fileURLToPath(new URL('../test/e2e/projects/express-npm-ts/project', import.meta.url));
const RUNS = 15;
const REBUILDS = 7;
/** Starters whose both images run Node.js, so that both can stand on the same parent; BENCH_STARTERS names fewer. */
const WEIGHED = new RegExp(
  process.env.BENCH_STARTERS ??
    '^(next|nuxt|sveltekit|react-router|tanstack|solid|nest|adonis|express|fastify|create-fastify|angular ssr)',
);

const engine = await findEngine();
if (!engine) process.stdout.write('bench: no Docker Engine at DOCKER_HOST, so images and rebuilds are not measured\n');

const comparisons: Comparison[] = [];
const notes: string[] = [];
const root = await mkdtemp(join(tmpdir(), 'bench-'));
let programs: Awaited<ReturnType<typeof installBoth>>;

beforeAll(async () => {
  programs = await installBoth();
});

afterAll(async () => {
  await removeAll();
  await programs.remove();
  await rm(root, { recursive: true, force: true });
  process.stdout.write(
    `\nAgainst ${THEIRS}, Node.js ${process.version}\n\n${markdown(comparisons)}\n\n${notes.join('\n')}\n`,
  );
});

test('what is installed', () => {
  const { ours: us, theirs: them } = programs;
  comparisons.push({ what: 'packages installed', ours: us.packages, theirs: them.packages, unit: '', target: 0.5 });
  comparisons.push({ what: 'installed', ours: us.bytes / 1e6, theirs: them.bytes / 1e6, unit: 'MB', target: 0.5 });
});

test('time and memory of one run', async () => {
  const seconds = { ours: [] as number[], theirs: [] as number[] };
  const peaks = { ours: [] as number[], theirs: [] as number[] };
  for (let run = -1; run < RUNS; run++) {
    for (const program of [programs.ours, programs.theirs]) {
      const spent = await program.generate(await fresh(`time-${run}-${program.name}`));
      const peak = join(root, `peak-${run}-${program.name}`);
      await program.generate(await fresh(`memory-${run}-${program.name}`), { peak });
      if (run < 0) continue; // the first round only warms the caches
      seconds[program.name].push(spent);
      peaks[program.name].push(Math.max(...(await readFile(peak, 'utf8')).trim().split('\n').map(Number)) / 1000);
    }
  }
  const pair = (values: typeof seconds) => ({ ours: median(values.ours), theirs: median(values.theirs) });
  comparisons.push({ what: `one run, median of ${RUNS}`, ...pair(seconds), unit: 's', target: 1 });
  comparisons.push({ what: 'peak memory', ...pair(peaks), unit: 'MB', target: 1 });
});

describe.skipIf(!engine)('images', () => {
  test('rebuild after an edit of one source file', async () => {
    if (!engine) return;
    const us = await ours(SERVICE, join(root, 'rebuild-ours'), 'slim');
    const them = await theirs(SERVICE, join(root, 'rebuild-theirs'), programs.theirs, us);
    const seconds = { ours: [] as number[], theirs: [] as number[] };
    for (let run = -1; run < REBUILDS; run++) {
      for (const [name, buildable] of [
        ['ours', us],
        ['theirs', them],
      ] as const) {
        await appendFile(join(buildable.root, 'src/server.ts'), `// edit ${run}\n`);
        const spent = await buildImage(engine, buildable, `csd-bench-rebuild-${name}`);
        if (run >= 0) seconds[name].push(spent);
      }
    }
    const pair = { ours: median(seconds.ours), theirs: median(seconds.theirs) };
    comparisons.push({ what: `rebuild after an edit, median of ${REBUILDS}`, ...pair, unit: 's', target: 0.6 });
  });

  test('what the image adds to its parent', { timeout: 5_400_000 }, async () => {
    if (!engine) return;
    const weights: Awaited<ReturnType<typeof weighAll>>[] = [];
    const weighed = new Map(
      STARTERS.filter(({ name, exception }) => WEIGHED.test(name) && !exception)
        // the last one of a name stays: npm's where there is one, for the other generator does best with it
        .toSorted((one, other) => Number(one.manager === 'npm') - Number(other.manager === 'npm'))
        .map((starter) => [starter.name, starter]),
    );
    for (const [index, starter] of [...weighed.values()].entries()) {
      const title = `- ${starter.name}, ${starter.manager}:`;
      try {
        const directory = join(root, `starter-${index}`);
        await mkdir(directory);
        await scaffold(engine, starter.scaffold, starter.manager, directory);
        const weight = await weighAll(engine, join(directory, 'app'), directory, programs.theirs);
        weights.push(weight);
        const { ours: us, small, theirs: them } = weight;
        notes.push(
          `${title} adds ${mb(us.above)} against ${mb(them.above)}; on distroless ${mb(small.whole)} in all against ${mb(them.whole)}`,
        );
      } catch (error) {
        notes.push(`${title} not weighed: ${String(error).split('\n').at(-1)?.slice(0, 200)}`);
      }
    }
    const of = (pick: (weight: (typeof weights)[number]) => number) => median(weights.map(pick)) / 1e6;
    const count = `median of ${weights.length} starters`;
    comparisons.push(
      {
        what: `added to the parent, ${count}`,
        ours: of(({ ours: us }) => us.above),
        theirs: of(({ theirs: them }) => them.above),
        unit: 'MB',
        target: 0.6,
      },
      {
        what: `whole image, ours on distroless, ${count}`,
        ours: of(({ small }) => small.whole),
        theirs: of(({ theirs: them }) => them.whole),
        unit: 'MB',
        target: 0.7,
      },
    );
  });
});

async function fresh(name: string): Promise<string> {
  const to = join(root, name);
  await cp(SERVICE, to, { recursive: true });
  return to;
}

function mb(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
