/**
 * Limits how many tasks run for one host at a time.
 * @returns a function that runs the task as soon as its host has a free slot
 */
export function slotsPerHost(limit: number): <Result>(host: string, task: () => Promise<Result>) => Promise<Result> {
  const hosts = new Map<string, { running: number; readonly waiting: (() => void)[] }>();
  return async (host, task) => {
    const slots = hosts.get(host) ?? { running: 0, waiting: [] };
    hosts.set(host, slots);
    if (slots.running < limit) slots.running++;
    else await new Promise<void>((free) => slots.waiting.push(free));
    try {
      return await task();
    } finally {
      const next = slots.waiting.shift();
      if (next === undefined) slots.running--;
      else next();
    }
  };
}
