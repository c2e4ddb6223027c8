import { mkdirSync, readFileSync } from 'node:fs';
import { copyFile, cp } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'shell-quote';
import { withMirrors } from './lab.ts';
import { must } from './process.ts';

/** The program under test; E2E_CLI names another one, such as that of an installed tarball. */
export const CLI = process.env.E2E_CLI ?? fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));

/** What create wrote for one service. */
export interface Created {
  /** The build context. */
  readonly root: string;
  /** The Dockerfile, relative to the root. */
  readonly file: string;
  readonly text: string;
  /** The options of the `docker run` that its header prints, without what names it and where it is reached. */
  readonly runOptions: readonly string[];
  /** The ids of the secrets that its build can use. */
  readonly secrets: readonly string[];
}

/** Runs `create --yes` in a folder. Where E2E_KEEP names a folder, the Dockerfile is copied there, for the conformance run. */
export async function create(root: string, name: string, flags: readonly string[]): Promise<Created> {
  const [created] = await createAll(root, name, flags);
  if (!created) throw new Error('create wrote no Dockerfile');
  return created;
}

/** The same for a project of several services: what it wrote for each, in the order of the paths of their Dockerfiles. */
export async function createAll(root: string, name: string, flags: readonly string[]): Promise<Created[]> {
  await must(process.execPath, [CLI, root, '--yes', ...flags], { env: withMirrors(process.env), timeout: 120_000 });
  const files = dockerfilesOf(root);
  return Promise.all(
    files.map(async (file) => {
      const text = readFileSync(join(root, file), 'utf8');
      await keep(root, file, files.length === 1 ? name : `${name}-${file.replaceAll('/', '-')}`);
      return { root, file, text, runOptions: runOptions(text), secrets: secretIds(text) };
    }),
  );
}

/** Copies a case's project, so that nothing is written into the repository. */
export async function copyProject(project: string, to: string): Promise<void> {
  await cp(project, to, { recursive: true });
}

/** The Dockerfiles that create wrote, as its own lock file names them. */
function dockerfilesOf(root: string): string[] {
  const lock = JSON.parse(readFileSync(join(root, 'secure-dockerfile-lock.json'), 'utf8')) as { files: object };
  return Object.keys(lock.files)
    .filter((path) => path.endsWith('Dockerfile'))
    .sort();
}

/** `docker run OPTIONS IMAGE` of the header, as words. */
function runOptions(dockerfile: string): string[] {
  const [, command] = /^#\s+run\s+docker run (.+)$/m.exec(dockerfile) ?? [];
  if (!command) throw new Error('the header has no `run` line');
  const words = parse(command).map(String).slice(0, -1);
  // where it is reached, what it is called and whose network it shares are for the test to say
  for (const option of ['-p', '--name', '--network']) {
    const at = words.indexOf(option);
    if (at !== -1) words.splice(at, 2);
  }
  return words;
}

function secretIds(dockerfile: string): string[] {
  return [...new Set([...dockerfile.matchAll(/type=secret,id=([\w.-]+)/g)].map(([, id]) => id as string))];
}

async function keep(root: string, file: string, name: string): Promise<void> {
  if (!process.env.E2E_KEEP) return;
  const to = join(process.env.E2E_KEEP, name, 'Dockerfile');
  mkdirSync(dirname(to), { recursive: true });
  await copyFile(join(root, file), to);
}
