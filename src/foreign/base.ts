import type { Said } from '../core/earlier.ts';
import type { Stage } from '../dockerfile/stages.ts';
import { type KnownImage, knownImage } from './images.ts';
import { named, type Reading } from './reading.ts';

/** What the images of a Dockerfile say. */
export interface SaidBase {
  readonly stack: string | null;
  readonly base?: Said<string>;
  readonly runtimeVersion?: Said<string>;
  readonly notes: readonly string[];
}

interface Located {
  readonly image: KnownImage;
  /** As it is written, variables replaced. */
  readonly text: string;
  readonly from: string;
}

/** The kind of base, the runtime and its version: what ships counts before what builds. */
export function readBase(reading: Reading): SaidBase {
  const shipped = imageBelow(reading, reading.final);
  const building = [...reading.building].flatMap((stage) => imageBelow(reading, stage) ?? []);
  const all = [...(shipped ? [shipped] : []), ...building];
  const stack = all.find(({ image }) => image.stack !== null)?.image.stack ?? null;
  const version = all.find(({ image }) => image.version !== null && image.stack === stack);
  const chosen = shipped ? baseOf(shipped, all, stack, hasShell(reading)) : { notes: [] };
  const runtimeVersion = version
    ? { value: version.image.version ?? '', from: version.from }
    : (settingOf(reading, 'NODE_VERSION') ?? installedNode(reading));
  return { stack: stack ?? (runtimeVersion ? 'node' : null), ...chosen, ...(runtimeVersion && { runtimeVersion }) };
}

function imageBelow(reading: Reading, stage: Stage): Located | undefined {
  let lowest = stage;
  while (lowest.parent) lowest = lowest.parent;
  const text = stage.origin;
  const image = text === null ? undefined : knownImage(text);
  return image && text !== null ? { image, text, from: reading.at(lowest.line) } : undefined;
}

/** One of our kinds stays; an image of the user's own stays where all stages stand on it and commands run in it. */
function baseOf(shipped: Located, all: readonly Located[], stack: string | null, shell: boolean) {
  const { image, text, from } = shipped;
  if (image.family !== null)
    return { base: { value: image.family, from }, notes: image.own ? [mirrored(shipped)] : [] };
  const tagged = (image.reference.tag ?? image.reference.digest) !== null;
  // an SDK builds what runs on an image of one's own
  if (stack === 'dotnet' && image.own && shell && tagged) return { base: { value: text, from }, notes: [] };
  // what serves static files is another image than what builds them, and is the stack's to choose
  if (stack === null || image.stack !== stack) return { notes: image.own ? [replaced(shipped)] : [] };
  const alone = all.every((each) => each.text === text) && shell && tagged;
  if (image.own && alone) return { base: { value: text, from }, notes: [] };
  return { notes: /oven\/bun$/.test(image.reference.repository) ? [] : [replaced(shipped)] };
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

/** `ARG NODE_VERSION=22` or ENV, where the images do not say it. */
function settingOf({ input: { variables }, at }: Reading, name: string): Said<string> | undefined {
  const found = variables.findLast(
    (each) => each.name === name && /^v?\d{1,3}(?:\.\d{1,4}){0,2}$/.test(each.value ?? ''),
  );
  return found && { value: (found.value ?? '').replace(/^v/, ''), from: at(found.instruction.line) };
}

/** The script with which NodeSource's packages are set up, on an image without Node.js. */
function installedNode({ input: { runs }, at }: Reading): Said<string> | undefined {
  for (const { commands } of runs) {
    for (const { words, line } of commands) {
      const version = words.map((word) => /\/setup_(\d{1,3})\.x$/.exec(word.slice(0, 300))?.[1]).find(Boolean);
      if (version) return { value: version, from: at(line) };
    }
  }
  return undefined;
}
