import type { Instruction } from '../../dockerfile/parse.ts';
import type { Stage } from '../../dockerfile/stages.ts';
import { unquote } from '../../dockerfile/words.ts';

/** The files that a COPY or ADD takes from the build context; empty for --from and for heredocs. */
export function contextSources({ keyword, flags, words, json }: Instruction): readonly string[] {
  if ((keyword !== 'COPY' && keyword !== 'ADD') || flags.some(({ name }) => name === 'from')) return [];
  const sources = (json ?? words.map(({ text }) => unquote(text))).slice(0, -1);
  return sources.filter((source) => !source.startsWith('<<'));
}

/** Whether a source is the whole context. */
export function isWholeContext(source: string): boolean {
  return /^\/?(?:\.\/?)*(?:\*{0,2}\/?)$/.test(source) && source !== '';
}

/** The instructions of a stage that copy the whole context. */
export function wholeCopies({ instructions }: Stage): Instruction[] {
  return instructions.filter((each) => contextSources(each.inner ?? each).some(isWholeContext));
}
