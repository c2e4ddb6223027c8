import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { command, folder, removeFolders, SERVICE } from './helpers.ts';

afterEach(removeFolders);

const GO = {
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go': 'package main\n\nimport "net/http"\n\nfunc main() {\n\thttp.ListenAndServe(":8080", nil)\n}\n',
};
const DJANGO = {
  'manage.py': 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n',
  'shop/settings.py': 'STATIC_ROOT = "static"\nSTATICFILES_DIRS = [BASE_DIR / "frontend" / "dist"]\n',
  'shop/wsgi.py': 'application = None\n',
  'requirements.txt': 'django==5.2.8\ngunicorn==23.0.0\n',
};
const PAGES = {
  'frontend/package.json': JSON.stringify({ scripts: { build: 'vite build' }, devDependencies: { vite: '^7' } }),
  'frontend/package-lock.json': JSON.stringify({ lockfileVersion: 3, packages: {} }),
  'frontend/index.html': '<p>shop',
};
const create = (root: string, ...flags: string[]) => command(root, '--offline', '--allow-unpinned', ...flags);
const text = (root: string, path: string) => readFileSync(join(root, path), 'utf8');

describe('services of two stacks in one folder', () => {
  const both = { ...GO, ...SERVICE };

  it.each([[['--yes']], [[]]])(
    'are not guessed between (%j): the flag is named, with what each of them starts',
    async (flags) => {
      const root = folder(both);
      const { code, out, err } = await create(root, ...flags);
      expect([code, out]).toEqual([2, '']);
      expect(err).toMatch(/--stack is missing/);
      expect(err).toContain('There are: go, /app/shop (main.go); node, node server.js (package.json scripts.start).');
      expect(existsSync(join(root, 'Dockerfile'))).toBe(false);
    },
  );

  it.each([
    ['go', 'go build'],
    ['node', 'npm ci'],
  ])('are told apart by --stack %s, for good', async (stack, step) => {
    const root = folder(both);
    expect(await create(root, '--yes', '--stack', stack)).toMatchObject({ code: 0 });
    expect(text(root, 'Dockerfile')).toContain(step);
    expect(JSON.parse(text(root, 'secure-dockerfile.json')).stack).toBe(stack);
    expect(await create(root, '--yes')).toMatchObject({ code: 0, out: expect.stringMatching(/^Nothing to change/) });
  });

  it('are named by the folder in a project of several', async () => {
    const nested = Object.fromEntries(Object.entries(both).map(([path, value]) => [`apps/shop/${path}`, value]));
    const { code, err } = await create(folder(nested), '--all', '--yes');
    expect([code, err]).toEqual([2, expect.stringContaining('Which of the services in apps/shop')]);
  });

  it('are one where the second is no service', async () => {
    const library = {
      'package.json': JSON.stringify({ name: 'shop', main: 'index.js' }),
      'index.js': 'exports.x = 1;\n',
    };
    const root = folder({ ...GO, ...library });
    expect(await create(root, '--yes')).toMatchObject({
      code: 0,
      out: expect.stringContaining('go.mod, before Node.js (package.json)'),
    });
    const tools = { 'go.mod': GO['go.mod'], 'tools.go': 'package tools\n' };
    const other = folder({ ...SERVICE, ...tools });
    expect(await create(other, '--yes')).toMatchObject({
      code: 0,
      out: expect.stringContaining('package.json, for Go (go.mod) serves nothing here'),
    });
    expect(text(other, 'Dockerfile')).toContain('npm ci');
  });
});

describe('a front end below a service', () => {
  it('is built with it, and is no service of its own', async () => {
    const root = folder({ ...DJANGO, ...PAGES });
    const { code, out } = await create(root, '--yes', '--all');
    expect([code, out]).toEqual([0, expect.stringMatching(/frontend +frontend +shop\/settings\.py:2/)]);
    expect(text(root, 'Dockerfile')).toContain('COPY --from=frontend /app/frontend/dist ./frontend/dist');
    expect(existsSync(join(root, 'frontend/Dockerfile'))).toBe(false);
    expect(existsSync(join(root, 'docker-bake.hcl'))).toBe(false);
  });

  it('is one where --set frontend=none says so', async () => {
    const root = folder({ ...DJANGO, ...PAGES });
    expect(await create(root, '--yes', '--set', 'frontend=none')).toMatchObject({ code: 0 });
    expect(text(root, 'Dockerfile')).not.toContain('AS frontend');
    expect(JSON.parse(text(root, 'secure-dockerfile.json')).set).toEqual({ frontend: 'none' });
  });

  it('is asked about where nothing says what its build writes', async () => {
    const gulp = { 'package.json': JSON.stringify({ scripts: { build: 'gulp' }, devDependencies: { gulp: '^5' } }) };
    const root = folder({ ...DJANGO, ...gulp });
    expect(await create(root, '--yes')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--set assets is missing'),
    });
    expect(await create(root, '--yes', '--set', 'assets=shop/static/js,shop/static/css')).toMatchObject({ code: 0 });
    expect(text(root, 'Dockerfile')).toContain('COPY --from=frontend /app/shop/static/js ./shop/static/js');
    expect(text(root, 'Dockerfile')).toContain('COPY --from=frontend /app/shop/static/css ./shop/static/css');
  });
});
