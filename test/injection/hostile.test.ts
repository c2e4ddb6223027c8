import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ignoreMatcher } from '../../src/audit/facts/ignore-file.ts';
import type { Project } from '../../src/core/project.ts';
import { openProject } from '../../src/io/project.ts';
import { generate } from '../generate.ts';

const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let projects = 0;

/** A project on disk. */
function onDisk(files: Readonly<Record<string, string>>): string {
  const root = join(folder, `project-${projects++}`, 'orders');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const MANIFEST = JSON.stringify({ scripts: { start: 'node server.js' }, dependencies: { express: '5' } }, null, 2);
const USUAL = { 'package.json': MANIFEST, 'package-lock.json': '{ "lockfileVersion": 3 }', 'server.js': '' };

describe('a link that leads out of the folder', () => {
  test.each(['.nvmrc', '.npmrc', 'package-lock.json', 'Procfile', 'tsconfig.json', 'server.js'])(
    '%s is not read',
    (name) => {
      const root = onDisk(USUAL);
      const outside = join(dirname(root), 'outside');
      writeFileSync(outside, 'web: node evil-from-outside.js\n20.0.0-evil-from-outside\n');
      rmSync(join(root, name), { force: true });
      symlinkSync(outside, join(root, name));
      expect(openProject(root).has(name)).toBe(false);
      expect(JSON.stringify(generate(openProject(root)))).not.toContain('evil-from-outside');
    },
  );

  test('a folder is not walked', () => {
    const root = onDisk(USUAL);
    const outside = join(dirname(root), 'sources');
    mkdirSync(outside);
    writeFileSync(join(outside, 'index.js'), "app.get('/healthz/evil')\napp.listen(6666)\n");
    symlinkSync(outside, join(root, 'src'));
    const { detection } = generate(openProject(root));
    expect(detection.answers.port).toBe(3000);
    expect(
      openProject(root)
        .list('.')
        .map(({ name }) => name),
    ).not.toContain('src');
  });

  test('a link to itself and a link to nothing are not there', () => {
    const root = onDisk(USUAL);
    symlinkSync('loop', join(root, 'loop'));
    symlinkSync('nowhere', join(root, '.nvmrc'));
    expect(openProject(root).has('loop')).toBe(false);
    expect(generate(openProject(root)).answers.runtimeVersion).toBe('24');
  });
});

const TOKEN = 'npm_s3cr3tT0k3nThatNobodyMaySee';

describe('a token in a file of the project', () => {
  test.each([
    ['.npmrc', 2, `engine-strict=true\n//registry.example.com/:_authToken=${TOKEN}\n`],
    ['.npmrc', 1, `//registry.example.com/:_password="${TOKEN}"\n`],
    ['.npmrc', 1, `registry=https://user:${TOKEN}@registry.example.com/\n`],
    ['.yarnrc.yml', 2, `npmRegistryServer: https://registry.example.com\nnpmAuthToken: ${TOKEN}\n`],
    ['bunfig.toml', 2, `[install]\nregistry = { url = "https://registry.example.com", token = "${TOKEN}" }\n`],
  ])('%s:%i is reported by its place and told nowhere', (file, line, text) => {
    const project = openProject(onDisk({ ...USUAL, [file]: text }));
    const generated = generate(project);
    expect(generated.detection.notes.join('\n')).toContain(`${file}:${line} `);
    const { manifest: _, ...facts } = generated.detection.facts as Record<string, unknown>;
    const told = { ...generated.detection, facts, files: generated.files, answers: generated.answers };
    expect(JSON.stringify(told)).not.toContain(TOKEN);
    expect(JSON.stringify(generated.blueprints)).not.toContain(TOKEN);
  });

  test('in package.json, which ships, is refused by its place', () => {
    const log = `git+https://user:${TOKEN}@git.example.com/log.git`;
    const text = `{\n  "scripts": { "start": "node server.js" },\n  "dependencies": {\n    "log": "${log}"\n  }\n}\n`;
    const project = openProject(onDisk({ ...USUAL, 'package.json': text }));
    expect(() => generate(project)).toThrow(/^package\.json:4 holds a credential(?!.*s3cr3t)/);
  });

  test.each(['.npmrc', '.yarnrc.yml', 'bunfig.toml'])('%s with a token is neither mounted nor let in', (file) => {
    const texts = {
      '.npmrc': `//registry.example.com/:_authToken=${TOKEN}\n`,
      '.yarnrc.yml': `nodeLinker: node-modules\nnpmAuthToken: ${TOKEN}\n`,
      'bunfig.toml': `[install]\nregistry = { url = "https://registry.example.com", token = "${TOKEN}" }\n`,
    };
    const managers = { '.npmrc': 'npm@11.0.0', '.yarnrc.yml': 'yarn@4.13.0', 'bunfig.toml': 'bun@1.4.5' };
    const manifest = { ...JSON.parse(MANIFEST), packageManager: managers[file as keyof typeof managers] };
    const text = texts[file as keyof typeof texts];
    const { files } = generate(
      openProject(onDisk({ ...USUAL, 'package.json': JSON.stringify(manifest), [file]: text })),
    );
    expect(files.find(({ path }) => path === 'Dockerfile')?.text).not.toContain(`source=${file}`);
    expect(ignoreMatcher(files.find(({ path }) => path === '.dockerignore')?.text ?? '')(file)).toBe(true);
  });
});

describe('sizes', () => {
  test('a package.json of 100 MB is refused without being read', () => {
    const root = onDisk(USUAL);
    truncateSync(join(root, 'package.json'), 100 * 1024 * 1024);
    const before = process.memoryUsage().arrayBuffers;
    expect(() => generate(openProject(root))).toThrow(/^package\.json has 100\.0 MiB/);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 * 1024 * 1024);
  });

  test('a source of 100 MB is passed over', () => {
    const root = onDisk(USUAL);
    truncateSync(join(root, 'server.js'), 100 * 1024 * 1024);
    expect(generate(openProject(root)).files).toHaveLength(2);
  });

  /** A folder tree made up as it is asked for: 100,000 files in folders of 100, each of which has 100 folders. */
  test('100,000 files and endless folders cost a bounded number of looks', () => {
    let looks = 0;
    const count = <T>(value: T): T => {
      looks++;
      return value;
    };
    const files = new Map(Object.entries(USUAL));
    const wide = Array.from({ length: 100_000 }, (_, at) => ({ name: `f${at}.js`, kind: 'file' as const }));
    const deep = Array.from({ length: 100 }, (_, at) => ({ name: `d${at}`, kind: 'directory' as const }));
    const project: Project = {
      name: 'orders',
      has: (path) => count(files.has(path) || /(?:^|\/)f\d+\.js$/.test(path)),
      hasDirectory: (path) => count(path === '.' || /(?:^|\/)d\d+$/.test(path)),
      text: (path) => count(files.get(path) ?? (path.endsWith('.js') ? 'export {};\n' : undefined)),
      list: () => count([...wide, ...deep]),
    };
    expect(generate(project).files).toHaveLength(2);
    expect(looks).toBeLessThan(5_000);
  });
});
