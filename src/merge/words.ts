import { parseDockerfile } from '../dockerfile/parse.ts';

/** A word of an instruction, with what stands before it: blanks, a continuation, comments between the lines. */
export interface Word {
  readonly gap: string;
  readonly text: string;
  /** By what it is known again when it changed: the name of a flag, a variable, a package; empty when by nothing else. */
  readonly key: string;
}

/** An instruction as its words: gaps and texts of all, in order, are the instruction. */
export interface Sentence {
  readonly keyword: string;
  readonly name: Word;
  readonly flags: readonly Word[];
  readonly args: readonly Word[];
  readonly isJson: boolean;
}

/** Takes one instruction apart; null when there is more to it than words, as with a heredoc. */
export function readSentence(text: string): Sentence | null {
  const { instructions, directives } = parseDockerfile(text);
  const [instruction, ...others] = instructions;
  if (!instruction || others.length + directives.length + instruction.heredocs.length > 0) return null;
  let at = 0;
  const cut = ({ start, end }: { readonly start: number; readonly end: number }): Word => {
    const word = { gap: text.slice(at, start), text: text.slice(start, end), key: '' };
    at = end;
    return word;
  };
  const name = cut(instruction.name);
  const flags = instruction.flags.map((flag) => keyed(cut(flag), flagKey(text.slice(flag.start, flag.end))));
  const args = instruction.words.map(cut);
  if (text.slice(at).trim() !== '') return null;
  return { keyword: instruction.keyword, name, flags, args, isJson: instruction.json !== null };
}

/** The instruction again; null when it would not be read as exactly one. */
export function writeSentence(words: readonly Word[]): string | null {
  const text = words.map((word) => word.gap + word.text).join('');
  return isOneInstruction(text) ? text : null;
}

/** Whether a text is one instruction, complete. */
export function isOneInstruction(text: string): boolean {
  const { instructions, directives, escape: mark } = parseDockerfile(text);
  const [instruction, ...others] = instructions;
  if (!instruction || others.length + directives.length > 0 || text.trimEnd().endsWith(mark)) return false;
  return instruction.end === text.length && instruction.heredocs.every(({ closed }) => closed);
}

export function keyed(word: Word, key: string): Word {
  return { ...word, key };
}

/** What a flag is known by: its name; a mount by where it is mounted, or by its id. */
export function flagKey(flag: string): string {
  const [name = '', ...rest] = flag.split('=');
  if (name !== '--mount') return name;
  const fields = rest.join('=').split(',');
  const target = fields.find((field) => /^(?:target|dst|destination)=/.test(field));
  return `--mount ${target ?? fields.find((field) => field.startsWith('id=')) ?? fields[0]}`;
}
