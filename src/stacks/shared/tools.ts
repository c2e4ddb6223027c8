/** Packages of what waits for work without a port: queues, brokers, schedulers, chats. */
const WAITS =
  /(?:^|[^a-z])(?:kafka\w*|rdkafka|\w*amqp\w*|rabbit\w*|nats\w*|redis\w*|ioredis|bull\w*|sqs\w*|pubsub|\w*mqtt\w*|temporal\w*|celery|arq|rq|dramatiq|\w*cron\w*|\w*sched\w*|agenda|discord\w*|telegr\w*|slack\w*|pg-boss|graphile-worker|asynq|river|watermill|apalis)(?:[^a-z]|$)/i;

/**
 * The library with which a program reads its command line, unless it also has one that waits for work.
 * @param packages the names of what it depends on
 * @param readers names of libraries for command lines
 */
export function commandLineOf(packages: Iterable<string>, readers: RegExp): string | undefined {
  const names = [...packages];
  return names.some((name) => WAITS.test(name)) ? undefined : names.find((name) => readers.test(name));
}

/** The same as a part of what a stack detects. */
export function toolOf(tool: string | undefined): { readonly tool?: string } {
  return tool === undefined ? {} : { tool };
}

/** Whether a program has a library that waits for work. */
export function waitsForWork(packages: readonly string[]): boolean {
  return packages.some((name) => WAITS.test(name));
}
