import { parseDockerfile } from '../../src/dockerfile/parse.ts';

/** Three versions of a file, and what came of them. */
export interface Outcome {
  readonly base: string;
  readonly yours: string;
  readonly generated: string;
  readonly text: string;
  readonly conflicts: number;
}

type Counts = ReadonlyMap<string, number>;

interface Words {
  readonly base: Counts;
  readonly yours: Counts;
  readonly generated: Counts;
  readonly result: Counts;
}

/** What must not happen in a merge, and did: one line each. */
export function problemsOf(outcome: Outcome): string[] {
  const words = countAll(outcome, (text) => wordsOf(text));
  const instructions = countAll(outcome, (text) => wordsOf(withoutComments(text)).map(oldName));
  return [
    ...lostWords(outcome, words).map((word) => `lost: ${word}`),
    ...missedWords(outcome, instructions).map((word) => `missed: ${word}`),
    ...(outcome.conflicts > 0 ? [] : strayWords(outcome, instructions).map((word) => `stray: ${word}`)),
    ...(outcome.conflicts > 0 ? [] : brokenInstructions(outcome.text).map((text) => `broken: ${text}`)),
  ];
}

const plain = (text: string) => text.replaceAll('\r\n', '\n');
const wordsOf = (text: string) => text.split(/\s+/).filter((word) => word !== '' && word !== '\\');
const linesOf = (text: string) =>
  plain(text)
    .split('\n')
    .filter((line) => line.trim() !== '');
const withoutComments = (text: string) => plain(text).replaceAll(/^[ \t]*#(?! ?(?:syntax|check)=).*$/gm, '');
const oldName = (word: string) => word.replace(/-renamed\d+/, '');
const imageOf = (word: string) => word.replace(/@sha256:.*/, '');

function countAll({ base, yours, generated, text }: Outcome, read: (text: string) => string[]): Words {
  return {
    base: count(read(base)),
    yours: count(read(yours)),
    generated: count(read(generated)),
    result: count(read(text)),
  };
}

function count(items: readonly string[]): Counts {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

const of = (counts: Counts, word: string) => counts.get(word) ?? 0;

/** Words in lines that the user wrote, which are in no line of the result, be it in a conflict. */
function lostWords({ base, yours, generated, text }: Outcome, words: Words): string[] {
  const [old, left] = [count(linesOf(base)), count(linesOf(text))];
  const gone = [...count(linesOf(yours))].filter(([line, times]) => times > of(old, line) && of(left, line) < times);
  return gone.flatMap(([line]) =>
    wordsOf(line).filter((word) => {
      const expected = of(words.yours, word) - Math.max(0, of(words.base, word) - of(words.generated, word));
      const isNew = of(words.yours, word) > of(words.base, word);
      return isNew && of(words.result, word) < expected && !isSuperseded(word, base, generated);
    }),
  );
}

/** A new digest or name of something that is used in fewer places than before is no loss. */
function isSuperseded(word: string, base: string, generated: string): boolean {
  const isImage = word.includes('@sha256:');
  const [read, name] = isImage ? [imageOf, imageOf(word)] : [(each: string) => each, oldName(word)];
  const uses = (text: string) =>
    wordsOf(text).filter((each) => read(each) === name && each.includes('@sha256:') === isImage).length;
  return name !== word && uses(generated) < uses(base);
}

/** Words that our new text brought and the result does not have. */
function missedWords({ base, yours }: Outcome, words: Words): string[] {
  return [...words.generated].flatMap(([word, times]) => {
    const expected = times - Math.max(0, of(words.base, word) - of(words.yours, word));
    if (times <= of(words.base, word) || of(words.result, word) >= expected) return [];
    const digest = /sha256:[0-9a-f]{64}/.exec(word)?.[0];
    if (digest !== undefined && (words.result.has(word) || base.includes(digest))) return [];
    return isSuperseded(word, base, yours) ? [] : [word];
  });
}

/** Words that somebody took away, or that nobody wrote, in a result without conflicts. Digests are counted with their image. */
function strayWords({ base, generated }: Outcome, words: Words): string[] {
  const [yours, result] = [byImage(words.yours), byImage(words.result)];
  const news = byImage(count(wordsOf(newLines(base, generated)).map(oldName)));
  return [...result].flatMap(([word, times]) => {
    const most = of(yours, word) + of(news, word);
    return times > most ? [`${word} (${times} > ${most})`] : [];
  });
}

function newLines(base: string, generated: string): string {
  const left = new Map(count(linesOf(base)));
  const news = linesOf(generated).filter((line) => {
    const times = of(left, line);
    left.set(line, times - 1);
    return times <= 0;
  });
  return news.join('\n');
}

function byImage(counts: Counts): Counts {
  const images = new Map<string, number>();
  for (const [word, times] of counts) images.set(imageOf(word), of(images, imageOf(word)) + times);
  return images;
}

const SWALLOWED =
  /\n[ \t]*(?:FROM|RUN|LABEL|EXPOSE|ENV|COPY|ENTRYPOINT|VOLUME|USER|WORKDIR|ARG|STOPSIGNAL|HEALTHCHECK|SHELL) /;

/** Instructions that swallowed the next one: their continuation does not end where it did. */
function brokenInstructions(text: string): string[] {
  return parseDockerfile(text)
    .instructions.filter(({ heredocs }) => heredocs.length === 0)
    .map(({ start, end }) => text.slice(start, end))
    .filter((written) => SWALLOWED.test(written));
}
