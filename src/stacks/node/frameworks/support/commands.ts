import type { Manifest } from '../../../shared/javascript/manifest.ts';

/** One command of a manifest script, e.g. `vite build --outDir build`, in words. */
export interface Command {
  /** The script that holds it. */
  readonly script: string;
  /** The words after the tool's (and subcommand's) own. */
  readonly rest: readonly string[];
}

const LONGEST = 4096;
const SEPARATORS = '&|;()\n';

/** Splits a script into commands of words, as a shell would read them; variables and substitutions stay as written. */
export function splitScript(script: string): string[][] {
  const commands: string[][] = [[]];
  let word: string | undefined;
  let quote: string | undefined;
  const endWord = () => {
    if (word !== undefined) commands.at(-1)?.push(word);
    word = undefined;
  };
  for (const character of script.slice(0, LONGEST)) {
    if (quote !== undefined) {
      if (character === quote) quote = undefined;
      else word += character;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= '';
    } else if (SEPARATORS.includes(character)) {
      endWord();
      if (commands.at(-1)?.length) commands.push([]);
    } else if (character === ' ' || character === '\t') endWord();
    else word = (word ?? '') + character;
  }
  endWord();
  return commands.filter((command) => command.length > 0);
}

/**
 * The commands of the manifest's scripts that run a tool, e.g. `vite` with `build`, behind whatever wrappers (`cross-env`,
 * `npx`, `dotenv --`). Scripts named `build` come first.
 * @param tool the words that it begins with: `vite build`, `tsc`
 */
export function commandsOf(manifest: Manifest, tool: string): Command[] {
  const wanted = tool.split(' ');
  const found: Command[] = [];
  for (const [script, text] of orderedScripts(manifest)) {
    for (const words of splitScript(text)) {
      const at = words.findIndex((_, start) =>
        wanted.every((word, offset) => isTool(words[start + offset], word, offset)),
      );
      if (at !== -1) found.push({ script, rest: words.slice(at + wanted.length) });
    }
  }
  return found;
}

function orderedScripts(manifest: Manifest): [string, string][] {
  const scripts = Object.entries(manifest.scripts);
  return [...scripts.filter(([name]) => name === 'build'), ...scripts.filter(([name]) => name !== 'build')];
}

/** The tool may stand with its path (`node_modules/.bin/next`) or version (`next@16`); a subcommand stands bare. */
function isTool(word: string | undefined, wanted: string, offset: number): boolean {
  if (word === undefined) return false;
  if (offset > 0) return word === wanted;
  const name = word.slice(word.lastIndexOf('/') + 1);
  return name === wanted || (name.startsWith(wanted) && /^@\d/.test(name.slice(wanted.length)));
}

/** The value of an option in a command's words: `--outDir build`, `--outDir=build`, `-d build`. */
export function option(words: readonly string[], ...names: readonly string[]): string | undefined {
  for (const [at, word] of words.entries()) {
    for (const name of names) {
      if (word === name) return words[at + 1];
      if (name.startsWith('--') && word.startsWith(`${name}=`)) return word.slice(name.length + 1);
    }
  }
  return undefined;
}

/** The first word that is neither an option nor an option's value: `docs` in `vitepress build docs`. */
export function positional(words: readonly string[]): string | undefined {
  const [first] = words;
  return first === undefined || first.startsWith('-') || first.includes('=') ? undefined : first;
}
