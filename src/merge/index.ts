import { areComparable, likeIn, lines, type Merge, mergeLines, sameText } from '../core/merge.ts';
import { isDockerfileName } from '../dockerfile/file-names.ts';
import { assemble, type Chunk, conflict, plainLines } from './chunk.ts';
import { mergeDockerfile } from './dockerfile.ts';
import { mergeIgnoreFile } from './ignore.ts';
import { mapThree, settled, type Three } from './three.ts';

// what nobody writes by hand is merged by lines
const MAX_LINES = 3000;
const OTHER_ESCAPE = /^[ \t]*#[ \t]*escape[ \t]*=[ \t]*`/im;
const BOM = '\uFEFF';

/**
 * Merges the three versions of a file by what it is: a Dockerfile by its instructions, an ignore file by its patterns, any
 * other by its lines.
 * @param path says what the file is, and names it in the error
 * @throws UserError `bad-input` when the versions are too long and repetitive to compare
 */
export const mergeFile: Merge = (versions, path) => {
  const { base, current, rendered } = versions;
  if (sameText(base, rendered)) return { text: current, conflicts: 0 };
  if (sameText(base, current)) return { text: likeIn(current, rendered), conflicts: 0 };
  const texts = { base, yours: current, generated: rendered };
  const mergeParts = partsOf(path);
  if (!mergeParts || !isWithinReach(texts)) return mergeLines(versions, path);
  const merged = assemble(mergeParts(mapThree(texts, bodyLines)));
  const end = settled(mapThree(texts, lastLineEnd)) ?? '\n';
  const text = [...merged.lines, ''].join('\n').slice(0, end === '' && merged.conflicts === 0 ? -1 : undefined);
  return { text: (current.startsWith(BOM) ? BOM : '') + likeIn(current, text), conflicts: merged.conflicts };
};

type MergeParts = (three: Three<readonly string[]>) => readonly Chunk[];

function partsOf(path: string): MergeParts | null {
  const name = path.split('/').at(-1) ?? '';
  if (/\.(?:docker|container)?ignore$/.test(name)) return (three) => [plainLines(mergeIgnoreFile(three))];
  return isDockerfileName(name) ? mergeParts : null;
}

const mergeParts: MergeParts = (three) =>
  mergeDockerfile(mapThree(three, (text) => text.join('\n'))) ?? conflict(three);

/** Whether the parts can be compared quickly, and all three versions are read by the same rules. */
function isWithinReach(texts: Three<string>): boolean {
  const { base, yours, generated } = mapThree(texts, lines);
  const all = [base, yours, generated];
  if (all.some((version) => version.length > MAX_LINES)) return false;
  if (!areComparable(base, yours) || !areComparable(base, generated)) return false;
  return !Object.values(texts).some((text) => OTHER_ESCAPE.test(text));
}

function bodyLines(text: string): readonly string[] {
  const all = lines(text.startsWith(BOM) ? text.slice(1) : text);
  return all.at(-1) === '' ? all.slice(0, -1) : all;
}

function lastLineEnd(text: string): string {
  return text === '' || text.endsWith('\n') ? '\n' : '';
}
