import { endsOf, type Step } from '../../core/glob.ts';

interface Pattern {
  /** Whether it names the path itself or a folder that it lies in. */
  readonly names: (path: string) => boolean;
  readonly negated: boolean;
}

const LONGEST_LINE = 500;
const MOST_LINES = 20_000;

/**
 * Reads a .dockerignore as Docker does: one pattern a line, `#` comments, `!` exceptions, the last match counts.
 * @returns whether the build leaves a path out of its context
 */
export function ignoreMatcher(text: string): (path: string) => boolean {
  const patterns = text.split(/\r?\n/, MOST_LINES).flatMap(readPattern);
  return (path) => {
    let ignored = false;
    for (const { names, negated } of patterns) {
      if (ignored === negated && names(path)) ignored = !negated;
    }
    return ignored;
  };
}

function readPattern(line: string): Pattern[] {
  const written = line.trim();
  if (written === '' || written.startsWith('#') || written.length > LONGEST_LINE) return [];
  const negated = written.startsWith('!');
  const path = (negated ? written.slice(1).trim() : written).replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '');
  return path === '' ? [] : [{ names: namesOf(path), negated }];
}

function namesOf(pattern: string): Pattern['names'] {
  if (!/[*?[]/.test(pattern)) return (path) => path === pattern || path.startsWith(`${pattern}/`);
  const steps = stepsOf(pattern);
  return (path) => {
    const characters = [...path];
    return endsOf(steps, characters).some((end) => end === characters.length || characters[end] === '/');
  };
}

const ANY = () => true;
const IN_NAME = (character: string) => character !== '/';
const SLASH = (character: string) => character === '/';

/** `*` and `?` stay within a folder, `**` crosses folders. */
function stepsOf(path: string): Step<string>[] {
  const parts = path.match(/\*\*\/?|\[[^\]]+\]|./gsu) ?? [];
  return parts.map((part): Step<string> => {
    if (part === '**/') return { takes: SLASH, before: ANY };
    if (part === '**') return { takes: ANY, before: ANY };
    if (part === '*') return { takes: IN_NAME, before: IN_NAME };
    if (part === '?') return { takes: IN_NAME };
    if (part.length > 2 && part.startsWith('[')) return { takes: classOf(part.slice(1, -1)) };
    return { takes: (character) => character === part };
  });
}

/** `a-z`, `^a`: a class of a regular expression, with the characters escaped that mean more there. */
function classOf(characters: string): Step<string>['takes'] {
  try {
    const expression = new RegExp(`[${characters.replace(/[\\\][]/g, '\\$&')}]`, 'u');
    return (character) => expression.test(character);
  } catch {
    return () => false;
  }
}
