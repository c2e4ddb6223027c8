/** More stages on top of each other than any build has; it bounds the time that a lookup in a crafted file takes. */
const DEEPEST = 64;

/** The variables of a stage: its own, then those of the stages it stands on. */
export class Variables {
  readonly #own = new Map<string, string | null>();
  readonly #below: Variables | null;

  constructor(below: Variables | null = null) {
    this.#below = below;
  }

  /** The value; null when only the build knows it, undefined when nothing sets it. */
  get(name: string): string | null | undefined {
    let layer: Variables | null = this;
    for (let depth = 0; layer; depth++) {
      if (depth > DEEPEST) return null;
      const value = layer.#own.get(name);
      if (value !== undefined) return value;
      layer = layer.#below;
    }
    return undefined;
  }

  set(name: string, value: string | null): void {
    this.#own.set(name, value);
  }
}
