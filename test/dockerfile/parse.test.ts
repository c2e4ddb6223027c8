import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Instruction, parseDockerfile } from '../../src/dockerfile/parse.ts';
import type { Token } from '../../src/dockerfile/source.ts';

const brief = ({ keyword, line, endLine, args }: Instruction) => `${keyword} ${line}-${endLine} ${args.text}`;
const parsed = (text: string) => parseDockerfile(text).instructions.map(brief);

describe('instructions and their lines', () => {
  test.each<[name: string, text: string, instructions: string[]]>([
    ['nothing', '', []],
    ['only blank lines and comments', '\n  \n# FROM a\n\t# b\n', []],
    ['one, without a last line break', 'FROM a', ['FROM 1-1 a']],
    ['lower case and indented', '  from a\n\trun b', ['FROM 1-1 a', 'RUN 2-2 b']],
    ['a continuation', 'RUN a \\\n  b', ['RUN 1-2 a   b']],
    ['white space behind the continuation mark', 'RUN a \\ \t\n b\nRUN c', ['RUN 1-2 a  b', 'RUN 3-3 c']],
    ['two escape characters are no continuation', 'RUN a \\\\\nRUN b', ['RUN 1-1 a \\\\', 'RUN 2-2 b']],
    ['comments and blank lines inside', 'RUN a \\\n# c\n  # d \\\n\n b\nRUN e', ['RUN 1-5 a  b', 'RUN 6-6 e']],
    ['a continuation at the end of the file', 'RUN a \\', ['RUN 1-1 a']],
    ['a comment sign inside a line', 'RUN a # b', ['RUN 1-1 a # b']],
    ['escape=`', '# escape=`\nFROM a\nRUN b `\n  c\\\nRUN d', ['FROM 2-2 a', 'RUN 3-4 b   c\\', 'RUN 5-5 d']],
    ['escape= too late', 'FROM a\n# escape=`\nRUN b `\nRUN c', ['FROM 1-1 a', 'RUN 3-3 b `', 'RUN 4-4 c']],
    ['an unknown directive does not end the directives', '# x=y\n# escape=`\nRUN b `\nc', ['RUN 3-4 b c']],
    ['a comment ends the directives', '# x\n# escape=`\nRUN b `\nRUN c', ['RUN 3-3 b `', 'RUN 4-4 c']],
    ['CRLF', 'FROM a\r\nRUN b \\\r\n  c\r\n', ['FROM 1-1 a', 'RUN 2-3 b   c']],
    ['a byte order mark', '\uFEFFFROM a', ['FROM 1-1 a']],
    ['a keyword without arguments', 'FROM\nRUN', ['FROM 1-1 ', 'RUN 2-2 ']],
    ['garbage', '\u0000\u0001 {"a"}\n=\n<<EOF', ['\u0000\u0001 1-1 {"a"}', '= 2-2 ', '<<EOF 3-3 ']],
    ['white space of other alphabets', '\u3000USER\u00a0root', ['USER 1-1 root']],
  ])('%s', (_, text, instructions) => expect(parsed(text)).toEqual(instructions));
});

describe('heredocs', () => {
  const heredocs = (text: string) =>
    parseDockerfile(text).instructions[0]?.heredocs.map(({ name, body, ...rest }) => [name, body.text, rest]);
  const plain = { expand: true, chomp: false, closed: true };

  test.each<[name: string, text: string, expected: unknown]>([
    ['one', 'RUN <<EOF\na\nb\nEOF\nRUN c', [['EOF', 'a\nb\n', { ...plain, line: 2 }]]],
    ['an empty one', 'RUN <<EOF\nEOF', [['EOF', '', { ...plain, line: 2 }]]],
    ['a quoted one', 'RUN <<"EOF"\n$a\nEOF', [['EOF', '$a\n', { ...plain, expand: false, line: 2 }]]],
    ['a chomping one', 'COPY <<-E /a\n\t\tx\n\tE\n', [['E', '\t\tx\n', { ...plain, chomp: true, line: 2 }]]],
    [
      'two on a line',
      'COPY <<A <<B /to/\n1\nA\n2\nB\n',
      [
        ['A', '1\n', { ...plain, line: 2 }],
        ['B', '2\n', { ...plain, line: 4 }],
      ],
    ],
    ['behind a continuation', 'RUN a && \\\n cat <<EOF\nx\nEOF', [['EOF', 'x\n', { ...plain, line: 3 }]]],
    ['one that never ends', 'RUN <<EOF\na', [['EOF', 'a', { ...plain, closed: false, line: 2 }]]],
    ['CRLF', 'RUN <<E\r\na\r\nE\r\n', [['E', 'a\r\n', { ...plain, line: 2 }]]],
    ['behind ONBUILD', 'ONBUILD RUN <<E\na\nE', [['E', 'a\n', { ...plain, line: 2 }]]],
    ['not in another instruction', 'LABEL <<EOF\n', []],
    ['not in quotes, inside a word, or as a here-string', 'RUN echo "<<A" a<<B <<<C', []],
    ['not in the exec form', 'RUN ["a", "<<EOF"]', []],
  ])('%s', (_, text, expected) => expect(heredocs(text)).toEqual(expected));

  test('the next instruction begins behind the closing word', () => {
    expect(parsed('RUN <<EOF\nFROM b\nEOF\nUSER 1')).toEqual(['RUN 1-3 <<EOF', 'USER 4-4 1']);
  });
});

describe('flags, words and the exec form', () => {
  const first = (text: string) => parseDockerfile(text).instructions[0];

  test.each<[text: string, flags: [string, string | null][], args: string]>([
    [
      'RUN --mount=type=cache,target=/a --network=none b --c',
      [
        ['mount', 'type=cache,target=/a'],
        ['network', 'none'],
      ],
      'b --c',
    ],
    [
      'COPY --link --FROM="x y" a b',
      [
        ['link', null],
        ['from', 'x y'],
      ],
      'a b',
    ],
    ['RUN -- --a b', [], '--a b'],
    ['RUN \\\n --mount=type=bind \\\n a', [['mount', 'type=bind']], 'a'],
    [
      'HEALTHCHECK --interval=3s --retries=2 CMD ["a"]',
      [
        ['interval', '3s'],
        ['retries', '2'],
      ],
      'CMD ["a"]',
    ],
  ])('%s', (text, flags, args) => {
    const instruction = first(text);
    expect(instruction?.flags.map(({ name, value }) => [name, value?.text ?? null])).toEqual(flags);
    expect(instruction?.args.text).toBe(args);
  });

  test.each<[text: string, json: readonly string[] | null]>([
    ['CMD ["a", "b c"]', ['a', 'b c']],
    ['CMD [ "a" ]  ', ['a']],
    ['CMD []', []],
    ["CMD ['a']", null],
    ['CMD ["a", 1]', null],
    ['CMD ["a"] b', null],
    ['CMD ["a"', null],
    ['RUN [ -f a ] && b', null],
    ['ENTRYPOINT ["a", \\\n  "b"]', ['a', 'b']],
    ['LABEL ["a"]', null],
  ])('%s', (text, json) => expect(first(text)?.json).toEqual(json));

  test.each<[text: string, inner: string | undefined]>([
    ['ONBUILD RUN --network=none a', 'RUN 1-1 a'],
    ['HEALTHCHECK --retries=1 CMD a b', 'CMD 1-1 a b'],
    ['HEALTHCHECK NONE', undefined],
    ['ONBUILD ONBUILD RUN a', undefined],
    ['ONBUILD', undefined],
  ])('inside %s', (text, inner) => {
    const found = first(text)?.inner;
    expect(found ? brief(found) : undefined).toBe(inner);
  });

  test('words keep their quotes', () => {
    expect(first('ENV A="b c" D=e\\ f \'g h\'')?.words.map(({ text }) => text)).toEqual([
      'A="b c"',
      'D=e\\ f',
      "'g h'",
    ]);
  });
});

describe('directives and comments', () => {
  test('the values stand where their offsets say', () => {
    const text = '# syntax = docker/dockerfile:1 \n#escape=\\\n# check=skip=all\n# syntax=b\nFROM a\n# end';
    const { directives, comments } = parseDockerfile(text);
    expect(directives.map(({ name, value, line }) => [name, value.text, line])).toEqual([
      ['syntax', 'docker/dockerfile:1', 1],
      ['escape', '\\', 2],
      ['check', 'skip=all', 3],
    ]);
    for (const { value } of directives) expect(text.slice(value.start, value.end)).toBe(value.text);
    expect(comments.map(({ line, text: comment }) => [line, comment])).toEqual([
      [4, '# syntax=b'],
      [6, '# end'],
    ]);
  });
});

describe('offsets', () => {
  const target = readFileSync(new URL('../audit/fixtures/node-npm-typescript.Dockerfile', import.meta.url), 'utf8');
  const nasty =
    '\uFEFF# syntax=a\r\nFROM --platform=x  img:1@sha256:0 \\\r\n  AS b\r\n\r\nCOPY \\\n# c\n --from=nginx:1 \\\n  a "b c"\nRUN --mount=type=bind,from=go:1,target=/go <<E\nx\nE\n';

  test.each([
    ['the target', target],
    ['a nasty file', nasty],
  ])('every token of %s stands in the file where it says', (_, text) => {
    const { instructions, comments } = parseDockerfile(text);
    const tokens: Token[] = [...comments];
    for (const { name, words, flags, heredocs } of instructions) {
      tokens.push(name, ...words, ...heredocs.map(({ body }) => body));
      for (const { value, fields } of flags) tokens.push(...(value ? [value] : []), ...fields);
    }
    expect(tokens.length).toBeGreaterThan(10);
    for (const token of tokens) expect(text.slice(token.start, token.end)).toBe(token.text);
  });

  test.each([
    ['the target', target],
    ['a nasty file', nasty],
  ])('the instructions of %s and what lies between them make up the file', (_, text) => {
    const { instructions } = parseDockerfile(text);
    let at = 0;
    for (const { start, end, name } of instructions) {
      expect(text.slice(at, start)).toMatch(/^(?:\uFEFF)?(?:\s|#[^\n]*\n)*$/);
      expect(start).toBe(name.start);
      at = end;
    }
    expect(text.slice(at).trim()).toBe('');
  });
});

describe('time grows with the length and nothing else', () => {
  const MANY = 300_000;
  test.each<[name: string, text: string]>([
    ['line breaks', '\n'.repeat(MANY)],
    ['blanks', ' '.repeat(MANY)],
    ['blank lines between', `RUN a\n${' '.repeat(50)}\n`.repeat(10_000)],
    ['escape characters', `RUN ${'\\'.repeat(MANY)}`],
    ['continuations', 'RUN a \\\n'.repeat(30_000)],
    ['open quotes', `RUN ${'"a '.repeat(MANY)}`],
    ['open brackets', `CMD ${'['.repeat(MANY)}`],
    ['open heredocs', 'RUN <<A\n'.repeat(30_000)],
    ['ONBUILD', 'ONBUILD '.repeat(30_000)],
    ['flags', `RUN ${'--a=b,c '.repeat(30_000)}`],
    ['tabs before a closing word', `RUN <<-E\n${'\t'.repeat(MANY)}E`],
  ])('%s', (_, text) => {
    const before = process.cpuUsage();
    expect(parseDockerfile(text).text).toBe(text);
    const { user } = process.cpuUsage(before);
    expect(user / 1_000_000).toBeLessThan(6);
  });
});
