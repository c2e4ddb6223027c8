import { describe, expect, test } from 'vitest';
import { render } from '../../src/core/render.ts';
import type { Blueprint } from '../../src/core/stack.ts';
import { loadTemplates } from '../../src/io/templates.ts';
import { generate } from '../generate.ts';
import { memoryProject } from '../helpers.ts';
import { differences, type Files, sortFiles } from './compare.ts';
import { generateCrafted, service } from './project.ts';
import { tokens } from './tokens.ts';

const twin = sortFiles(generateCrafted(service({ scripts: { start: 'node server.js harmless' } })).files);

function changed(from: string | RegExp, to: string, file: 'dockerfile' | 'ignore' = 'dockerfile'): Files {
  const { path, text } = twin[file];
  const next = text.replace(from, () => to);
  if (next === text) throw new Error(`nothing to change: ${from}`);
  return { ...twin, [file]: { path, text: next } };
}

describe('the comparison finds what a value must never do', () => {
  test.each([
    ['a new instruction', changed('"harmless"]', '"x"]\nRUN id')],
    ['an instruction less', changed(/^USER .*\n/m, '')],
    ['another instruction', changed('EXPOSE', 'VOLUME')],
    ['another argument', changed('USER 1000:1000', 'USER 0:0')],
    ['another flag', changed('COPY --from=production', 'COPY --from=source')],
    ['one flag more', changed('RUN --mount', 'RUN --network=host --mount')],
    ['an option of a mount', changed('target=package.json', 'target=package.json,rw')],
    ['the shell form', changed(/^CMD .*$/m, 'CMD node server.js harmless')],
    ['a word more', changed('"harmless"]', '"harmless", "x"]')],
    ['a second command', changed('npm ci', 'id; npm ci')],
    ['a pipe', changed('npm ci', 'npm ci | sh')],
    ['a substitution', changed('npm ci', 'npm ci $(id)')],
    ['a variable', changed('--no-fund', '--no-fund$X')],
    ['a comment that hides the rest', changed('--no-audit', '#--no-audit')],
    ['a heredoc', changed('npm ci', 'npm ci <<EOF\nEOF')],
    ['a directive', changed(/^/, '# escape=`\n')],
    ['a suppression', changed(/^FROM/m, '# secure-dockerfile global ignore=user/root\nFROM')],
    ['a control character', changed('"harmless"', '"harm\u001bless"')],
    ['a mark of direction', changed('"harmless"', '"\u202eharmless"')],
    ['an exception of the ignore file', changed('**/.env*', '!**/.env*', 'ignore')],
    ['a line of the ignore file less', changed('.git\n', '', 'ignore')],
  ])('%s', (_, files) => {
    expect(differences(twin, files)).not.toEqual([]);
  });

  test('the value itself may differ', () => {
    expect(differences(twin, changed('"harmless"]', '"$(id); rm -rf /"]'))).toEqual([]);
    expect(differences(twin, changed('"harmless"]', '"a", "b"]'), { words: true })).toEqual([]);
  });
});

/** What would come out if a view held the value as it is. */
function unquoted(pick: (blueprint: Blueprint) => object, value: string): Files {
  const project = memoryProject({
    'package.json': '{ "scripts": { "start": "node server.js harmless" } }',
    'server.js': '',
  });
  const [dockerfile, ...others] = generate(project).blueprints;
  if (!dockerfile) throw new Error('no Dockerfile');
  const raw = JSON.parse(
    JSON.stringify(pick(dockerfile)).replaceAll('harmless', () => JSON.stringify(value).slice(1, -1)),
  );
  return sortFiles(render([{ ...dockerfile, view: raw }, ...others], loadTemplates()));
}

describe('a view that holds a raw value is caught', () => {
  const raw = (value: string) => unquoted(({ view }) => view, value);

  test('and a harmless one is not', () => expect(differences(raw('harmless'), raw('harmless'))).toEqual([]));

  test.each(['\nUSER 0', '"]\nRUN id #', '", "-e", "1', '\\', '" && id'])('%j', (value) => {
    expect(differences(raw('harmless'), raw(value))).not.toEqual([]);
  });
});

describe('what a shell makes of a text', () => {
  const words = (text: string) =>
    tokens(text, 'shell').map(({ kind, text: word, expansions }) => `${kind[0]}${expansions} ${word}`);

  test.each([
    ['a  b', ['w0 a', 'w0 b']],
    ["'a b' c", ['w0 a b', 'w0 c']],
    ["'it'\\''s'", ["w0 it's"]],
    ["'$x `y`' $z", ['w0 $x `y`', 'w1 $z']],
    ['"$x \\$y"', ['w1 $x $y']],
    ['a;b && c', ['w0 a', 'o0 ;', 'w0 b', 'o0 &', 'o0 &', 'w0 c']],
    ['a#b #c d', ['w0 a#b', 'c0 #c d']],
    ["a 'b", ['w0 a', 'w0 b', "o0 unclosed '"]],
    ["''", ['w0 ']],
  ])('%s', (text, expected) => expect(words(text)).toEqual(expected));

  test('in ENV and COPY there are no operators', () => {
    expect(tokens('a;b \\$x', 'docker').map(({ text, expansions }) => `${expansions} ${text}`)).toEqual([
      '0 a;b',
      '0 $x',
    ]);
  });
});
