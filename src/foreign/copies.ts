import { unquote } from '../dockerfile/words.ts';
import { instructionsOf } from './loss.ts';
import type { Reading } from './reading.ts';

/** One COPY or ADD of what ships. */
export interface Copy {
  /** The stage or image that it copies from; empty for the context. */
  readonly from: string;
  readonly sources: readonly string[];
  readonly target: string;
  readonly line: number;
  readonly whole: boolean;
}

/** Everything that is copied into what ships. */
export function copies(reading: Reading): Copy[] {
  return [...instructionsOf(reading, 'COPY'), ...instructionsOf(reading, 'ADD')].map(
    ({ json, words, line, heredocs, flags }) => {
      const all = json ?? words.map(({ text }) => unquote(text));
      const sources = heredocs.length > 0 ? heredocs.map(({ name }) => `<<${name}`) : all.slice(0, -1);
      return {
        from: flags.find(({ name }) => name === 'from')?.value?.text ?? '',
        sources,
        target: all.at(-1) ?? '',
        line,
        whole: sources.some((source) => /^(?:\.\/?|\/app\/?|\*)$/.test(source)),
      };
    },
  );
}

/** Whether another stage has made the program that is started: it comes from there under the same name. */
export function bringsProgram({ from, sources, target }: Copy, program: string): boolean {
  return from !== '' && program !== '' && [...sources, target].some((path) => lastPart(path) === lastPart(program));
}

/** The name at the end of a path. */
export function lastPart(path: string): string {
  return path.replace(/\/+$/, '').split('/').at(-1) ?? path;
}
