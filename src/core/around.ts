import type { Earlier } from './earlier.ts';

/** What a stack is told of a folder beside the project's files: what others have to say of it. */
export interface Around {
  /** What a Dockerfile of somebody else's says: a stack weighs the runtime's version in it against its own files. */
  readonly earlier?: Earlier | undefined;
  /** The names of the files that make it another stack's, unless this one plainly serves in it. */
  claims(): readonly string[];
}
