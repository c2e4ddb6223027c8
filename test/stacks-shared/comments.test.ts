import { describe, expect, it, test } from 'vitest';
import { withoutComments } from '../../src/stacks/shared/comments.ts';

/** Every comment says `gone`, and every text `kept`. */
const SOURCES: readonly (readonly [ending: string, text: string])[] = [
  ['go', 'kept // gone "\nkept /* gone\n gone */ kept\n"kept // kept" \'"\' // gone\n`kept\n// kept` // gone'],
  ['go', '//go:embed kept/* kept/*.html\nkept\n// go:embed gone'],
  ['rs', 'kept // gone\n/// gone\n/* gone\n */ kept\n"kept // kept\n/* kept" // gone'],
  ['rs', 'r#"kept " // kept"# // gone\nlet kept: &\'static str = "kept"; \'"\' // gone\n\'\\u{1F600}\' // gone'],
  ['java', '/** gone\n gone\n */ kept("https://kept") // gone\n"""\nkept " // kept\n""" // gone\n\'"\' // gone'],
  ['kt', 'kept("kept // kept") // gone'],
  ['scala', 'kept /* gone */ """kept // kept""" // gone'],
  ['kts', "url(\"https://kept\") // gone\n'it\\'s // kept' // gone"],
  ['gradle', "kept 'kept // kept' // gone\n/* gone, and never closed"],
  ['swift', 'kept("""\nkept // kept\n""") // gone'],
  ['cpp', '#include <kept> // gone\n\'"\' /* gone */ R"x(kept " // kept)x" // gone\n1\'000 kept'],
  ['cs', '@"C:\\kept\\" // gone\n$@"kept ""// kept"" " // gone\n"""kept // kept""" /* gone */ kept'],
  ['fs', '(* gone\n gone *) kept (*) kept\nlet f (x: \'a) = "kept // kept" // gone'],
  ['vb', '"kept \' kept ""kept""" \' gone\nkept'],
  ['js', 'kept(/["\'`/]kept/) // gone\n`kept\n// kept` // gone\nreturn /"/ // gone\nkept / kept // gone'],
  ['tsx', "<p>kept's</p>\n/* gone */ kept('https://kept')"],
  ['bin/www', "kept(8080) // gone\n'kept'"],
  [
    'py',
    'kept # gone\n"kept # kept" # gone\n\'kept # kept\'\ndef kept():\n    """gone\n    gone"""\n    kept("""kept # kept""")',
  ],
  ['py', "r'''gone'''\nx = r'''kept\n# kept''' # gone"],
  ['php', "<p>kept's</p>\n<?php # gone ?>kept<?php // gone\n#[kept(\"/kept\")] # gone\n/* gone */ 'kept // kept'"],
  ['php', '/**\n * @Route("/kept")\n */ kept\n/** gone */ kept /* gone @Route( */'],
  ['rb', 'kept # gone\n"kept #{kept} # kept" # gone\n/#/ kept\n=begin\ngone\n=end\nkept\n__END__\ngone\n'],
  ['ex', '@moduledoc """\ngone " gone\n"""\nkept ?" kept # gone\n"kept # kept\n# kept" # gone\n@doc ~S"""\ngone"""'],
  ['gleam', '/// gone\nkept("kept // kept\n// kept") // gone'],
  ['clj', '(kept "kept ; kept\n; kept" \\" \\; kept) ; gone'],
  ['cr', 'kept # gone\n"kept #{kept} # kept" # gone'],
  ['dart', "'''kept\n// kept''' // gone\n'kept // kept' /* gone */ kept"],
  ['hs', 'kept\' -- gone\nkept --> kept |-- kept\n{- gone\n gone -} \'"\' -- gone\n"kept -- kept" --- gone'],
  ['zig', '\\\\kept // kept "\nkept // gone\n"kept // kept" // gone'],
];

describe('a source without comments', () => {
  it.each(SOURCES)('of %s is %j', (ending, text) => {
    const plain = withoutComments(text, ending.includes('/') ? ending : `src/main.${ending}`);
    expect(plain).not.toContain('gone');
    expect(plain.match(/kept/g)).toEqual(text.match(/kept/g));
    expect(plain.match(/kept/g)?.length).toBeGreaterThan(0);
  });

  it.each(SOURCES)('of %s has every line and character where it was: %j', (ending, text) => {
    const plain = withoutComments(text, ending.includes('/') ? ending : `src/main.${ending}`);
    expect(plain).toHaveLength(text.length);
    expect([...plain].every((char, at) => char === text[at] || (char === ' ' && text[at] !== '\n'))).toBe(true);
  });
});

test('a file of a language that is not known stays as it is', () => {
  expect(withoutComments('kept // kept # kept', 'src/main.cobol')).toBe('kept // kept # kept');
});

/** One of each way to write comments. */
const WAYS = 'go rs java cpp cs fs vb js py php rb ex gleam clj cr dart hs zig'.split(' ');

/** What opens something again and again, and never closes it. */
const OPEN = [
  '/* ',
  '/*',
  '/**',
  '/**@Route',
  '{- ',
  '(* ',
  '"',
  "'",
  '"""',
  '`',
  '"\\',
  '\\"',
  '=/[',
  '=/[\\',
  '/',
  '--',
  ' #',
]
  .concat([
    'r#"',
    'r########"',
    'R"(',
    '@"',
    '@doc """',
    '=begin\n',
    '\n"""',
    `\n${' '.repeat(59)}"""`,
    '\n__END__',
    ' ',
  ])
  .concat(["b'", '?"', '//', '<?php //', '=        /', '\\']);

test.each(WAYS)('takes moments, whatever is in a file of %s', (ending) => {
  for (const open of OPEN) {
    const text = open.repeat(131_072 / open.length);
    const start = performance.now();
    withoutComments(text, `a.${ending}`);
    // twice what is read of a file: some milliseconds, and seconds for who looked again at what was seen
    expect(performance.now() - start, JSON.stringify(open)).toBeLessThan(1_000);
  }
});
