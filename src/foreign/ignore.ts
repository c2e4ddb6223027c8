import { contextSources, isWholeContext } from '../audit/facts/context.ts';
import { ignoreMatcher } from '../audit/facts/ignore-file.ts';
import { readDockerfile } from './reading.ts';

/** Our ignore file with what is kept of the one that it replaces. */
export interface KeptIgnore {
  readonly text: string;
  /** Lines of theirs at the end of ours. */
  readonly kept: readonly string[];
  /** Lines of theirs that would take from the build what it reads, or let in what must stay out. */
  readonly left: readonly string[];
}

const HEADING = '# kept from the ignore file that was here before';
const LONGEST_LINE = 500;
const MOST = 500;
/** Every exception is held against every line before it: this bounds both. */
const MOST_CHARACTERS = 10_000;
/** Folders and files that a build reads under their usual names. */
const SOURCES = [
  'src/index.ts',
  'app/page.tsx',
  'lib/index.js',
  'pages/index.tsx',
  'server/index.ts',
  'public/robots.txt',
  'index.js',
  'server.js',
  'index.html',
  'tsconfig.json',
  'vite.config.ts',
  'next.config.js',
];

/**
 * Adds what an earlier ignore file keeps out to ours. An exception (`!`) stays only where ours ignores nothing that it names,
 * so that it can let no secret in.
 * @param dockerfile the text of the new Dockerfile, which says what its build reads
 */
export function keepIgnored(ours: string, theirs: string, dockerfile: string): KeptIgnore {
  const ignored = ignoreMatcher(ours);
  const read = [...namedSources(dockerfile), ...SOURCES];
  const kept: string[] = [];
  const left: string[] = [];
  for (const line of linesOf(theirs)) {
    const exception = line.startsWith('!');
    const samples = samplesOf(exception ? line.slice(1) : line);
    if (exception) {
      // it belongs to a line of theirs that is kept, or it is of no use
      const needed = ignoreMatcher(kept.join('\n'));
      if (!samples.some(needed)) continue;
      (samples.some(ignored) || isWide(line) ? left : kept).push(line);
    } else if (read.some(ignoreMatcher(line))) left.push(line);
    else if (!samples.every(ignored)) kept.push(line);
  }
  const real = kept.some((line) => !line.startsWith('!')) ? kept : [];
  return {
    text: real.length === 0 ? ours : `${ours.replace(/\n*$/, '\n')}\n${HEADING}\n${real.join('\n')}\n`,
    kept: real,
    left,
  };
}

function linesOf(text: string): string[] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/, 10_000)
    .map((line) => line.trim())
    // what is no plain text has no place in a file that people read
    .filter(
      (line) =>
        line !== '' &&
        !line.startsWith('#') &&
        line.length <= LONGEST_LINE &&
        !/[\p{Cc}\p{Cf}\u2028\u2029]/u.test(line),
    );
  let left = MOST_CHARACTERS;
  return [...new Set(lines)].slice(0, MOST).filter((line) => {
    left -= line.length;
    return left >= 0;
  });
}

/** Paths that a pattern stands for: in the root, and in a folder where it names any. */
function samplesOf(pattern: string): string[] {
  const path = pattern
    .trim()
    .replace(/^(?:\.?\/)+/, '')
    .replace(/\/+$/, '');
  const plain = path.replace(/\*\*\/?/g, '').replace(/\[[^\]]*\]|[*?]/g, 'x');
  return /^\*\*\//.test(path) ? [plain, `a/b/${plain}`] : [plain];
}

/** An exception that names a kind of files can name a secret among them. */
function isWide(line: string): boolean {
  return /[*?[]/.test(line);
}

/** The files of the context that a Dockerfile names; all of it does not count. */
function namedSources(text: string): string[] {
  const reading = readDockerfile('Dockerfile', text, []);
  if (!reading) return [];
  const { stages, runs } = reading.input;
  const copied = stages
    .flatMap(({ instructions }) => instructions.flatMap(contextSources))
    .filter((path) => !isWholeContext(path));
  const mounted = runs.flatMap(({ mounts }) =>
    mounts.flatMap(({ type, from, options }) => (type === 'bind' && !from ? (options.get('source') ?? []) : [])),
  );
  return [...copied, ...mounted].map((path) => path.replace(/^\.?\//, ''));
}
