/**
 * Our own reading of what a shell and BuildKit's expansion make of a text, apart from the code under test: words with their
 * quotes taken away, operators, and a mark for everything that would be filled in.
 */
export interface Token {
  readonly kind: 'word' | 'operator' | 'comment';
  readonly text: string;
  /** How many variables or substitutions the word holds. */
  readonly expansions: number;
}

const OPERATORS = /[;&|<>()\n]/;

interface Draft {
  text: string;
  expansions: number;
}

/**
 * @param language `shell` as in RUN; `docker` as in ENV, COPY or WORKDIR, where there are no operators and comments
 */
export function tokens(source: string, language: 'shell' | 'docker'): Token[] {
  const found: Token[] = [];
  let word: Draft | undefined;
  let quote = '';
  const open = () => {
    word ??= { text: '', expansions: 0 };
    return word;
  };
  const close = () => {
    if (word) found.push({ kind: 'word', ...word });
    word = undefined;
  };
  for (let at = 0; at < source.length; at++) {
    const char = source[at] as string;
    const next = source[at + 1] ?? '';
    if (quote === "'") {
      if (char === "'") quote = '';
      else open().text += char;
    } else if (char === '\\' && (quote === '' || '"\\$`'.includes(next))) {
      open().text += next;
      at++;
    } else if (char === quote) quote = '';
    else if (quote === '' && (char === "'" || char === '"')) {
      quote = char;
      open();
    } else if (char === '$' || (char === '`' && language === 'shell')) {
      open().text += char;
      open().expansions++;
    } else if (quote === '' && /[ \t]/.test(char)) close();
    else if (quote === '' && language === 'shell' && OPERATORS.test(char)) {
      close();
      found.push({ kind: 'operator', text: char, expansions: 0 });
    } else if (quote === '' && language === 'shell' && char === '#' && word === undefined) {
      found.push({ kind: 'comment', text: source.slice(at), expansions: 0 });
      break;
    } else open().text += char;
  }
  close();
  if (quote !== '') found.push({ kind: 'operator', text: `unclosed ${quote}`, expansions: 0 });
  return found;
}
