import { join } from 'node:path';
import { expect, test } from 'vitest';
import { detect } from '../src/core/detect.ts';
import { STARTERS, starterFiles } from '../src/core/starters.ts';
import { withFiles } from '../src/core/with-files.ts';
import { openProject } from '../src/io/project.ts';
import { loadStarters } from '../src/io/starters.ts';
import { stacks } from '../src/stacks/index.ts';
import { type Case, readCases } from './e2e/lib/cases.ts';

/** The stack that a case of the end-to-end tests comes to. */
function stackOf({ directory, flags = [] }: Case): string {
  const after = (flag: string) => (flags.includes(flag) ? flags[flags.indexOf(flag) + 1] : undefined);
  const [service, stack, starter] = [after('--service'), after('--stack'), after('--starter')];
  const given = { ...(service ? { service } : {}), ...(stack ? { stack } : {}) };
  const opened = openProject(join(directory, 'project'));
  const chosen = STARTERS.find(({ id }) => id === starter);
  const project = chosen ? withFiles(opened, starterFiles(chosen, loadStarters(), opened.name)) : opened;
  return detect(project, stacks, given).stack.id;
}

test('a stack says that it is built and run where an end-to-end test does so, and nowhere else', () => {
  // what runs on stand-ins for its images is not called built
  const proven = new Set(
    readCases()
      .filter(({ standIns }) => !standIns)
      .map(stackOf),
  );
  expect(stacks.filter(({ proof }) => proof.built !== '').map(({ id }) => id)).toEqual(
    stacks.map(({ id }) => id).filter((id) => proven.has(id)),
  );
});

test('what is not built is said to be so', () => {
  for (const { id, proof } of stacks) expect(`${proof.built}${proof.checked}`, id).not.toBe('');
});
