// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the shell's variables, not ours
import { describe, expect, it } from 'vitest';
import { type Project, readToml } from '../../src/core/project.ts';
import { natives } from '../../src/stacks/node/natives.ts';
import { startOf } from '../../src/stacks/node/start.ts';
import { nodeVersion } from '../../src/stacks/node/version.ts';
import { healthPathOf } from '../../src/stacks/shared/javascript/health.ts';
import { type Manifest, readManifest } from '../../src/stacks/shared/javascript/manifest.ts';
import { packageManager } from '../../src/stacks/shared/javascript/packages/manager.ts';
import { registries } from '../../src/stacks/shared/javascript/packages/registries.ts';
import { portOf } from '../../src/stacks/shared/javascript/port.ts';
import { listensForSignals } from '../../src/stacks/shared/javascript/signals.ts';
import { workspace } from '../../src/stacks/shared/javascript/workspace.ts';
import { memoryProject } from '../helpers.ts';

const FILES = [
  'server.js',
  '.npmrc',
  '.yarnrc',
  '.nvmrc',
  '.tool-versions',
  '.env.example',
  'Dockerfile',
  'Procfile',
  'yarn.lock',
  'pnpm-lock.yaml',
];
const PIECES = [
  ...[
    'a',
    'a ',
    '( ',
    ') ',
    "'",
    '"',
    'PORT ',
    'PORT=',
    'app .get(',
    'method: "GET" ',
    '"SIGTERM" ',
    '.listen(',
    'serve({',
    'port: ',
  ],
  ...[
    ' ',
    '\t',
    '$',
    '${',
    '{',
    '#',
    '/',
    '@',
    '--',
    'x=',
    '\\',
    '!*',
    '**/',
    'PORT||',
    '&&',
    'node -r ',
    '\u001b[2J',
    '\u2028',
    '1.',
    '>=1 ',
    '{a,',
  ],
];

function everything(project: Project, manifest: Manifest) {
  const manager = packageManager(project, '.');
  return [
    nodeVersion(project, '.', '2026-11-24'),
    manager,
    startOf(project, '.', manifest).notes,
    registries(project, '.', manager),
    natives(project, manifest, manager).notes,
    portOf(project, '.'),
    healthPathOf(project, '.'),
    listensForSignals(project, '.'),
    workspace(project).members.length,
  ];
}

function inspect(files: Readonly<Record<string, string>>) {
  const project = memoryProject(files);
  const manifest = readManifest(project, '.');
  if (!manifest) throw new Error('the case has no manifest');
  const begun = performance.now();
  const text = JSON.stringify(everything(project, manifest));
  expect(performance.now() - begun).toBeLessThan(2_000);
  // JSON writes control characters as escapes
  expect(text).not.toMatch(/\\u001b|\\n/);
}

describe('crafted files', () => {
  it.each(PIECES)('of nothing but %j are read in time, and nothing of them reaches a terminal', (piece) => {
    const text = piece.repeat(40_000 / piece.length);
    for (const file of FILES) inspect({ 'package.json': '{}', [file]: text });
    const fields = {
      name: text,
      main: text,
      packageManager: `pnpm@${text}`,
      engines: { node: text, pnpm: text },
      bin: text,
    };
    const scripts = { start: text.slice(0, 3_900), build: text, dev: text };
    const more = {
      workspaces: [text, `!${text}`],
      dependencies: { typescript: text, bcrypt: text, x: `file:${text}` },
      volta: { node: text, extends: text },
    };
    inspect({ 'package.json': JSON.stringify({ ...fields, ...more, scripts }), 'a/package.json': '{}' });
  });
});

describe('a key without end', () => {
  it('is refused by name, in no time', () => {
    const bomb = memoryProject({ 'mise.toml': `a${'.a'.repeat(900_000)} = 1\n` });
    expect(() => readToml(bomb, 'mise.toml')).toThrow(
      /mise\.toml is not valid TOML \(a key of more than a hundred parts\)/,
    );
    const plain = memoryProject({ 'mise.toml': '[tools]\n"core.node" = "24"\na.b.c = 1\n' });
    expect(readToml(plain, 'mise.toml')).toMatchObject({ tools: { 'core.node': '24' } });
  });
});
