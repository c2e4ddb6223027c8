import { assemble, compareLines } from './chunk.ts';
import { mergeCommands, readCommands } from './command.ts';
import { joinImage, mergeWords, type Order } from './merge-words.ts';
import { mapThree, settled, type Three } from './three.ts';
import { isOneInstruction, keyed, readSentence, type Sentence, type Word, writeSentence } from './words.ts';

/**
 * Merges one instruction that both sides changed, word by word: flags by their name, variables and packages by theirs, a
 * digest apart from its tag, the commands of a RUN one by one. Null when somebody has to choose.
 */
export function mergeInstruction(texts: Three<string>): string | null {
  if (texts.base.startsWith('#')) return joinImage(texts);
  const { base, yours, generated } = mapThree(texts, readSentence);
  if (!base || !yours || !generated || base.isJson !== yours.isJson || base.isJson !== generated.isJson) return null;
  const three = { base, yours, generated };
  if (base.keyword === 'RUN' && !base.isJson) return mergeRun(three, texts);
  const args = mergeWords(mapThree(three, keyedArgs), orderOf(base));
  return write(three, args);
}

function write(three: Three<Sentence>, args: Word[] | null): string | null {
  const flags = mergeWords(
    mapThree(three, (sentence) => sentence.flags),
    'free',
  );
  const name = settled(mapThree(three, (sentence) => sentence.name.text)) ?? three.yours.name.text;
  return flags && args && writeSentence([{ ...three.yours.name, text: name }, ...flags, ...args]);
}

function mergeRun(three: Three<Sentence>, texts: Three<string>): string | null {
  const { base, yours, generated } = mapThree(three, ({ args }) => readCommands(args));
  if (base && yours && generated) return write(three, mergeCommands({ base, yours, generated }));
  return mergeLinesOf(texts);
}

/** A script with loops or conditions: far from each other, lines may change on both sides. */
function mergeLinesOf(texts: Three<string>): string | null {
  const { lines, conflicts } = assemble(compareLines(mapThree(texts, (text) => text.split('\n'))));
  const text = lines.join('\n');
  return conflicts === 0 && isOneInstruction(text) ? text : null;
}

const FREE: ReadonlySet<string> = new Set(['ENV', 'ARG', 'LABEL', 'EXPOSE', 'COPY', 'ADD']);

function orderOf({ keyword, isJson }: Sentence): Order {
  return FREE.has(keyword) && !isJson ? 'free' : 'counts';
}

function keyedArgs({ keyword, args, isJson }: Sentence): readonly Word[] {
  if (keyword === 'FROM') return args.map((word, at) => keyed(word, ['image', 'as', 'name'][at] ?? ''));
  if (isJson) return args;
  if (keyword === 'COPY' || keyword === 'ADD')
    return args.map((word, at) => keyed(word, at === args.length - 1 ? 'target' : ''));
  const isPairs = keyword === 'ARG' || args[0]?.text.includes('=');
  if (keyword === 'ENV' || keyword === 'ARG' || keyword === 'LABEL')
    return args.map((word) => keyed(word, isPairs ? word.text.replace(/=[\s\S]*/, '') : 'value'));
  return args;
}
