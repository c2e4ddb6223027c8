import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { TimeOver, within } from '../../src/images/deadline.ts';

/** Ends when the signal does, and with an error that says nothing of why. */
const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));

test('a task that ends in time keeps its result', async () => {
  await expect(within(1000, undefined, async () => 'done')).resolves.toBe('done');
});

test('a task that fails in time keeps its error', async () => {
  const failing = within(1000, undefined, async () => Promise.reject(new Error('its own')));
  await expect(failing).rejects.toThrow('its own');
});

test('a task that takes too long fails with TimeOver', async () => {
  await expect(within(10, undefined, untilAborted)).rejects.toBeInstanceOf(TimeOver);
});

test('the outer signal aborts the task with its reason', async () => {
  const cancel = new AbortController();
  const pending = within(1000, cancel.signal, untilAborted);
  cancel.abort(new Error('by hand'));
  await expect(pending).rejects.toThrow('by hand');
  const late = within(1000, cancel.signal, async (signal) => signal.throwIfAborted());
  await expect(late).rejects.toThrow('by hand');
});

test('a garbage collection does not take the deadline away', async () => {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('this Node has no gc');
  const outer = new AbortController();
  const pending = within(5000, outer.signal, () => within(100, outer.signal, untilAborted));
  collect();
  await expect(pending).rejects.toBeInstanceOf(TimeOver);
});
