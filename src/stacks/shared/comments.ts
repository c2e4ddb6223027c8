/**
 * How languages write comments, and the texts in which the marks of one mean nothing. Every pattern ends at the latest where the
 * file does, so that a look at a file takes a time that grows with its length only.
 */

/** Sources of patterns, tried in order where one can begin; no group of their own but named ones. */
interface Syntax {
  readonly comments: readonly string[];
  readonly texts: readonly string[];
}

const END = '(?![^])';
const SLASHES = String.raw`\/\/[^\n]*`;
/** One within another ends both, also for the languages that count them. */
const STARS = String.raw`\/\*[^]*?(?:\*\/|${END})`;
/** Behind a blank only, as `#` is part of much else: `"#{name}"`, `/#/`. */
const HASH = String.raw`#(?<!\S#)(?!\{)[^\n]*`;

/** On one line: a quote that nothing closes, as in a page around PHP, spoils no more than its line. */
const DOUBLE = String.raw`"(?:\\[^]|[^"\\\n])*"?`;
const SINGLE = String.raw`'(?:\\[^]|[^'\\\n])*'?`;
const LINES = String.raw`"(?:\\[^]|[^"\\])*"?`;
const TRIPLE = `"""[^]*?(?:"""|${END})`;
const BACKTICKS = '`[^`]*`?';
const TEMPLATE = '`(?:\\\\[^]|[^`\\\\])*`?';
/** One character, where a single quote has other uses: lifetimes, type variables, names. */
const CHARACTER = String.raw`'(?:\\[^'\n]{1,10}|\\'|[^'\\\n])'`;
/** `@"C:\"`: two quotes stand for one. */
const VERBATIM = '@\\$?"(?:[^"]|"")*"?';

const C: Syntax = {
  comments: [SLASHES, STARS],
  texts: [String.raw`\bR"(?<mark>[^()\\\s]{0,16})\([^]*?(?:\)\k<mark>"|${END})`, DOUBLE, SINGLE],
};
const JVM: Syntax = { comments: [SLASHES, STARS], texts: [TRIPLE, DOUBLE, SINGLE] };

const RUST: Syntax = {
  comments: [SLASHES, STARS],
  texts: [String.raw`\bb?r(?<hashes>#{0,8})"[^]*?(?:"\k<hashes>|${END})`, LINES, CHARACTER],
};

/** A regular expression stands where a value can begin; it may hold quotes and slashes. */
const LITERAL = String.raw`\/(?<=(?:[=(,:;!&|?{}[>\n][ \t]{0,8}|\breturn )\/)(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n]){0,100}\]|[^/\\\n[]){1,400}\/`;
const JAVASCRIPT: Syntax = { comments: [SLASHES, STARS], texts: [LITERAL, TEMPLATE, DOUBLE, SINGLE] };

const QUOTES = `(?<quotes>"""|''')`;
const PYTHON: Syntax = {
  // what begins a line is documentation, and no value
  comments: [String.raw`#[^\n]*`, String.raw`[rRuU]?${QUOTES}(?<=^[ \t]{0,60}[rRuU]?...)[^]*?(?:\k<quotes>|${END})`],
  texts: [String.raw`${QUOTES.replace('quotes', 'same')}[^]*?(?:\k<same>|${END})`, DOUBLE, SINGLE],
};

const PHP: Syntax = {
  comments: [
    String.raw`(?:\/\/|#(?!\[))(?:(?!\?>)[^\n])*`,
    // routes of Symfony stood there before PHP had attributes
    String.raw`\/\*(?!\*(?:[^*]|\*(?!\/)){0,2000}?@Route\()[^]*?(?:\*\/|${END})`,
  ],
  texts: [DOUBLE, SINGLE],
};

const ELIXIR: Syntax = {
  comments: [HASH, String.raw`@(?:module|type)?doc[ \t]{1,4}(?:~[sS])?"""[^]*?(?:"""|${END})`],
  texts: [TRIPLE, LINES, SINGLE, String.raw`\?["'#]`],
};

const RUBY: Syntax = {
  comments: [HASH, String.raw`^=begin\b[^]*?(?:^=end\b|${END})`, String.raw`^__END__\r?\n[^]*`],
  texts: [DOUBLE, SINGLE],
};

const FSHARP: Syntax = {
  comments: [SLASHES, String.raw`\(\*(?!\))[^]*?(?:\*\)|${END})`],
  texts: [VERBATIM, TRIPLE, LINES, CHARACTER],
};

const HASKELL: Syntax = {
  comments: [
    String.raw`(?<![!#$%&*+./<=>?@\\^|~:-])--+(?![!#$%&*+./<=>?@\\^|~:])[^\n]*`,
    String.raw`\{-[^]*?(?:-\}|${END})`,
  ],
  texts: [DOUBLE, CHARACTER],
};

/** By the ending of a file's name, or its whole name where it has none. */
const SYNTAXES: readonly (readonly [endings: string, syntax: Syntax])[] = [
  // what tells the compiler something is no comment: `//go:embed dist`
  [
    'go',
    { comments: [String.raw`\/\/(?!go:)[^\n]*`, STARS], texts: [String.raw`\/\/go:[^\n]*`, BACKTICKS, DOUBLE, SINGLE] },
  ],
  ['rs', RUST],
  ['java kt kts scala sbt gradle swift', JVM],
  ['c cc cpp cxx h hpp ixx', C],
  ['cs', { comments: [SLASHES, STARS], texts: [VERBATIM, TRIPLE, DOUBLE, SINGLE] }],
  ['fs', FSHARP],
  ['vb', { comments: [String.raw`'[^\n]*`], texts: ['"[^"\\n]*"?'] }],
  ['js mjs cjs jsx ts mts cts tsx vue www', JAVASCRIPT],
  ['py', PYTHON],
  ['php', PHP],
  ['rb ru', RUBY],
  ['ex exs', ELIXIR],
  ['gleam', { comments: [SLASHES], texts: [LINES] }],
  ['clj cljc edn', { comments: [';[^\\n]*'], texts: [String.raw`\\.`, LINES] }],
  ['cr', { comments: [HASH], texts: [LINES, SINGLE] }],
  ['dart', { comments: [SLASHES, STARS], texts: [TRIPLE, `'''[^]*?(?:'''|${END})`, DOUBLE, SINGLE] }],
  ['hs', HASKELL],
  ['zig', { comments: [SLASHES], texts: [String.raw`\\\\[^\n]*`, DOUBLE, SINGLE] }],
];

const PATTERNS: ReadonlyMap<string, RegExp> = new Map(
  SYNTAXES.flatMap(([endings, { comments, texts }]) => {
    const pattern = new RegExp(`(?<comment>${comments.join('|')})|${texts.join('|')}`, 'gm');
    return endings.split(' ').map((ending) => [ending, pattern] as const);
  }),
);

/**
 * A source with blanks for its comments, so that every line and every character stays where it is. A text is kept, whatever marks
 * are in it.
 * @param path tells the language; a file of another one stays as it is
 */
export function withoutComments(text: string, path: string): string {
  const ending = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('.')) + 1);
  const pattern = PATTERNS.get(ending.toLowerCase());
  if (pattern === undefined) return text;
  return text.replace(pattern, (whole, comment?: string) =>
    comment === undefined ? whole : whole.replace(/[^\n]/g, ' '),
  );
}
