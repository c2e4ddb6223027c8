import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { must, run } from '../test/e2e/lib/process.ts';
import { type Comparison, markdown, median } from './comparison.ts';
import { farAway, pushImages } from './far-registry.ts';

const IMAGES = 100;
const RUNS = 5;
/** Milliseconds for one answer of a registry of the Internet; Docker Hub also wants a token for every repository. */
const FAR = 100;
/** Go builds them from source; without Go, or a way to its modules, they are left out and that is said. */
const OTHERS = {
  crane: 'github.com/google/go-containerregistry/cmd/crane@v0.20.6',
  frizbee: 'github.com/stacklok/frizbee@v0.1.7',
};

const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const registry = process.env.TEST_REGISTRY ?? process.env.LAB_REGISTRY;
if (registry === undefined)
  process.stdout.write('bench: pin is not measured (set TEST_REGISTRY=HOST:PORT to a registry that takes pushes)\n');

const comparisons: Comparison[] = [];
let root = '';
let others: Partial<Record<keyof typeof OTHERS, string | undefined>> = {};
let repositories: string[] = [];

describe.skipIf(registry === undefined)(`pin, ${IMAGES} images in one file`, () => {
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'bench-pin-'));
    others = { crane: await installed('crane'), frizbee: await installed('frizbee') };
    const bundle = await rolldown({
      input: fileURLToPath(new URL('one-by-one.ts', import.meta.url)),
      platform: 'node',
    });
    await bundle.write({ file: join(root, 'one-by-one.mjs'), format: 'esm', codeSplitting: false });
    repositories = await pushImages(registry ?? '', IMAGES);
  });

  afterAll(async () => {
    await rm(root, { recursive: true, force: true });
    process.stdout.write(`\nPinning, Node.js ${process.version}\n\n${markdown(comparisons)}\n`);
  });

  test('beside it, and as far away as registries are', async () => {
    const far = await farAway(registry ?? '', FAR);
    try {
      await compare(registry ?? '', 'on this machine');
      await compare(far.host, `${FAR} ms away`);
    } finally {
      await far.close();
    }
  });
});

async function installed(name: keyof typeof OTHERS): Promise<string | undefined> {
  const env = { ...process.env, GOBIN: root, GOFLAGS: '-modcacherw' };
  const { code, stderr } = await run('go', ['install', OTHERS[name]], { env, cwd: root });
  if (code === 0) return join(root, name);
  process.stdout.write(`bench: ${name} is not compared (${stderr.trim().split('\n').at(-1)?.slice(0, 120)})\n`);
  return undefined;
}

/**
 * What is compared. Ours and frizbee read the file, ask and write it, in one process. `one by one` only asks, in one process;
 * crane only asks too, in a process for each image.
 */
function programsFor(host: string) {
  const { crane, frizbee } = others;
  const list = join(root, 'images');
  return {
    ours: () => pinned(host, process.execPath, [CLI, 'pin', '--quiet', 'Dockerfile']),
    'one by one': () => must(process.execPath, [join(root, 'one-by-one.mjs'), list]),
    ...(frizbee && { frizbee: () => pinned(host, frizbee, ['image', 'Dockerfile']) }),
    ...(crane && {
      'crane digest in a loop': () =>
        must('sh', ['-c', 'while read -r image; do "$0" digest "$image"; done <"$1"', crane, list]),
    }),
  };
}

async function compare(host: string, where: string): Promise<void> {
  await writeFile(join(root, 'images'), `${repositories.map((repository) => `${host}/${repository}:1`).join('\n')}\n`);
  const programs = programsFor(host);
  const seconds: Record<string, number[]> = {};
  const told: Record<string, string> = {};
  for (let round = -1; round < RUNS; round++) {
    for (const [name, start] of Object.entries(programs)) {
      const outcome = await start();
      told[name] = outcome.stdout;
      if (round >= 0) seconds[name] = [...(seconds[name] ?? []), outcome.seconds]; // the first round only warms the caches
    }
  }
  for (const [name, stdout] of Object.entries(told))
    expect(stdout.trim().split('\n'), name).toEqual(told.ours?.split('\n'));
  for (const [name, values] of Object.entries(seconds)) {
    if (name === 'ours') continue;
    const pair = { ours: median(seconds.ours ?? []), theirs: median(values) };
    comparisons.push({ what: `${where}, ${name}`, ...pair, unit: 's', target: 0.3 });
  }
}

/** One run on a file with all images; its answer is the digests in the order of the file. */
async function pinned(host: string, program: string, args: readonly string[]) {
  const file = join(root, 'Dockerfile');
  await writeFile(file, repositories.map((repository) => `FROM ${host}/${repository}:1\n`).join(''));
  const outcome = await must(program, args, { cwd: root });
  const digests = [...(await readFile(file, 'utf8')).matchAll(/^FROM \S+:1@(sha256:[0-9a-f]{64})$/gm)].map(
    ([, digest]) => digest,
  );
  return { ...outcome, stdout: digests.join('\n') };
}
