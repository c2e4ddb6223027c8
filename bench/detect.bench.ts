import { readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeDetected } from '../src/cli/asker.ts';
import { interview } from '../src/cli/interview.ts';
import { discoverServices } from '../src/core/discover.ts';
import { openProject } from '../src/io/project.ts';
import { stacks } from '../src/stacks/index.ts';
import { median } from './comparison.ts';
import { monorepo } from './monorepo.ts';

/** How much longer finding and detecting every service takes than looking at every folder once. */
const MOST_SECONDS = 1;
const ROUNDS = 7;

let root = '';
const lines: string[] = [];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'bench-detect-'));
  for (const [path, text] of monorepo()) {
    const file = join(root, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
});

afterAll(async () => {
  await rm(root, { recursive: true, force: true });
  process.stdout.write(`\ndetection, Node.js ${process.version}\n\n${lines.join('\n')}\n`);
});

/** What any program must do that looks for services: list every folder once. */
function walk(): { readonly files: number; readonly folders: number } {
  let [files, folders] = [0, 0];
  const queue = [root];
  for (let folder = queue.pop(); folder !== undefined; folder = queue.pop()) {
    folders++;
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isDirectory()) queue.push(join(folder, entry.name));
      else files++;
    }
  }
  return { files, folders };
}

async function secondsOf(action: () => unknown): Promise<number> {
  const started = performance.now();
  await action();
  return (performance.now() - started) / 1000;
}

/** What `create --all --yes` does before it asks a registry: finds the services, and answers every question of each. */
async function detectAll(): Promise<readonly string[]> {
  const project = openProject(root);
  const found: string[] = [];
  for (const { path } of discoverServices(project, stacks).found) {
    const known = { flags: { service: path }, saved: {}, last: {} };
    found.push((await interview(project, stacks, known, takeDetected)).found.stack.id);
  }
  return found;
}

test('every service of a monorepo of 100,000 files, beyond a bare walk over it', async () => {
  const found = await detectAll();
  const [bare, ours]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    bare.push(await secondsOf(walk));
    ours.push(await secondsOf(detectAll));
  }
  // the best of each: what else the machine does only adds to them
  const beyond = Math.min(...ours) - Math.min(...bare);
  const { files, folders } = walk();
  const counts = [...new Set(found)].map((id) => `${found.filter((each) => each === id).length} ${id}`);
  lines.push(
    `${files} files in ${folders} folders; services: ${counts.join(', ')}`,
    `bare walk ${shown(bare)}, detection ${shown(ours)}, beyond the walk ${beyond.toFixed(2)} s (at most ${MOST_SECONDS} s)`,
  );
  expect(files).toBeGreaterThanOrEqual(100_000);
  expect(found).toHaveLength(160);
  expect(beyond).toBeLessThan(MOST_SECONDS);
});

function shown(values: readonly number[]): string {
  return `${Math.min(...values).toFixed(2)} s (median ${median(values).toFixed(2)} s)`;
}
