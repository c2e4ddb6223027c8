import { existsSync, rmSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { applyChanges } from '../../src/io/apply.ts';
import { repair } from '../../src/io/repair.ts';
import type { Files } from '../../src/io/steps.ts';
import { CHANGES, contents, NEW, newFolder, OLD, systemError, watched } from './folder.ts';

/** In memory where there is such a place: a thousand applies wait for a real disk at every other call. */
const QUICK = existsSync('/dev/shm') ? '/dev/shm' : undefined;

/** What an apply does on disk, call by call. */
const CALLS: readonly (keyof Files)[] = (() => {
  const root = newFolder(QUICK);
  const calls: (keyof Files)[] = [];
  applyChanges(
    root,
    CHANGES,
    watched((name) => calls.push(name)),
  );
  rmSync(root, { recursive: true });
  return calls;
})();
const steps = CALLS.map((name, index) => [index + 1, name] as const);

let root = '';
afterEach(() => rmSync(root, { recursive: true, force: true }));

function attempt(work: () => void): unknown {
  try {
    work();
    return undefined;
  } catch (error) {
    return error;
  }
}

it('an apply takes more than thirty steps, all of which can fail', () => {
  expect(CALLS.length).toBeGreaterThan(30);
});

describe.each(['ENOSPC', 'EACCES', 'EIO'])('one call failing with %s', (code) => {
  it.each(steps)('%i, %s: everything is old or everything is new', (nth) => {
    root = newFolder(QUICK);
    let calls = 0;
    const files = watched(() => {
      if (++calls === nth) throw systemError(code);
    });
    const error = attempt(() => applyChanges(root, CHANGES, files));
    if (error) expect(error).toMatchObject({ name: 'UserError', code: 'file-system', hint: 'Nothing was changed.' });
    repair(root); // what could not be removed
    expect(contents(root)).toEqual(error ? OLD : NEW);
  });
});

describe('a disk that fails from one call on', () => {
  it.each(steps)('%i, %s: the next run puts everything right', (nth) => {
    root = newFolder(QUICK);
    let calls = 0;
    const files = watched(() => {
      if (++calls >= nth) throw systemError('EIO');
    });
    const error = attempt(() => applyChanges(root, CHANGES, files));
    repair(root);
    expect(contents(root)).toBeOneOf(error ? [OLD, NEW] : [NEW]);
    expect(repair(root)).toBeUndefined();
  });
});

describe('a process that ends at one call', () => {
  /** Nothing happens on disk from the nth call on, and nobody gets to tidy up. */
  const killedAt = (nth: number): Files => {
    let calls = 0;
    return watched(() => {
      if (++calls >= nth) throw new Error('killed');
    });
  };

  it.each(steps)('%i, %s: the next run finishes it or takes it back', (nth) => {
    root = newFolder(QUICK);
    const killed = attempt(() => applyChanges(root, CHANGES, killedAt(nth)));
    const done = repair(root);
    // once all files are in place, what lies beside them is removed as well as it can be
    expect(contents(root)).toEqual(killed === undefined || done?.kind === 'finished' ? NEW : OLD);
    expect(repair(root)).toBeUndefined();
  });

  it.each(steps)('%i, %s: the run that repairs may be killed at any call, too', (nth) => {
    for (let second = 1; ; second += 1) {
      root = newFolder(QUICK);
      attempt(() => applyChanges(root, CHANGES, killedAt(nth)));
      const error = attempt(() => repair(root, killedAt(second)));
      repair(root);
      expect(contents(root)).toBeOneOf([OLD, NEW]);
      expect(repair(root)).toBeUndefined();
      rmSync(root, { recursive: true });
      if (error === undefined) break;
    }
  });
});
