import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { JOURNAL_FILE } from '../../src/io/journal.ts';
import { repair } from '../../src/io/repair.ts';
import { builtCli, everything, folder, program, removeFolders } from '../cli/helpers.ts';
import { newFolder } from './folder.ts';

/** `npm run test:kills` takes its time; every other run takes a sample. */
const IS_LONG = process.env.MODE === 'kills';
const [KILLS, RUNS] = IS_LONG ? [300, 30] : [20, 3];
const VICTIM = fileURLToPath(new URL('./victim.mjs', import.meta.url));
const FILES = 12;

let library = '';
let root = '';
beforeAll(() => {
  library = join(dirname(builtCli()), 'index.js');
  root = newFolder();
  rmSync(join(root, 'Dockerfile'));
  rmSync(join(root, 'gone.conf'));
  mkdirSync(join(root, 'apps/api'), { recursive: true });
  for (let index = 0; index < FILES; index += 1)
    writeFileSync(join(root, index % 2 ? 'apps/api' : '', `file-${index}`), `version 1\n${BODY}`);
}, 120_000);
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
  removeFolders();
});

/** Long enough to be torn, if anything tears it. */
const BODY = 'RUN something\n'.repeat(2000);
const paths = Array.from({ length: FILES }, (_, index) => join(index % 2 ? 'apps/api' : '', `file-${index}`));
const texts = () => paths.map((path) => readFileSync(join(root, path), 'utf8'));
const versions = () => texts().map((text) => Number(/^version (\d+)\n/.exec(text)?.[1]));
const leftovers = (where: string) =>
  (readdirSync(where, { recursive: true }) as string[]).filter((path) => path.includes('.secure-dockerfile'));

/** A process that is ready to write. */
function ready() {
  const child = spawn(process.execPath, [VICTIM, library, root, String(FILES)]);
  const texts = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    texts.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    texts.err += chunk;
  });
  return { child, texts, ended: once(child, 'close') };
}

/** What a victim says before it writes: what it had to repair, and the version of every file after that. */
interface Start {
  readonly kind: string;
  readonly found: readonly number[];
}

/** Lets it write for a while, then kills it. */
async function killWhileWriting({ child, texts, ended }: ReturnType<typeof ready>): Promise<Start> {
  child.stdin.write('go');
  await Promise.race([once(child.stdout, 'data'), ended]);
  // on a busy machine it may take long to begin; one kill in four does not wait for that
  const hurried = Math.random() < 0.25;
  for (let tries = 0; tries < 1000 && !hurried && !existsSync(join(root, JOURNAL_FILE)); tries += 1) await sleep(1);
  await sleep(Math.random() * 25);
  child.kill('SIGKILL');
  await ended;
  expect({ err: texts.err, signal: child.signalCode }).toEqual({ err: '', signal: 'SIGKILL' });
  return JSON.parse(texts.out);
}

/** A file that somebody edited while nothing ran, and the version that they saw in it. */
interface Edit {
  readonly index: number;
  readonly version: number | undefined;
}

/** Everything is of one version, or as it was before; but an edited file is what the person left there. */
function expectOldOrNew(found: readonly number[], before: readonly number[], edit: Edit | undefined): void {
  const others = found.flatMap((version, index) => (index === edit?.index ? [] : [{ version, index }]));
  const isOld = others.every(({ version, index }) => version === before[index]);
  const isNew = new Set(others.map(({ version }) => version)).size === 1;
  expect({ found, before, edit, isOldOrNew: isOld || isNew }).toMatchObject({ isOldOrNew: true });
  if (edit) expect(found[edit.index]).toBe(edit.version);
}

/** Every file is on one side of one step: from where the victim started to the first version, or from one to the next. */
function expectOneStep(found: readonly number[], start: readonly number[]): void {
  const first = Math.max(...start) + 1;
  const isFirst = found.every((version, index) => version === start[index] || version === first);
  const isLater = Math.min(...found) >= first && Math.max(...found) - Math.min(...found) <= 1;
  expect({ found, start, isOneStep: isFirst || isLater }).toMatchObject({ isOneStep: true });
}

it(`${KILLS} kills of a process that writes: no file torn, no edit lost, the next run puts it right`, {
  timeout: 900_000,
}, async () => {
  const added = new Map<number, string>();
  const seen: Record<string, number> = {};
  let [settled, edit, next]: [readonly number[], Edit | undefined, ReturnType<typeof ready>] = [
    versions(),
    undefined,
    ready(),
  ];
  const expectWhole = (found: readonly number[]) => {
    for (const [index, text] of texts().entries())
      expect(text).toBe(`version ${found[index]}\n${BODY}${added.get(index) ?? ''}`);
  };
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const victim = next;
    next = ready();
    const { kind, found } = await killWhileWriting(victim);
    seen[kind] = (seen[kind] ?? 0) + 1;
    expectOldOrNew(found, settled, edit);
    expectOneStep(versions(), found);
    expectWhole(versions());
    [settled, edit] = [found, kill % 3 === 0 ? editAfter(kill, added) : undefined];
    if (kill % 5 > 0 && kill < KILLS) continue;
    // now and then the test is the next run, and looks for what lies about
    repair(root);
    expectOldOrNew(versions(), settled, edit);
    expectWhole(versions());
    expect(leftovers(root).filter((path) => path !== '.secure-dockerfile.lock')).toEqual([]);
    [settled, edit] = [versions(), undefined];
  }
  next.child.kill();
  // kills did hit the middle of the work, on both sides of the first rename
  if (IS_LONG) expect(Object.keys(seen).sort()).toEqual(['cleared', 'finished', 'nothing', 'taken back']);
  else expect(Object.keys(seen).length).toBeGreaterThan(1);
});

/** Somebody edits a file while nothing runs. */
function editAfter(kill: number, added: Map<number, string>): Edit {
  const index = kill % FILES;
  const line = `# edit after kill ${kill}\n`;
  appendFileSync(join(root, paths[index] ?? ''), line);
  added.set(index, (added.get(index) ?? '') + line);
  return { index, version: versions()[index] };
}

it(`${RUNS} kills of update itself: the next one ends as if nothing had happened`, { timeout: 900_000 }, async () => {
  const service = folder();
  expect(program(service, ['--yes', '--offline'])).toMatchObject({ code: 0 });
  for (let kill = 1; kill <= RUNS; kill += 1) {
    const port = String(3000 + kill);
    const words = ['update', '--yes', '--offline', '--port', port];
    const child = spawn(process.execPath, [builtCli(), ...words], { cwd: service, stdio: 'ignore' });
    const ended = once(child, 'exit');
    // most of a run is looking; what is to be hit begins with the lock
    for (let tries = 0; tries < 400 && !existsSync(join(service, '.secure-dockerfile.lock')); tries += 1)
      await sleep(2);
    await sleep(Math.random() * 150);
    child.kill('SIGKILL');
    await ended;
    expect(program(service, words)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Nothing to change|^Next$/m),
    });
    expect(readFileSync(join(service, 'Dockerfile'), 'utf8')).toContain(`EXPOSE ${port}\n`);
    expect(leftovers(service)).toEqual([]);
    const before = everything(service);
    expect(program(service, words)).toMatchObject({ code: 0, err: '' });
    expect(everything(service)).toEqual(before);
  }
});
