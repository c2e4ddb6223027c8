/** One thing in its three versions: as it was last generated, as the user has it, as it is generated now. */
export interface Three<T> {
  readonly base: T;
  readonly yours: T;
  readonly generated: T;
}

/** The same question asked of all three versions. */
export function mapThree<T, Out>({ base, yours, generated }: Three<T>, map: (version: T) => Out): Three<Out> {
  return { base: map(base), yours: map(yours), generated: map(generated) };
}

/** What stands when at most one side changed it, or both alike; undefined when they disagree. */
export function settled<T extends string | null>({ base, yours, generated }: Three<T>): T | undefined {
  if (base === generated || yours === generated) return yours;
  return base === yours ? generated : undefined;
}
