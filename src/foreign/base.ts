import type { Said } from '../core/earlier.ts';
import type { Stack } from '../core/stack.ts';
import { type Images, imagesOf, type Located } from './located.ts';
import { named, type Reading } from './reading.ts';

/** What the images of a Dockerfile say. */
export interface SaidBase {
  /** What the image that ships starts a CMD with. */
  readonly entrypoint: readonly string[];
  readonly stack: string | null;
  readonly base?: Said<string>;
  readonly runtimeVersion?: Said<string>;
  readonly notes: readonly string[];
}

/** The kind of base, the runtime and its version: what ships counts before what builds. */
export function readBase(reading: Reading): SaidBase {
  const images = imagesOf(reading);
  const stack = stackOf(images, reading.stacks);
  const entrypoint = images.shipped?.image.entrypoint ?? [];
  const base = images.shipped ? baseOf(images, images.shipped, stack, hasShell(reading)) : { notes: [] };
  const chosen = { ...base, entrypoint };
  const version = stack && versionIn(images, stack);
  if (version) return { stack: stack.id, ...chosen, runtimeVersion: version };
  // where no image says it, the first stack whose runtime is set up by hand
  for (const each of stack ? [stack] : reading.stacks) {
    const runtimeVersion = settingOf(reading, each) ?? installed(reading, each);
    if (runtimeVersion) return { stack: each.id, ...chosen, runtimeVersion };
  }
  return { stack: stack?.id ?? null, ...chosen };
}

/**
 * The stack that a Dockerfile builds: the one that what ships is made for, and of several (Java and Clojure run on the same
 * images) the one that builds it, too. A front end is built by Node.js within any other, so the order of detection decides.
 */
function stackOf({ shipped, copied, building, tools }: Images, stacks: readonly Stack[]): Stack | undefined {
  let left: readonly Stack[] = [];
  for (const images of [shipped ? [shipped] : [], copied, building, tools]) {
    const these = stacks.filter(({ id }) => images.some(({ image }) => image.stacks.has(id)));
    const narrowed = left.filter((each) => these.includes(each));
    left = left.length === 0 ? these : narrowed.length === 0 ? left : narrowed;
  }
  return left[0];
}

function versionIn({ shipped, building, tools }: Images, { id }: Stack): Said<string> | undefined {
  for (const { image, from } of [...(shipped ? [shipped] : []), ...building, ...tools]) {
    const value = image.stacks.get(id) ?? null;
    if (value !== null) return { value, from };
  }
  return undefined;
}

/** One of our kinds stays; an image of the user's own stays where all stages stand on it and commands run in it. */
function baseOf({ building }: Images, shipped: Located, stack: Stack | undefined, shell: boolean) {
  const { image, text, from } = shipped;
  if (image.family !== null) {
    // a system alone says something of a service only where something builds one
    const said = image.system && !stack ? {} : { base: { value: image.family, from } };
    return { ...said, notes: image.own ? [mirrored(shipped)] : [] };
  }
  const kept = image.own && shell && (image.reference.tag ?? image.reference.digest) !== null;
  if (kept && stack?.foreign?.ownRuns) return { base: { value: text, from }, notes: [] };
  // what serves static files is another image than what builds them, and is the stack's to choose
  if (!stack || !image.stacks.has(stack.id)) return { notes: image.own ? [replaced(shipped)] : [] };
  if (kept && building.every((each) => each.text === text)) return { base: { value: text, from }, notes: [] };
  return { notes: image.only ? [] : [replaced(shipped)] };
}

function mirrored({ image: { reference }, from }: Located): string {
  const prefix = `${reference.registry}/${reference.repository}`;
  return `${from} takes its image from ${named(prefix)}; give --registry HOST=PREFIX to have images from there.`;
}

function replaced({ text, from }: Located): string {
  return `${from} builds on ${named(text)}, which the new one does not: --base ${named(text)} keeps it, where it has a shell and the user that the stack's own bases have.`;
}

function hasShell({ shipped, input: { runs } }: Reading): boolean {
  return runs.some(({ stage }) => shipped.has(stage));
}

/** `ARG NODE_VERSION=22` or ENV. */
function settingOf({ input: { variables }, at }: Reading, { foreign }: Stack): Said<string> | undefined {
  const found = variables.findLast(
    ({ name, value }) => name === foreign?.variable && /^v?\d{1,3}(?:\.\d{1,4}){0,2}$/.test(value ?? ''),
  );
  return found && { value: (found.value ?? '').replace(/^v/, ''), from: at(found.instruction.line) };
}

/** What a command sets up on an image without it, such as the script of NodeSource's packages. */
function installed({ input: { runs }, at }: Reading, { foreign }: Stack): Said<string> | undefined {
  if (!foreign?.installer) return undefined;
  for (const { commands } of runs) {
    for (const { words, line } of commands) {
      const version = words.map((word) => foreign.installer?.exec(word.slice(0, 300))?.[1]).find(Boolean);
      if (version) return { value: version, from: at(line) };
    }
  }
  return undefined;
}
