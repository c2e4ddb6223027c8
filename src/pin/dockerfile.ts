import { expand, type Lookup, variablesIn } from '../dockerfile/expand.ts';
import { type ImageUse, imageUses } from '../dockerfile/images.ts';
import { pairs } from '../dockerfile/pairs.ts';
import { type Dockerfile, parseDockerfile } from '../dockerfile/parse.ts';
import type { Token } from '../dockerfile/source.ts';
import { readStages, type Stage } from '../dockerfile/stages.ts';
import type { Word } from './places.ts';
import { type Left, lineFinder, type Place, type Places, placeAt, type Spot, sorted, withoutDigest } from './places.ts';
import { type Defaults, lastVariable, overruled, type Tail, tailOf } from './variables.ts';

const WHERE: Readonly<Record<ImageUse['kind'], string>> = {
  from: 'FROM',
  copy: 'COPY --from',
  mount: 'RUN --mount',
  syntax: '# syntax',
};

/** What is known of the whole file while its places are looked at. */
interface Context {
  readonly file: Dockerfile;
  readonly stages: readonly Stage[];
  readonly froms: readonly { readonly word: Word; readonly image: string | null }[];
  readonly defaults: Defaults;
  /** Names with two defaults: which one counts is not for us to say. */
  readonly twice: ReadonlySet<string>;
  readonly lookup: Lookup;
  readonly lineOf: (offset: number) => number;
}

/** The images of a Dockerfile: FROM, `COPY --from`, `RUN --mount=from`, `# syntax`, and the ARGs that hold them. */
export function dockerfilePlaces(text: string): Places {
  const file = parseDockerfile(text);
  const stages = readStages(file);
  const { defaults, twice } = globalDefaults(file);
  const lookup: Lookup = (name) => defaults.get(name) && expandArg(defaults, name);
  const froms = stages.map(({ base, image }) => ({ word: wordOf(base, text), image }));
  const context = { file, stages, froms, defaults, twice, lookup, lineOf: lineFinder(text) };
  const onbuild = new Set(file.instructions.filter(({ keyword }) => keyword === 'ONBUILD').map(({ line }) => line));
  const found = imageUses(file, stages).map((use) => read(use, context, onbuild.has(use.line)));
  return sorted('dockerfile', found);
}

/** The defaults of the ARGs before the first FROM, the only ones that FROM sees. */
function globalDefaults({ instructions, escape: mark, text }: Dockerfile): Pick<Context, 'defaults' | 'twice'> {
  const defaults = new Map<string, Word>();
  const twice = new Set<string>();
  for (const instruction of instructions) {
    if (instruction.keyword === 'FROM') break;
    for (const { name, written } of instruction.keyword === 'ARG' ? pairs(instruction, mark) : []) {
      if (written === null) continue;
      if (defaults.has(name)) twice.add(name);
      defaults.set(name, wordOf(written, text));
    }
  }
  return { defaults, twice };
}

function expandArg(defaults: Defaults, name: string, depth = 0): string | null | undefined {
  const word = defaults.get(name);
  if (word === undefined || depth > 8) return undefined;
  return expand(word.text, (inner) => expandArg(defaults, inner, depth + 1));
}

/** A token without the quotes around it. */
function wordOf({ text, start, end }: Token, file: string): Word {
  const quoted = /^(?:"[^"]*"|'[^']*')$/.test(text) && file[start] === text[0] && file[end - 1] === text[0];
  return quoted ? { text: text.slice(1, -1), start: start + 1, end: end - 1 } : { text, start, end };
}

function read(use: ImageUse, context: Context, onbuild: boolean): Place | Left {
  const { file, lineOf } = context;
  const spot: Spot = { where: WHERE[use.kind], line: lineOf(use.reference.start) };
  const left = (why: string): Left => ({ ...spot, text: use.reference.text, why });
  const word = use.kind === 'syntax' ? firstWord(use.reference) : wordOf(use.reference, file.text);
  if (/["']/.test(word.text) || word.text.includes(file.escape)) return left('it is written with quotes or escapes');
  if (use.kind === 'from') return readFrom(use, word, context, spot);
  const [variable] = variablesIn(word.text);
  if (variable !== undefined) return left(`only the build knows what $${variable} is`);
  if (onbuild && !/[:/@]/.test(word.text)) return left('in ONBUILD it may be a stage of the build that comes later');
  return placeAt(file.text, word.text, word.end, spot, []);
}

/** BuildKit takes what follows the reference as the frontend's own command line. */
function firstWord({ text, start }: Token): Word {
  const [first = ''] = text.split(/\s/, 1);
  return { text: first, start, end: start + first.length };
}

function readFrom({ image }: ImageUse, word: Word, context: Context, spot: Spot): Place | Left {
  const { file, defaults, lookup, lineOf } = context;
  const left = (why: string): Left => ({ ...spot, text: word.text, why });
  const tail = tailOf(word, defaults);
  if (image === null || tail === undefined) {
    const unset = variablesIn(word.text).find((name) => !defaults.has(name));
    return left(
      unset === undefined ? 'its variables cannot be followed' : `$${unset} has no default before the first FROM`,
    );
  }
  const holder = tail.through.at(-1);
  const place = holder === undefined ? spot : { where: `ARG ${holder}`, line: lineOf(tail.end) };
  const composed = overruled(tail, image, lookup);
  const pinned = image.includes('@');
  if (composed !== undefined && !pinned) return left(overruling(composed, image));
  const shared = pinned ? undefined : sharedVariable(tail, image, context);
  if (shared !== undefined) return left(shared);
  const notes = composed === undefined ? [] : [`its digest wins over every other $${composed}`];
  return placeAt(file.text, image, tail.end, place, notes);
}

function overruling(name: string, image: string): string {
  return `a digest here would win over --build-arg ${name}=… without a word; write ARG IMAGE=${image} and FROM $IMAGE`;
}

/** Why the default of a variable must not get this image's digest: something else is made from it too. */
function sharedVariable(tail: Tail, image: string, context: Context): string | undefined {
  const { froms, defaults, twice } = context;
  for (const [index, name] of tail.through.entries()) {
    if (twice.has(name)) return `ARG ${name} has two defaults`;
    const other = froms.some(
      ({ word, image: theirs }) =>
        mentions(word.text, name) &&
        (theirs === null || withoutDigest(theirs) !== image || !endsWith(word.text, name, tail.through)),
    );
    const inArg = [...defaults].some(
      ([holder, { text }]) => !tail.through.includes(holder) && variablesIn(text).includes(name),
    );
    if (other || inArg) return `ARG ${name} is part of another image too, which this digest would break`;
    if (tail.words[index + 1]?.text !== image && usedInStage(name, context))
      return `ARG ${name} is used inside a stage too, where a digest would not be understood`;
  }
  return undefined;
}

function mentions(word: string, name: string): boolean {
  return variablesIn(word).includes(name);
}

/** Whether the variable is a word's last piece, and only that. */
function endsWith(word: string, name: string, through: readonly string[]): boolean {
  const last = lastVariable(word);
  return last !== undefined && through.includes(last) && variablesIn(word).filter((each) => each === name).length === 1;
}

function usedInStage(name: string, { stages, file }: Context): boolean {
  const declared = stages.flatMap(({ instructions }) => instructions.filter(({ keyword }) => keyword === 'ARG'));
  return declared.some((instruction) => pairs(instruction, file.escape).some((pair) => pair.name === name));
}
