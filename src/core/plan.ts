/** A file as it was rendered in this run. */
export interface RenderedFile {
  readonly path: string;
  readonly text: string;
}

/** What is to happen to one file: a row of design.md's update table, decided. */
export interface FileAction {
  readonly path: string;
  readonly action: 'create' | 'update' | 'merge' | 'keep' | 'conflict' | 'delete';
  /** Why, in words for people: `same`, `your edit`, `you deleted it` … */
  readonly reason: string;
  /** The text that will stand in the file afterwards; null when it is deleted or stays deleted. */
  readonly text: string | null;
  /** The text on disk now; null when there is none. */
  readonly current: string | null;
  /** The text that the lock keeps as the next merge base; null when the file is no longer generated. */
  readonly base: string | null;
}
