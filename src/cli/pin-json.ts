import { withoutDigest } from '../pin/places.ts';
import { type FileError, targetError } from './file-errors.ts';
import type { PinOptions } from './pin-options.ts';
import { exitOf, type PinnedFile, type PinnedImage } from './pin-plan.ts';

/** The result for machines. */
export function pinJson(
  files: readonly PinnedFile[],
  errors: readonly FileError[],
  options: PinOptions,
  tool: string,
): string {
  const json = {
    version: 1,
    tool,
    exitCode: exitOf(
      files,
      errors.map(({ error }) => error),
      options,
    ),
    written: !options.check && !options.dryRun,
    files: files.map(({ file, images, left, after }) => ({
      path: file.name,
      kind: file.kind,
      changed: after !== file.text,
      images: images.map(imageJson),
      left,
    })),
    errors: errors.map(targetError),
  };
  return JSON.stringify(json, null, 2);
}

function imageJson({ place, state, was, tagged, source, kind, age, support, notes }: PinnedImage) {
  const { where, line, image } = place;
  const reference = withoutDigest(image);
  const old = { since: age?.since ?? null, days: age?.days ?? null };
  return { line, where, reference, state, was, digest: tagged, kind, source, ...old, support, notes };
}
