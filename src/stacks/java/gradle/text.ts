const LONGEST = 128 * 1024;
const MOST_BLOCKS = 20;

/** A text in quotes, which ends with its line at the latest, or a comment. */
const QUOTED_OR_COMMENT =
  /"(?:\\[\s\S]|[^"\\\n])*["\n]?|'(?:\\[\s\S]|[^'\\\n])*['\n]?|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g;

/** A build file's text with blanks for its comments: lines stay where they are, and an address in quotes stays whole. */
export function withoutComments(source: string): string {
  return source.slice(0, LONGEST).replace(QUOTED_OR_COMMENT, (found) => {
    if (found.startsWith('//')) return '';
    return found.startsWith('/*') ? found.replace(/[^\n]/g, ' ') : found;
  });
}

/**
 * What stands between the braces behind each use of a name (`plugins { … }`), on the lines where it stands in the file: the first
 * twenty, and what is nested in one is part of that one.
 */
export function blocksOf(text: string, name: RegExp): string[] {
  const blocks: string[] = [];
  const opening = new RegExp(`(?:${name.source})\\s{0,8}\\{`, 'g');
  for (let match = opening.exec(text); match && blocks.length < MOST_BLOCKS; match = opening.exec(text)) {
    const start = match.index + match[0].length;
    const end = closing(text, start);
    blocks.push(text.slice(0, start).replace(/[^\n]+/g, '') + text.slice(start, end));
    opening.lastIndex = end;
  }
  return blocks;
}

function closing(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '{') depth++;
    else if (text[at] === '}' && --depth === 0) return at;
  }
  return text.length;
}
