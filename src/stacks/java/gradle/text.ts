const MOST_BLOCKS = 20;

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
