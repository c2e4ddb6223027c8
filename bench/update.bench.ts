import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, test } from 'vitest';
import { must } from '../test/e2e/lib/process.ts';
import { type Comparison, markdown, median } from './comparison.ts';

const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const SERVICE = fileURLToPath(new URL('../test/e2e/projects/express-npm-ts/project', import.meta.url));
const RUNS = 15;
const MANY = 200;

const comparisons: Comparison[] = [];
const root = await mkdtemp(join(tmpdir(), 'bench-update-'));

afterAll(async () => {
  await rm(root, { recursive: true, force: true });
  process.stdout.write(`\nupdate, Node.js ${process.version}\n\n${markdown(comparisons)}\n`);
});

const secondsOf = async (...words: readonly string[]) => (await must(process.execPath, [CLI, ...words])).seconds;

test('update --check that finds nothing, against create --dry-run', async () => {
  const one = join(root, 'one');
  await cp(SERVICE, one, { recursive: true });
  await secondsOf(one, '--yes', '--offline');
  const seconds = { ours: [] as number[], theirs: [] as number[] };
  for (let run = -1; run < RUNS; run++) {
    const check = await secondsOf('update', one, '--check', '--offline');
    const dry = await secondsOf(one, '--yes', '--offline', '--dry-run');
    if (run < 0) continue; // the first round only warms the caches
    seconds.ours.push(check);
    seconds.theirs.push(dry);
  }
  const pair = { ours: median(seconds.ours), theirs: median(seconds.theirs) };
  comparisons.push({ what: 'update --check / create --dry-run, one service', ...pair, unit: 's', target: 1.2 });
});

test(`update of ${MANY} services, against as many tens of one`, async () => {
  const many = join(root, 'many');
  const services = Array.from({ length: MANY }, (_, index) => `services/s${index}`);
  await mkdir(join(many, 'services'), { recursive: true });
  await writeFile(join(many, 'README.md'), 'many\n');
  for (const service of services) await cp(SERVICE, join(many, service), { recursive: true });
  await secondsOf(many, '--yes', '--offline', '--all');
  const ten = join(root, 'ten');
  await cp(SERVICE, join(ten, 'services/s0'), { recursive: true });
  await secondsOf(ten, '--yes', '--offline', '--service', 'services/s0');
  const seconds = { ours: [] as number[], theirs: [] as number[] };
  for (let run = 0; run < 3; run++) {
    seconds.theirs.push((await secondsOf('update', ten, '--yes', '--offline')) * (MANY / 10));
    seconds.ours.push(await secondsOf('update', many, '--yes', '--offline'));
  }
  const pair = { ours: median(seconds.ours), theirs: median(seconds.theirs) };
  comparisons.push({ what: `update of ${MANY} services / ${MANY / 10} × one`, ...pair, unit: 's', target: 2 });
});
