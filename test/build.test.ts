import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { builtCli, command, program } from './cli/helpers.ts';

const ROOT = join(import.meta.dirname, '..');
const CASES = join(import.meta.dirname, 'stacks');
const PLAN = ['--yes', '--offline', '--json'];
/** Golden projects that differ in package manager, framework and shape. */
const projects = [
  'npm-express-typescript',
  'npm-next-standalone',
  'npm-private-registry',
  'npm-vite-react',
  'pnpm-patches',
  'yarn-4-pnp',
];

const chunks = () =>
  readdirSync(join(ROOT, 'dist/cli'))
    .filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(join(ROOT, 'dist/cli', name), 'utf8'))
    .join('\n');

beforeAll(() => {
  builtCli();
}, 120_000);

describe('the built program', () => {
  it.each(projects)('plans the same for %s with its compiled templates as the sources do', async (name) => {
    const project = join(CASES, name, 'project');
    const fromSources = await command(project, ...PLAN);
    expect(program(ROOT, [project, ...PLAN])).toEqual(fromSources);
    expect(fromSources.code).toBe(0);
    expect(JSON.parse(fromSources.out).files[0].text).toContain('FROM ');
  });

  it('brings no compiler of templates along', () => {
    const text = chunks() + readFileSync(join(ROOT, 'dist/cli.js'), 'utf8');
    // words of the runtime, and of the compiler
    expect(text).toContain('Template was precompiled with');
    expect(text).not.toContain('You must pass a string or Handlebars AST');
  });

  it('starts other programs in one place, which is loaded when a credential helper is asked', () => {
    const starts = (path: string) =>
      /(?:require\(|from ?|import\()["'`](?:node:)?child_process["'`]/.test(
        readFileSync(join(ROOT, 'dist', path), 'utf8'),
      );
    const files = readdirSync(join(ROOT, 'dist'), { recursive: true, encoding: 'utf8' });
    expect(files.filter((path) => path.endsWith('.js') && starts(path))).toEqual([join('cli', 'helper.js')]);
  });

  /** The files that a file of the program loads at once, by its imports. */
  const loadedWith = (first: string): string[] => {
    const files = new Set([first]);
    for (const file of files) {
      const text = readFileSync(join(ROOT, 'dist', file), 'utf8');
      const names = [...text.matchAll(/(?:from|import)"(\.[^"]+)"/g)].map(([, name = '']) => name);
      for (const name of names) files.add(posix.join(posix.dirname(file), name));
    }
    return [...files].sort();
  };

  it('loads what a command needs, and with every start next to nothing', () => {
    const always = ['cli.js', 'cli/rolldown-runtime.js', 'cli/start.js'];
    expect(loadedWith('cli.js')).toEqual(always);
    const network = ['cli/common.js', 'cli/network.js', 'cli/rolldown-runtime.js', 'cli/start.js'];
    expect(loadedWith('cli/network.js')).toEqual(network);
    expect(loadedWith('cli/pin.js')).toEqual(network.map((path) => path.replace('network', 'pin')));
    expect(loadedWith('cli/create.js')).toContain('cli/generate.js');
  });

  it('loads what speaks to proxies when there is one', () => {
    const proxied = readFileSync(join(ROOT, 'dist/cli/proxied.js'), 'utf8');
    expect(proxied).toContain('EnvHttpProxyAgent');
    expect(chunks().replace(proxied, '')).not.toContain('EnvHttpProxyAgent');
  });

  it('names the packages that it holds, with their licences', () => {
    const texts = ['dist/LICENSES.txt', 'dist/cli/LICENSES.txt'].map((path) => readFileSync(join(ROOT, path), 'utf8'));
    const titles = texts.flatMap((text) => [...text.matchAll(/^([a-z@/0-9-]+) (\d+\.\d+\.\d+)$/gm)]);
    const { inlinedDependencies, dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(Object.fromEntries(titles.map(([, name, version]) => [name, version]))).toEqual(inlinedDependencies);
    expect(dependencies).toBeUndefined();
  });
});
