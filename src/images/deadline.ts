/** Why a signal of `within` aborted when its time was over. */
export class TimeOver extends Error {}

/**
 * Runs a task with a signal that aborts after some milliseconds, or with the outer signal and its reason. Not made of
 * AbortSignal.any and timeout: in Node 20 these can be garbage collected, and then never abort.
 */
export async function within<Result>(
  milliseconds: number,
  outer: AbortSignal | undefined,
  task: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const forward = () => controller.abort(outer?.reason);
  const timer = setTimeout(() => controller.abort(new TimeOver(`no end within ${milliseconds} ms`)), milliseconds);
  outer?.addEventListener('abort', forward);
  if (outer?.aborted) forward();
  try {
    return await task(controller.signal);
  } catch (error) {
    // What a task throws when it is aborted differs; the reason is what the caller understands.
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener('abort', forward);
  }
}
