import type { Rule } from '../rule.ts';
import { imageLatest } from './image-latest.ts';
import { imagePlatform } from './image-platform.ts';
import { imageUnpinned } from './image-unpinned.ts';
import { imageUnpinnedSyntax } from './image-unpinned-syntax.ts';
import { imageUntagged } from './image-untagged.ts';
import { imageVariable } from './image-variable.ts';
import { setidNotStripped } from './setid-not-stripped.ts';
import { userMissing } from './user-missing.ts';
import { userRoot } from './user-root.ts';

/** Every rule, by id. */
export const rules: readonly Rule[] = [
  imageLatest,
  imagePlatform,
  imageUnpinned,
  imageUnpinnedSyntax,
  imageUntagged,
  imageVariable,
  setidNotStripped,
  userMissing,
  userRoot,
];
