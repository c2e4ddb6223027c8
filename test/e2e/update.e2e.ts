import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { CLI, copyProject, create } from './lib/create.ts';
import { build, findEngine, imageConfig, removeAll, removeImage, whyFailed } from './lib/engine.ts';
import { withMirrors } from './lib/lab.ts';
import { must } from './lib/process.ts';
import { runLockedDown } from './lib/prove.ts';

const SERVICE = fileURLToPath(new URL('projects/express-pnpm/project', import.meta.url));
const IMAGE = 'csd-update';

/** What a person adds in a year, each in another place of the file. */
const EDITS: readonly (readonly [before: string, after: string])[] = [
  ['# check=error=true\n', '# check=error=true\n# owned by the platform team, see the handbook\n'],
  ['ENV NODE_ENV=production \\\n', 'ENV NODE_ENV=production \\\n    NODE_OPTIONS=--max-old-space-size=256 \\\n'],
  ['USER 1000:1000\n', 'COPY NOTICE.txt ./\n\nLABEL org.opencontainers.image.vendor="Orders Inc."\n\nUSER 1000:1000\n'],
  ['STOPSIGNAL SIGTERM\n', '# the proxy needs two seconds\nSTOPSIGNAL SIGTERM\n'],
  ['--start-period=10s', '--start-period=25s'],
];

const engine = await findEngine();
if (!engine) process.stdout.write('e2e skipped: no Docker Engine at DOCKER_HOST\n');

describe.skipIf(!engine)('a service that was edited by hand', () => {
  afterAll(removeAll);

  test('moves to another Node.js and package manager, keeps every edit, builds and runs', async () => {
    if (!engine) return;
    const root = await mkdtemp(join(tmpdir(), 'update-e2e-'));
    const file = join(root, 'Dockerfile');
    try {
      await copyProject(SERVICE, root);
      await create(root, 'update-before', []);
      await writeFile(join(root, 'NOTICE.txt'), 'all rights reserved\n');
      let text = await readFile(file, 'utf8');
      for (const [before, after] of EDITS) {
        expect(text, before).toContain(before);
        text = text.replace(before, after);
      }
      await writeFile(file, olderTemplate(text));
      const lock = join(root, 'secure-dockerfile-lock.json');
      await writeFile(lock, olderTemplate(await readFile(lock, 'utf8')));
      await moveToNpm(root);

      const { stdout } = await must(process.execPath, [CLI, 'update', root, '--yes'], {
        env: withMirrors(process.env),
      });

      expect(stdout).toContain('Node.js 22 → 24 because .nvmrc says so');
      expect(stdout).toMatch(/package manager pnpm → npm because package/);
      const merged = await readFile(file, 'utf8');
      expect(merged).not.toMatch(/pnpm|<{7}|node:22|--timeout=9s/);
      for (const line of EDITS.flatMap(([before, after]) => after.split('\n').filter((one) => !before.includes(one))))
        expect(merged).toContain(line);

      const updated = await create(root, 'update-after', []);
      expect(updated.text).toBe(merged);
      const built = await build(engine, { tag: IMAGE, context: root, file });
      expect(built.code, whyFailed(built)).toBe(0);
      expect((await imageConfig(IMAGE)).Labels).toMatchObject({ 'org.opencontainers.image.vendor': 'Orders Inc.' });
      const pages = [{ path: '/?name=update', text: 'Hello update' }];
      expect((await runLockedDown(engine, { pages }, updated, IMAGE)).problems).toEqual([]);
    } finally {
      await removeImage(IMAGE);
      await rm(root, { recursive: true, force: true });
    }
  });
});

/** What an earlier version of our template would have left, in the file and in the lock alike. */
function olderTemplate(text: string): string {
  expect(text).toContain('--timeout=3s');
  return text.replaceAll('--timeout=3s', '--timeout=9s');
}

async function moveToNpm(root: string): Promise<void> {
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
  delete manifest.packageManager;
  await writeFile(join(root, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  await writeFile(join(root, '.nvmrc'), '24\n');
  await rm(join(root, 'pnpm-lock.yaml'));
  await must('npm', ['install', '--package-lock-only', '--no-audit', '--no-fund'], { cwd: root });
}
