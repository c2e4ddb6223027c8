import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtCli, SERVICE } from './cli/helpers.ts';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../', import.meta.url));
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
let place = '';
let packed: { filename: string; size: number; files: { path: string }[] };

beforeAll(() => {
  builtCli();
  place = mkdtempSync(join(tmpdir(), 'package-'));
  const flags = ['pack', '--json', '--ignore-scripts', '--pack-destination', place];
  [packed] = JSON.parse(execFileSync(npm, flags, { cwd: ROOT, encoding: 'utf8' }));
}, 120_000);
afterAll(() => rmSync(place, { recursive: true, force: true }));

describe('the package', () => {
  it('holds what runs, and no more', () => {
    const paths = packed.files.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining(['LICENSE', 'README.md', 'dist/cli.js', 'dist/index.js', 'package.json']),
    );
    expect(paths.some((path) => path.startsWith('templates/'))).toBe(true);
    const allowed = /^(?:dist|templates|schema)\/|^(?:CHANGELOG\.md|LICENSE|README\.md|package\.json)$/;
    expect(paths.filter((path) => !allowed.test(path))).toEqual([]);
  });

  it('works once it is installed, under both names', async () => {
    const app = join(place, 'app');
    mkdirSync(app);
    for (const [path, text] of Object.entries(SERVICE)) writeFileSync(join(app, path), text);
    const flags = ['--prefer-offline', '--no-audit', '--no-fund', '--no-save', '--no-package-lock'];
    await run(npm, ['install', ...flags, join(place, packed.filename)], { cwd: app });
    const bin = (name: string) => join(app, 'node_modules/.bin', name);
    await run(bin('create-secure-dockerfile'), ['--yes', '--offline'], { cwd: app });
    expect(readFileSync(join(app, 'Dockerfile'), 'utf8')).toMatch(/^FROM node:24-trixie-slim@sha256:/m);
    const { stdout } = await run(bin('secure-dockerfile'), ['audit', '--format', 'json'], { cwd: app });
    expect(JSON.parse(stdout).findings).toEqual([]);
  }, 300_000);
});
