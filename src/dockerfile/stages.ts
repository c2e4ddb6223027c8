import type { Instruction } from './parse.ts';

export interface Stage {
  readonly name: string | null;
  readonly instructions: readonly Instruction[];
}
