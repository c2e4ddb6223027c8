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
export function imagesOf(reading: Reading): Images {
  const below = (stage: Stage) => imageBelow(reading, stage) ?? [];
  const sources = sourcesOf(reading);
  const needed = reading.input.images.filter(({ kind, stage }) => kind !== 'from' && stage?.reachable);
  return {
    shipped: imageBelow(reading, reading.final),
    building: [...reading.building].flatMap(below),
    copied: [...reading.building].filter((stage) => sources.has(stage)).flatMap(below),
    tools: needed.flatMap(({ image, line }) => located(reading, image, line) ?? []),
  };
}

function imageBelow(reading: Reading, stage: Stage): Located | undefined {
  let lowest = stage;
  while (lowest.parent) lowest = lowest.parent;
  return located(reading, stage.origin, lowest.line);
}

function located({ stacks, at }: Reading, text: string | null, line: number): Located | undefined {
  const image = text === null ? undefined : knownImage(text, stacks);
  return image && text !== null ? { image, text, from: at(line) } : undefined;
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
