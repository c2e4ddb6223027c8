/** One instruction with the lines it stands on. */
export interface Instruction {
  /** Upper case: `FROM`, `RUN`. */
  readonly keyword: string;
  /** 1-based, first and last line, heredoc bodies included. */
  readonly line: number;
  readonly endLine: number;
}

export interface Dockerfile {
  readonly instructions: readonly Instruction[];
}
