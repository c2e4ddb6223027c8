import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { builtCli, everything, folder, removeFolders, SERVICE } from './helpers.ts';

const DRIVER = fileURLToPath(new URL('./terminal.py', import.meta.url));
const hasPython = spawnSync('python3', ['-c', 'import pty']).status === 0;
const ENTER = '\r';
const CTRL_C = '\u0003';
const ESCAPE = '\u001b';

let cli = '';
beforeAll(() => {
  cli = builtCli();
}, 120_000);
afterEach(removeFolders);

/** Runs the program on a terminal. Each step waits for a text and then types. */
function atTerminal(
  cwd: string,
  words: readonly string[],
  steps: readonly (readonly [string, string])[],
  { columns = 80 } = {},
) {
  const { PATH = '' } = process.env;
  const { status, stdout } = spawnSync('python3', [DRIVER, JSON.stringify(steps), process.execPath, cli, ...words], {
    cwd,
    env: { PATH, TERM: 'xterm-256color', TERMINAL_COLUMNS: String(columns) },
    encoding: 'utf8',
  });
  return { code: status, screen: stdout };
}

const QUESTIONS = [
  'Framework',
  'Node.js version',
  'Package manager',
  'Build',
  'Start command',
  'Port',
  'healthy',
  'Base image',
];

describe.skipIf(!hasPython)('at a terminal', () => {
  it('asks, shows and writes what the person accepts', () => {
    const root = folder();
    const steps = QUESTIONS.map((text) => [text, ENTER] as const);
    const { code, screen } = atTerminal(root, ['--offline'], [...steps, ['Write these files?', 'y']]);
    expect(screen).toContain('not signed by its publisher');
    expect(code).toBe(0);
    expect(readFileSync(join(root, 'Dockerfile'), 'utf8')).toContain('EXPOSE 3000');
    expect(JSON.parse(readFileSync(join(root, 'secure-dockerfile.json'), 'utf8'))).not.toHaveProperty('port');
  }, 90_000);

  it('asks which of two services is meant, and says what each of them starts', () => {
    const go = { 'go.mod': 'module shop\n\ngo 1.27\n', 'main.go': 'package main\n\nfunc main() {}\n' };
    const root = folder({ ...go, ...SERVICE });
    const answers = ['Start command', 'Port', 'healthy', 'Base image'].map((text) => [text, ENTER] as const);
    const steps = [['Which of the services', ENTER], ...answers, ['Write these files?', 'y']] as const;
    const { code, screen } = atTerminal(root, ['--offline', '--allow-unpinned'], steps);
    expect(screen).toContain('/app/shop (main.go)');
    expect(code).toBe(0);
    expect(readFileSync(join(root, 'Dockerfile'), 'utf8')).toContain('go build');
  }, 90_000);

  it('begins a service in an empty folder, and asks only what it is to run on', () => {
    const root = folder({});
    const steps = [
      ['The folder is empty', `\u001b[B${ENTER}`],
      ['Base image', ENTER],
      ['Write these files?', ENTER],
    ] as const;
    const { code, screen } = atTerminal(root, ['--offline'], steps);
    expect(screen).toContain('npm ci && npm test');
    expect(code).toBe(0);
    expect(readFileSync(join(root, 'src/server.ts'), 'utf8')).toContain('SIGTERM');
  }, 90_000);

  it('takes what the person types, and asks nothing that a flag has answered', () => {
    const root = folder();
    const flags = ['--offline', '--framework', 'express', '--runtime-version', '24', '--package-manager', 'npm'];
    const { code, screen } = atTerminal(
      root,
      [...flags, '--build', 'none', '--start', 'node server.js', '--base', 'slim'],
      [
        ['Port', `70000${ENTER}`],
        ['takes a number from 1 to 65535', `\u007f\u007f\u007f\u007f\u007f8080${ENTER}`],
        ['healthy', `none${ENTER}`],
        ['Write these files?', ENTER],
      ],
    );
    expect({ code, asked: screen.includes('Framework') }).toEqual({ code: 0, asked: false });
    const config = JSON.parse(readFileSync(join(root, 'secure-dockerfile.json'), 'utf8'));
    expect(config).toMatchObject({ port: 8080, healthcheck: null });
  }, 90_000);

  it.each([
    ['Ctrl-C at the first question', [['Framework', CTRL_C]]],
    [
      'Escape at the second',
      [
        ['Framework', ENTER],
        ['Node.js version', ESCAPE],
      ],
    ],
    ['Ctrl-C at the last question', [...QUESTIONS.map((text) => [text, ENTER]), ['Write these files?', CTRL_C]]],
    ['no to the last question', [...QUESTIONS.map((text) => [text, ENTER]), ['Write these files?', 'n']]],
  ] as [string, [string, string][]][])(
    'writes nothing after %s',
    (_, steps) => {
      const root = folder();
      const before = everything(root);
      const { code, screen } = atTerminal(root, ['--offline'], steps);
      expect(screen).toMatch(/Cancelled; nothing was written\.\r\n$/);
      expect(code).toBe(130);
      expect(everything(root)).toEqual(before);
    },
    90_000,
  );

  it('asks what to do with a file that is not ours', () => {
    const root = folder({
      Dockerfile: 'FROM scratch\n',
      'package.json': '{"name":"x","main":"a.js"}',
      'a.js': '',
    });
    const flags = [
      '--offline',
      '--framework',
      'none',
      '--runtime-version',
      '24',
      '--package-manager',
      'npm',
      '--build',
      'none',
    ];
    const rest = ['--start', 'node a.js', '--port', '3000', '--healthcheck', '/', '--base', 'slim'];
    const { code, screen } = atTerminal(
      root,
      [...flags, ...rest],
      [
        ['was not written by this tool', ENTER],
        ['Write these files?', ENTER],
      ],
    );
    expect(code).toBe(0);
    expect(screen).toContain('Dockerfile: the one that is there, and the new one');
    expect(screen).toMatch(/audit {5}1 high, .*; 0 in the new one/);
    expect(screen).toMatch(/-FROM scratch/);
    expect(readFileSync(join(root, 'Dockerfile'), 'utf8')).toBe('FROM scratch\n');
    expect(readFileSync(join(root, 'Dockerfile.new'), 'utf8')).toContain('USER 1000:1000');
  }, 90_000);

  it('suggests what a foreign Dockerfile says, sets both side by side, and overwrites it when told to', () => {
    const theirs = 'FROM node:24-alpine\nCOPY . .\nENV REGION=eu\nRUN npm ci\nEXPOSE 5000\nCMD ["node", "server.js"]\n';
    const { 'server.js': _, ...files } = SERVICE;
    const root = folder({
      ...files,
      'server.js': 'require("express")().listen(process.env.ADDRESS);\n',
      Dockerfile: theirs,
    });
    const { code, screen } = atTerminal(
      root,
      ['--offline'],
      [
        ...QUESTIONS.map((text) => [text, ENTER] as const),
        ['was not written by this tool', `\u001b[B${ENTER}`],
        ['Write these files?', 'y'],
      ],
      { columns: 160 },
    );
    expect(code).toBe(0);
    expect(screen).toMatch(/FROM node:24-alpine +(?:\S+ )?┃ /);
    expect(screen.match(/sets ENV REGION \(line 3\)/g)).toHaveLength(1);
    const text = readFileSync(join(root, 'Dockerfile'), 'utf8');
    expect(text).toMatch(/^FROM node:24-alpine@sha256:/m);
    expect(text).toContain('EXPOSE 5000');
    expect(JSON.parse(readFileSync(join(root, 'secure-dockerfile.json'), 'utf8'))).toMatchObject({
      port: 5000,
      base: 'alpine',
    });
  }, 90_000);
});
