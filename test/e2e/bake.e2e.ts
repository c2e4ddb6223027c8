import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from './lib/cases.ts';
import { type Created, copyProject, createAll } from './lib/create.ts';
import { type Engine, findEngine, imageSize, LABEL, removeAll } from './lib/engine.ts';
import { must } from './lib/process.ts';
import { runLockedDown, runWorker, takeApart } from './lib/prove.ts';
import { printTable, type Row } from './lib/report.ts';

const MONOREPO = fileURLToPath(new URL('monorepo', import.meta.url));

/** The services of the monorepo by the names of their images: what they answer, or what one that listens nowhere says. */
const SERVICES: Readonly<Record<string, { readonly pages: readonly Page[] } | { readonly says: string }>> = {
  api: { pages: [{ path: '/', text: '700 cents' }] },
  gateway: { pages: [{ path: '/', text: 'the way in' }] },
  site: { pages: [{ path: '/', text: 'what we sell' }] },
  worker: { says: 'waiting for orders' },
};
const imageOf = (name: string) => `csd-bake-${name}`;

const engine = await findEngine();
if (!engine) process.stdout.write('e2e skipped: no Docker Engine at DOCKER_HOST\n');

describe.skipIf(!engine)('a monorepo of Node, Go, Python and plain pages', () => {
  let root = '';
  let created: readonly Created[] = [];
  let seconds = 0;
  const rows: Row[] = [];

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'bake-e2e-'));
    await copyProject(MONOREPO, root);
    // a plain page beside services is served only where somebody says so
    if (!engine) return;
    created = await createAll(root, 'monorepo', ['--all', '--service', 'site']);
    await writeFile(join(root, 'besides.json'), besides(engine));
    const started = performance.now();
    const files = ['-f', 'docker-bake.hcl', '-f', 'besides.json'];
    const allowed = engine.bridge ? [] : ['--allow=network.host'];
    await must('docker', ['buildx', 'bake', '--progress=plain', '--load', ...files, ...allowed], { cwd: root });
    seconds = (performance.now() - started) / 1000;
  });

  afterAll(async () => {
    await removeAll();
    await rm(root, { recursive: true, force: true });
    printTable(`A mixed monorepo: all built by one docker buildx bake in ${seconds.toFixed(1)} s`, rows);
  });

  test('gets a Dockerfile for each of its services, in its own folder or where its context has to be', () => {
    expect(created.map(({ file }) => file)).toEqual([
      'api.Dockerfile',
      'services/gateway/Dockerfile',
      'services/worker/Dockerfile',
      'site/Dockerfile',
    ]);
  });

  test.for(Object.entries(SERVICES))('%s runs locked down', async ([name, service]) => {
    if (!engine) return;
    const own = created.find(({ file }) => file.includes(name));
    if (!own) throw new Error(`nothing was written for ${name}`);
    const image = imageOf(name);
    const ran =
      'pages' in service
        ? await runLockedDown(engine, service, own, image)
        : await runWorker(engine, own, image, service.says);
    const problems = [...ran.problems, ...(await takeApart(image, own))];
    rows.push({
      service: name,
      MB: Math.round((await imageSize(image)) / 1e6),
      stop: ran.stop,
      verdict: problems.length === 0 ? 'ok' : `${problems.length} wrong`,
    });
    expect(problems, problems.join('\n')).toHaveLength(0);
  });
});

/**
 * A second bake file beside the one under test: names and a label by which this run can remove what it made, and the network
 * of an engine that has no other.
 */
function besides({ bridge }: Engine): string {
  const own = (name: string) => ({
    tags: [imageOf(name)],
    labels: { [label]: value },
    ...(bridge ? {} : { network: 'host' }),
  });
  const [label = '', value = ''] = LABEL.split('=');
  return JSON.stringify({ target: Object.fromEntries(Object.keys(SERVICES).map((name) => [name, own(name)])) });
}
