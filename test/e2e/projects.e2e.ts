import { afterAll, describe, expect, test } from 'vitest';
import { chooseProofs, readCases } from './lib/cases.ts';
import { findEngine, removeAll } from './lib/engine.ts';
import { prove } from './lib/prove.ts';
import { printTable, type Row } from './lib/report.ts';

const proofs = chooseProofs(readCases(), process.env.E2E_CASES ?? '');
const engine = await findEngine();
if (!engine) process.stdout.write('e2e skipped: no Docker Engine at DOCKER_HOST\n');

describe.skipIf(!engine)('a real project becomes a hardened container that runs', () => {
  const rows: Row[] = [];

  afterAll(async () => {
    await removeAll();
    printTable('Real projects, built and run locked down', rows);
  });

  test.concurrent.for(proofs)('$title', async (proof) => {
    if (!engine) return;
    const { row, problems } = await prove(engine, proof);
    rows.push(row);
    expect(problems, problems.join('\n')).toHaveLength(0);
  });
});
