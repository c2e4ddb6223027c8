/**
 * A step of a pattern over units: characters of a name, or folders of a path. It takes one unit; with `before` it may also
 * take any number of those first, or be passed over: `(before* takes)?`.
 */
export interface Step<Unit> {
  readonly takes: (unit: Unit) => boolean;
  readonly before?: (unit: Unit) => boolean;
}

/**
 * After how many units a pattern can be at its end. All places that it can have come to are kept side by side and none is
 * gone back to: the time is the length of the one times that of the other, whatever stands in them.
 */
export function endsOf<Unit>(steps: readonly Step<Unit>[], units: readonly Unit[]): number[] {
  const entry = steps.findIndex(({ before }) => before === undefined);
  const last = entry < 0 ? steps.length : entry;
  const places = [...steps.keys(), steps.length].map((at) => at <= last);
  const ends = places.at(-1) ? [0] : [];
  for (let taken = 0; taken < units.length; taken++) {
    if (!advance(steps, places, units[taken] as Unit)) break;
    if (places.at(-1)) ends.push(taken + 1);
  }
  return ends;
}

/**
 * Moves the open places on by one unit, in place: an ignore file can have many thousand lines.
 * @returns whether any is open still
 */
function advance<Unit>(steps: readonly Step<Unit>[], places: boolean[], unit: Unit): boolean {
  let [earlierOpen, entered, any] = [false, false, false];
  for (let at = 0; at < places.length; at++) {
    const [earlier, step, open] = [steps[at - 1], steps[at], places[at] as boolean];
    entered =
      earlier !== undefined && ((earlierOpen && earlier.takes(unit)) || (entered && earlier.before !== undefined));
    places[at] = entered || (open && step?.before?.(unit) === true);
    earlierOpen = open;
    any ||= places[at] as boolean;
  }
  return any;
}

/** Whether a pattern fits all units, from the first to the last. */
export function fits<Unit>(steps: readonly Step<Unit>[], units: readonly Unit[]): boolean {
  return endsOf(steps, units).at(-1) === units.length;
}

const ANY = () => true;
/** Any number of units, also none. */
export const MANY: Step<unknown> = { takes: ANY, before: ANY };

/** Reads a pattern of one name, with `*` and `?`. */
export function nameMatcher(pattern: string): (name: string) => boolean {
  if (!/[*?]/.test(pattern)) return (name) => name === pattern;
  const steps = [...pattern].map((sign): Step<string> => {
    if (sign === '*') return MANY;
    return { takes: sign === '?' ? ANY : (character) => character === sign };
  });
  return (name) => fits(steps, [...name]);
}
