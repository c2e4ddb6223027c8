import { parseDockerfile } from '../dockerfile/parse.ts';
import { carryOver, missingStages } from './carry.ts';
import { type Chunk, plainLines } from './chunk.ts';
import { mergeComments } from './comments.ts';
import { mergeStages, pairSections } from './stages.ts';
import { mapThree, type Three } from './three.ts';

/**
 * Merges three versions of a Dockerfile (line ends `\n`, none at the end) as what they are made of: stages, their
 * instructions, and the words of these. Null when the parts do not hold together, as after an open continuation at the end of
 * the file.
 */
export function mergeDockerfile(given: Three<string>): Chunk[] | null {
  const parts = carryOver(given, pairSections);
  const sections = mapThree(parts, (version) => version.sections);
  const tail = plainLines(mergeComments(mapThree(parts, (version) => version.tail)));
  const named = [...sections.yours, ...sections.generated];
  const missing = (text: string) => missingStages(text, named);

  const chunks = [...mergeStages(sections, new Set()), tail];
  const gone = newlyMissing(given, textOf(chunks), missing);
  const result = gone.size === 0 ? chunks : [...mergeStages(sections, gone), tail];
  const isWhole = holdsTogether(result) && (gone.size === 0 || newlyMissing(given, textOf(result), missing).size === 0);
  return isWhole ? result : null;
}

/** The stages that the result names and does not have, as none of the sides did: the build would fetch images of their names. */
function newlyMissing({ yours, generated }: Three<string>, result: string, missing: (text: string) => Set<string>) {
  const names = missing(result);
  if (names.size === 0) return names;
  const before = new Set([...missing(yours), ...missing(generated)]);
  return new Set([...names].filter((name) => !before.has(name)));
}

function textOf(chunks: readonly Chunk[]): string {
  return chunks
    .flatMap((chunk) => (chunk.kind === 'merged' ? chunk.lines : [...chunk.yours, ...chunk.generated]))
    .join('\n');
}

/** Whether a result without conflicts has the instructions that it was put together from, and no others. */
function holdsTogether(chunks: readonly Chunk[]): boolean {
  let expected = 0;
  for (const chunk of chunks) {
    if (chunk.kind === 'conflict') return true;
    expected += chunk.instructions;
  }
  const { instructions, directives } = parseDockerfile(textOf(chunks));
  return instructions.length + directives.length === expected;
}
