import { readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { detect } from '../src/core/detect.ts';
import { discoverServices } from '../src/core/discover.ts';
import { openProject } from '../src/io/project.ts';
import { stacks } from '../src/stacks/index.ts';
import { median } from './comparison.ts';
import { monorepo } from './monorepo.ts';

/** How much longer finding and detecting every service takes than looking at every folder once. */
const MOST_SECONDS = 1;
const RUNS = 7;

let root = '';
let files = 0;
let folders = 0;
const lines: string[] = [];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'bench-detect-'));
  for (const [path, text] of monorepo()) {
    const file = join(root, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    files++;
  }
});

afterAll(async () => {
  await rm(root, { recursive: true, force: true });
  process.stdout.write(`\ndetection, Node.js ${process.version}\n\n${lines.join('\n')}\n`);
});

/** What any program must do that looks for services: list every folder once. */
function walk(): number {
  let seen = 0;
  const queue = [root];
  for (let folder = queue.pop(); folder !== undefined; folder = queue.pop()) {
    folders++;
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isDirectory()) queue.push(join(folder, entry.name));
      else seen++;
    }
  }
  return seen;
}

function timed<Result>(action: () => Result): { readonly seconds: number; readonly result: Result } {
  const started = performance.now();
  const result = action();
  return { seconds: (performance.now() - started) / 1000, result };
}

/** What `create --all` does before it asks and pins. */
function detectAll(): readonly string[] {
  const project = openProject(root);
  return discoverServices(project, stacks).map(({ path }) => detect(project, stacks, { service: path }).stack.id);
}

test('every service of a monorepo of 100,000 files, against a bare walk over it', () => {
  const seconds = { ours: [] as number[], bare: [] as number[] };
  let found: readonly string[] = [];
  for (let run = -1; run < RUNS; run++) {
    folders = 0;
    const bare = timed(walk);
    const ours = timed(detectAll);
    expect(bare.result).toBe(files);
    found = ours.result;
    if (run < 0) continue; // the first round only warms the caches
    seconds.bare.push(bare.seconds);
    seconds.ours.push(ours.seconds);
  }
  const [ours, bare] = [median(seconds.ours), median(seconds.bare)];
  const counts = [...new Set(found)].map((id) => `${found.filter((each) => each === id).length} ${id}`);
  lines.push(
    `${files} files in ${folders} folders, services: ${counts.join(', ')}`,
    `bare walk ${bare.toFixed(2)} s, detection ${ours.toFixed(2)} s: ${(ours - bare).toFixed(2)} s beyond it (at most ${MOST_SECONDS} s)`,
  );
  expect(files).toBeGreaterThanOrEqual(100_000);
  expect(ours - bare).toBeLessThan(MOST_SECONDS);
});
