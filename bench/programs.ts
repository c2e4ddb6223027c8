import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { must } from '../test/e2e/lib/process.ts';

/** A generator as its users get it: installed from a tarball or the registry into a folder of its own. */
export interface Program {
  readonly name: 'ours' | 'theirs';
  readonly packages: number;
  readonly bytes: number;
  /** Writes the files for the project in this folder. */
  generate(project: string, options?: { base?: string; offline?: boolean; peak?: string }): Promise<number>;
}

export const THEIRS = '@flydotio/dockerfile@0.7.10';

const REPOSITORY = fileURLToPath(new URL('..', import.meta.url));
const PEAK = fileURLToPath(new URL('peak.cjs', import.meta.url));

/** Installs both. Ours is packed first, so that what is measured is what is published. */
export async function installBoth(): Promise<{ ours: Program; theirs: Program; remove(): Promise<void> }> {
  const root = await mkdtemp(join(tmpdir(), 'bench-'));
  await must('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', root, REPOSITORY]);
  const tarball = (await readdir(root)).find((name) => name.endsWith('.tgz')) ?? '';
  const ours = await install(join(root, 'ours'), join(root, tarball));
  const theirs = await install(join(root, 'theirs'), THEIRS);
  const cli = join(ours.modules, 'create-secure-dockerfile/dist/cli.js');
  const other = join(theirs.modules, '@flydotio/dockerfile/index.js');
  return {
    ours: {
      ...ours,
      name: 'ours',
      generate: (project, { base, offline = true, peak } = {}) => {
        const flags = [...(offline ? ['--offline'] : []), ...(base ? ['--base', base] : [])];
        return timed([cli, project, '--yes', '--quiet', ...flags], project, peak);
      },
    },
    theirs: {
      ...theirs,
      name: 'theirs',
      generate: (project, { peak } = {}) => timed([other, '--force'], project, peak),
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

async function timed(args: readonly string[], cwd: string, peak: string | undefined): Promise<number> {
  const env = peak ? { ...process.env, PEAK_FILE: peak, NODE_OPTIONS: `--require=${PEAK}` } : process.env;
  return (await must(process.execPath, args, { cwd, env })).seconds;
}

async function install(directory: string, what: string) {
  await mkdir(directory);
  await writeFile(join(directory, 'package.json'), '{ "private": true }\n');
  await must('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', what], { cwd: directory });
  const lock = JSON.parse(await readFile(join(directory, 'package-lock.json'), 'utf8')) as { packages: object };
  const modules = join(directory, 'node_modules');
  return { modules, packages: Object.keys(lock.packages).length - 1, bytes: await bytesBelow(modules) };
}

async function bytesBelow(directory: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(directory, { withFileTypes: true, recursive: true }))
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size;
  return bytes;
}
