import { variablesIn } from '../dockerfile/expand.ts';
import { type ImageUse, imageUses } from '../dockerfile/images.ts';
import { type Dockerfile, parseDockerfile } from '../dockerfile/parse.ts';
import type { Token } from '../dockerfile/source.ts';
import { lineFinder } from '../dockerfile/source.ts';
import { readStages } from '../dockerfile/stages.ts';
import { type Arguments, readArguments, sharedVariable, wordOf } from './arguments.ts';
import { type Left, type Place, type Places, placeAt, type Spot, sorted, type Word } from './places.ts';
import { overruled, tailOf } from './variables.ts';

const WHERE: Readonly<Record<ImageUse['kind'], string>> = {
  from: 'FROM',
  copy: 'COPY --from',
  mount: 'RUN --mount',
  syntax: '# syntax',
};

/** What is known of the whole file while its places are looked at. */
interface Context {
  readonly file: Dockerfile;
  readonly args: Arguments;
  readonly lineOf: (offset: number) => number;
}

/** The images of a Dockerfile: FROM, `COPY --from`, `RUN --mount=from`, `# syntax`, and the ARGs that hold them. */
export function dockerfilePlaces(text: string): Places {
  const file = parseDockerfile(text);
  const stages = readStages(file);
  const context = { file, args: readArguments(file, stages), lineOf: lineFinder(text) };
  const onbuild = new Set(file.instructions.filter(({ keyword }) => keyword === 'ONBUILD').map(({ line }) => line));
  const found = imageUses(file, stages).map((use) => read(use, context, onbuild.has(use.line)));
  return sorted('dockerfile', found);
}

function read(use: ImageUse, context: Context, onbuild: boolean): Place | Left {
  const { file, lineOf } = context;
  const spot: Spot = { where: WHERE[use.kind], line: lineOf(use.reference.start) };
  const left = (why: string): Left => ({ ...spot, text: use.reference.text, why });
  const word = use.kind === 'syntax' ? firstWord(use.reference) : wordOf(use.reference, file.text);
  if (/\{\{|<%/.test(word.text)) return left('it is a template');
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
  const { file, args, lineOf } = context;
  const { defaults, lookup } = args;
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
  const shared = pinned ? undefined : sharedVariable(tail, image, args);
  if (shared !== undefined) return left(shared);
  const notes = composed === undefined ? [] : [`its digest wins over every other $${composed}`];
  return placeAt(file.text, image, tail.end, place, notes);
}

function overruling(name: string, image: string): string {
  return `a digest here would win over --build-arg ${name}=… without a word; write ARG IMAGE=${image} and FROM $IMAGE`;
}
