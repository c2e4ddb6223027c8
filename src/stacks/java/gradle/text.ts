const LONGEST = 128 * 1024;
const MOST_BLOCKS = 20;

/** A build file's text with blanks for its comments: lines stay where they are, and an address in quotes stays whole. */
export function withoutComments(source: string): string {
  const text = source.slice(0, LONGEST);
  let out = '';
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string;
    const two = text.slice(at, at + 2);
    if (quote !== '') {
      if (char === '\\') out += text[at++] ?? '';
      if (char === quote || char === '\n') quote = '';
      out += text[at] ?? '';
    } else if (two === '//') {
      at = endOf(text, '\n', at) - 1;
    } else if (two === '/*') {
      const end = endOf(text, '*/', at);
      out += text.slice(at, end + 2).replace(/[^\n]/g, ' ');
      at = end + 1;
    } else {
      if (char === '"' || char === "'") quote = char;
      out += char;
    }
  }
  return out;
}

function endOf(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  return end < 0 ? text.length : end;
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
