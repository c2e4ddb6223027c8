import { mergeWords } from './merge-words.ts';
import { ALIKE, byWords, pairUp } from './pair.ts';
import { mergeSequence, type Rules } from './sequence.ts';
import { mapThree, settled, type Three } from './three.ts';
import { flagKey, keyed, type Word } from './words.ts';

/** One command of a RUN: `&& apt-get install -y curl`. */
interface Command {
  /** What joins it to the one before: `&&`, `||`, `|`. */
  readonly operator: Word | null;
  readonly words: readonly Word[];
  readonly text: string;
  /** What it runs: the first two words that are no flags. */
  readonly head: string;
}

const OPERATOR = /^(?:&&|\|\|?)$/;
/** Beyond a chain of commands: loops, conditions, groups, sequences, substitutions over several words. */
const STEERS =
  /^(?:if|then|elif|else|fi|for|while|until|do|done|case|esac|function|\{|\})$|^[({]+\w|;$|^&$|<<|^\(|\)$|\$\(|`/;
const INSTALLS =
  /^(?:apt-get|apt|dnf|microdnf|yum|tdnf|zypper|apk|pip3?|npm|pnpm|yarn|bun|gem|cargo|go|corepack|playwright) (?:install|add|i|in|enable|prepare)$/;

/** The commands of a shell text; null when it is more than commands in a row. */
export function readCommands(words: readonly Word[]): readonly Command[] | null {
  const groups: { operator: Word | null; words: Word[] }[] = [{ operator: null, words: [] }];
  for (const word of words) {
    if (OPERATOR.test(word.text)) groups.push({ operator: word, words: [] });
    else if (isSteering(word.text)) return null;
    else groups.at(-1)?.words.push(word);
  }
  return groups.map(toCommand);
}

function isSteering(text: string): boolean {
  const unquoted = text.replace(/"(?:[^"\\]|\\[\s\S])*"|'[^']*'|\\[\s\S]/g, '');
  return unquoted !== '{}' && STEERS.test(unquoted);
}

function toCommand({ operator, words }: { operator: Word | null; words: Word[] }): Command {
  const head = words
    .filter(({ text }) => !text.startsWith('-'))
    .slice(0, 2)
    .map(({ text }) => text)
    .join(' ');
  const known = INSTALLS.test(head) ? words.map((word) => keyed(word, packageKey(word.text))) : words;
  return { operator, words: known, text: words.map(({ text }) => text).join(' '), head };
}

/** A package without its version: `curl=8.1-1`, `ruff==0.5`, `pm2@6`, `@scope/name@1`; a flag without its value. */
function packageKey(word: string): string {
  return word.startsWith('--') ? flagKey(word) : (/^@?[^=@<>~]+/.exec(word)?.[0] ?? word);
}

/** Merges the commands of a RUN; null when both sides changed the same command in ways that do not go together. */
export function mergeCommands(three: Three<readonly Command[]>): Word[] | null {
  const commands = mergeSequence(three, RULES);
  const whole =
    commands.every((command) => command !== null) &&
    commands.every(({ operator }, at) => (operator === null) === (at === 0));
  return whole ? commands.flatMap(({ operator, words }) => (operator ? [operator, ...words] : words)) : null;
}

const RULES: Rules<Command, Command | null> = {
  pair: (base, side) => pairUp(base, side, { text: ({ text }) => text, score: likeness(), moves: false }),
  same: (one, other) => written(one) === written(other),
  repeats: (one, other) => one.text === other.text,
  maySilentlyGo: (base, left, by) => base.text === left.text && (by === 'yours' || !written(left).includes('#')),
  together: (yours, generated) => yours.added.length === 0 || generated.added.length === 0,
  write: (command) => command,
  join: (three) => [joinCommand(three)],
  clash: () => [null],
};

function joinCommand(three: Three<Command>): Command | null {
  const { base, yours, generated } = three;
  const order = INSTALLS.test(base.head) ? 'free' : 'counts';
  const words = mergeWords(
    mapThree(three, (command) => command.words),
    order,
  );
  const joins = settled(mapThree(three, ({ operator }) => operator?.text ?? ''));
  if (words === null || joins === undefined) return null;
  const operator =
    [yours, generated, base].map((command) => command.operator).find((each) => (each?.text ?? '') === joins) ?? null;
  return { ...yours, words, operator };
}

/** Another program or another subcommand is another command. */
function likeness(): (one: Command, other: Command) => number {
  const alike = byWords<Command>(({ words }) => new Set(words.map(({ text }) => text)));
  return (one, other) => (one.head === other.head ? Math.max(ALIKE, alike(one, other)) : 0);
}

function written({ operator, words }: Command): string {
  return [operator, ...words].map((word) => (word ? word.gap + word.text : '')).join('');
}
