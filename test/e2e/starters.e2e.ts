import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Created, create } from './lib/create.ts';
import { addedSize, build, type Engine, findEngine, removeAll, removeImage, whyFailed } from './lib/engine.ts';
import { runToItsEnd } from './lib/lockdown.ts';
import { runLockedDown } from './lib/prove.ts';
import { printTable, type Row } from './lib/report.ts';
import { scaffold } from './lib/scaffold.ts';
import { pageOf, STARTERS, type Starter } from './starters/index.ts';
import { type Result, record } from './starters/results.ts';

const engine = await findEngine();
if (!engine) process.stdout.write('e2e:starters skipped: no Docker Engine at DOCKER_HOST\n');

describe.skipIf(!engine)('a starter of others becomes a container that runs', () => {
  const rows: Row[] = [];

  afterAll(async () => {
    await removeAll();
    printTable('Starters', rows);
  });

  test.concurrent.for(STARTERS)('$name with $manager', async (starter) => {
    if (!engine) return;
    const { row, problem } = await tryStarter(engine, starter);
    rows.push(row);
    if (process.env.E2E_RECORD) record(STARTERS, resultOf(row));
    const excused = starter.exception !== undefined && problem.includes(starter.exception.shows);
    if (!excused) expect(problem, problem).toBe('');
  });
});

async function tryStarter(engine: Engine, starter: Starter): Promise<{ row: Row; problem: string }> {
  const root = await mkdtemp(join(tmpdir(), 'starter-'));
  const name = `${starter.name}-${starter.manager}`.replace(/[^a-z0-9]+/g, '-');
  const image = `csd-starter-${name}`;
  const row: Record<string, string | number> = { starter: starter.name, manager: starter.manager, built: 'no' };
  let problem = '';
  try {
    await scaffold(engine, starter.scaffold, starter.manager, root);
    const created = await create(join(root, 'app'), name, starter.flags ?? []);
    const file = join(created.root, created.file);
    const built = await build(engine, { tag: image, context: created.root, file });
    if (built.code !== 0) throw new Error(`build: ${whyFailed(built)}`);
    Object.assign(row, {
      built: 'yes',
      seconds: Math.round(built.seconds),
      MB: ((await addedSize(image, created.text)) / 1e6).toFixed(1),
    });
    const problems = await runs(engine, starter, created, image);
    row.answered = problems.length === 0 ? 'yes' : 'no';
    problem = problems.join('\n');
  } catch (error) {
    problem = error instanceof Error ? error.message : String(error);
  } finally {
    await removeImage(image);
    await rm(root, { recursive: true, force: true });
  }
  row.reason = starter.exception?.why ?? problem.split('\n')[0]?.slice(0, 80) ?? '';
  return { row: ordered(row), problem };
}

/** A service answers until it is told to stop; a program that serves nothing prints what it has to say and ends. */
async function runs(engine: Engine, starter: Starter, created: Created, image: string): Promise<readonly string[]> {
  if (starter.prints === undefined)
    return (await runLockedDown(engine, { ...starter, pages: [pageOf(starter)] }, created, image)).problems;
  const printed = await runToItsEnd(image, created);
  return printed.includes(starter.prints) ? [] : [`it printed ${JSON.stringify(printed.slice(-500))}`];
}

function resultOf({ starter, manager, answered, MB }: Row): Result {
  return {
    starter: String(starter),
    manager: String(manager),
    date: new Date().toISOString().slice(0, 10),
    green: answered === 'yes',
    megabytes: MB ? Number(MB) : null,
  };
}

function ordered(row: Row): Row {
  const names = ['starter', 'manager', 'built', 'answered', 'seconds', 'MB', 'reason'];
  return Object.fromEntries(names.map((name) => [name, row[name] ?? '']));
}
