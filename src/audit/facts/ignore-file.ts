interface Pattern {
  readonly expression: RegExp;
  readonly negated: boolean;
}

const LONGEST_LINE = 500;
const MOST_STARS = 20;

/**
 * Reads a .dockerignore as Docker does: one pattern a line, `#` comments, `!` exceptions, the last match counts.
 * @returns whether the build leaves a path out of its context
 */
export function ignoreMatcher(text: string): (path: string) => boolean {
  const patterns = text.split(/\r?\n/).flatMap(readPattern);
  return (path) => {
    const candidates = withParents(path);
    let ignored = false;
    for (const { expression, negated } of patterns) {
      if (ignored === negated && candidates.some((candidate) => expression.test(candidate))) ignored = !negated;
    }
    return ignored;
  };
}

function readPattern(line: string): Pattern[] {
  const written = line.trim();
  if (written === '' || written.startsWith('#') || written.length > LONGEST_LINE) return [];
  const negated = written.startsWith('!');
  const path = (negated ? written.slice(1).trim() : written).replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '');
  if (path === '' || (path.match(/\*+/g)?.length ?? 0) > MOST_STARS) return [];
  return [{ expression: toExpression(path), negated }];
}

/** `*` and `?` stay within a folder, `**` crosses folders; a class is taken over with its characters escaped. */
function toExpression(path: string): RegExp {
  const source = path.replace(/\*\*\/?|\*|\?|\[[^\]]*\]|[\\^$.|+(){}[\]]/g, (found) => {
    if (found === '**/') return '(?:[^/]+/)*';
    if (found === '**') return '.*';
    if (found === '*') return '[^/]*';
    if (found === '?') return '[^/]';
    if (found.length > 2 && found.startsWith('[')) return `[${found.slice(1, -1).replace(/[\\\][]/g, '\\$&')}]`;
    return `\\${found}`;
  });
  try {
    return new RegExp(`^${source}$`, 'u');
  } catch {
    return /^(?!)/;
  }
}

function withParents(path: string): string[] {
  const parts = path.split('/');
  return parts.map((_, at) => parts.slice(0, at + 1).join('/'));
}
