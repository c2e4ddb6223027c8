import type { Stack } from '../core/stack.ts';
import { type Stage, stageNamed } from '../dockerfile/stages.ts';
import { type KnownImage, knownImage } from './images.ts';
import type { Reading } from './reading.ts';

/** An image that a Dockerfile names, and where. */
export interface Located {
  readonly image: KnownImage;
  /** As it is written, variables replaced. */
  readonly text: string;
  readonly from: string;
}

/** The images of a Dockerfile, by what they have to do with the one that it makes. */
export interface Images {
  /** What ships stands on it. */
  readonly shipped: Located | undefined;
  /** Below the other stages that the build needs, the nearest to the end first. */
  readonly building: readonly Located[];
  /** Those among them that files are shipped from. */
  readonly copied: readonly Located[];
  /** Images without a stage of their own, which files are taken from. */
  readonly tools: readonly Located[];
}

/** Finds the images that a build needs. */
export function imagesOf(reading: Reading, stacks: readonly Stack[]): Images {
  const below = (stage: Stage) => imageBelow(reading, stage, stacks) ?? [];
  const sources = sourcesOf(reading);
  const needed = reading.input.images.filter(({ kind, stage }) => kind !== 'from' && stage?.reachable);
  return {
    shipped: imageBelow(reading, reading.final, stacks),
    building: [...reading.building].flatMap(below),
    copied: [...reading.building].filter((stage) => sources.has(stage)).flatMap(below),
    tools: needed.flatMap(({ image, line }) => located(image, reading.at(line), stacks) ?? []),
  };
}

function imageBelow(reading: Reading, stage: Stage, stacks: readonly Stack[]): Located | undefined {
  let lowest = stage;
  while (lowest.parent) lowest = lowest.parent;
  return located(stage.origin, reading.at(lowest.line), stacks);
}

function located(text: string | null, from: string, stacks: readonly Stack[]): Located | undefined {
  const image = text === null ? undefined : knownImage(text, stacks);
  return image && text !== null ? { image, text, from } : undefined;
}

/** The stages that files are shipped from. */
function sourcesOf({ shipped, input }: Reading): ReadonlySet<Stage> {
  const copies = [...shipped].flatMap(({ index, instructions }) =>
    instructions.flatMap(({ keyword, flags }) => {
      const from = keyword === 'COPY' ? flags.find(({ name }) => name === 'from')?.value?.text : undefined;
      return from === undefined ? [] : (stageNamed(input.stages, index, from) ?? []);
    }),
  );
  return new Set(copies);
}
