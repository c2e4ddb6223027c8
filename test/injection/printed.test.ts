import { describe, expect, test } from 'vitest';
import { ignoreMatcher } from '../../src/audit/facts/ignore-file.ts';
import { secretOption } from '../../src/core/quote.ts';
import { stacks } from '../../src/stacks/index.ts';
import { keepingOut } from '../../src/stacks/shared/ignore.ts';
import { type Crafted, generateCrafted } from './project.ts';
import { tokens } from './tokens.ts';

const PHP = {
  'composer.json': { require: { 'slim/slim': '4' } },
  'composer.lock': { packages: [{ name: 'slim/slim', dist: { type: 'zip' } }] },
  'public/index.php': '<?php\n',
  'auth.json': '{ "http-basic": { "git.example.com": { "username": "u", "password": "p" } } }',
};
const GO = {
  'go.mod': 'module example.com/shop\n\ngo 1.25\n',
  'cmd/a/main.go': 'package main\n\nfunc main() {}\n',
  'cmd/b/main.go': 'package main\n\nfunc main() {}\n',
};

/** A service in a folder, and every command for people to copy: those of the terminal, and those of the Dockerfile's head. */
function commands(folder: string, files: Crafted['files'], below = ''): string[] {
  const placed = Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text] as const);
  const {
    answers,
    spec,
    files: written,
  } = generateCrafted({
    files: Object.fromEntries(placed),
    given: { service: `${folder}${below}` },
  });
  const text = written.find(({ path }) => path.endsWith('Dockerfile'))?.text ?? '';
  const head = [...text.matchAll(/^# {3}(?:build|private|run) +(.*)$/gm)].map(([, command = '']) => command);
  const steps = stacks.find(({ id }) => id === answers.stack)?.nextSteps(spec) ?? [];
  expect(head.length).toBeGreaterThan(1);
  return [...head, ...steps];
}

describe('a command that people copy', () => {
  test.each(['$(touch pwned)', '`id`', 'a;b', 'a"b', "a'b", '$PATH', 'a b', '!x', '#x', 'a,b', '{{x}}'])(
    'names the folder %s, and the file with the secret in it, and runs nothing',
    (folder) => {
      for (const command of commands(folder, PHP)) {
        const words = tokens(command, 'shell');
        const live = words.filter(({ kind, expansions }) => kind !== 'word' || expansions > 0);
        expect(live).toEqual([]);
        if (!command.includes(' build ')) continue;
        expect(words.some(({ text }) => text === folder)).toBe(true);
      }
    },
  );

  test.each([
    ['--network=host', './--network=host'],
    ['-', './-'],
    ['github.com/evil/shop', './github.com/evil/shop'],
    ['git@evil.example.com', './git@evil.example.com'],
    ['github.company', 'github.company'],
  ])('the folder %s is a folder, no option and no address', (folder, argument) => {
    const builds = commands(folder, PHP).filter((command) => command.includes(' build '));
    expect(builds).not.toEqual([]);
    for (const build of builds) expect(tokens(build, 'shell').at(-1)?.text).toBe(argument);
  });

  test.each([
    ['$HOME/.npmrc', '--secret id=a,src="$HOME/.npmrc"'],
    ['shop/auth.json', '--secret id=a,src="shop/auth.json"'],
    ['$(id)/auth.json', "--secret 'id=a,src=$(id)/auth.json'"],
    ['a,b/auth.json', `--secret 'id=a,"src=a,b/auth.json"'`],
    ['a"b/auth.json', `--secret 'id=a,"src=a""b/auth.json"'`],
    ['$HOME/$(id)', "--secret 'id=a,src=$HOME/$(id)'"],
  ])('the file %s of a secret is one field of one word', (source, option) => {
    expect(secretOption('a', source)).toBe(option);
  });

  test('the setting that a note proposes is one word', () => {
    const folder = 'x$(touch pwned)';
    const files = Object.fromEntries(
      Object.entries(GO).map(([path, text]) => [path === 'go.mod' ? path : `${folder}/${path}`, text]),
    );
    const { detection } = generateCrafted({ files, given: { service: folder } });
    expect(detection.notes.join('\n')).toContain(`--set package='./${folder}/cmd/a'.`);
  });
});

describe('what nobody sees', () => {
  test.each(['a\u061cb', 'a\u200bb', 'a\u{e0041}b', 'a\u00adb', 'a\u202eb', 'a\ufeffb'])('%j is refused', (folder) => {
    expect(() => commands(folder, PHP)).toThrow(/^the f\w+ "a b.{0,20} holds a line break or control character/);
  });

  test('what joins letters of some scripts is not', () => {
    expect(commands('می\u200cخواهم', PHP).join('\n')).toContain('می\u200cخواهم');
  });
});

describe('an ignore file', () => {
  test.each(['!x', '#x', 'a*b', '[x]', 'a?b', 'a\\b', ' x', 'x ', 'é', '😀', '-x', 'a$b', '**'])(
    'keeps out a credential in the folder %s',
    (folder) => {
      const path = `${folder}/settings.xml`;
      const pattern = keepingOut(path);
      expect(pattern).toMatch(/^[\w@.?][\w@./? -]*$/);
      expect(ignoreMatcher(`${pattern}\n`)(path)).toBe(true);
      expect(keepingOut(`${folder} and/more`)).not.toMatch(/^[!#]/);
    },
  );

  test('names Rust’s folders as no exception and no comment', () => {
    const { files } = generateCrafted({
      files: {
        '!x/Cargo.toml': '[package]\nname = "shop"\nversion = "1.0.0"\n[dependencies]\nmoney = { path = "../money" }\n',
        '!x/Cargo.lock': 'version = 4\n',
        '!x/src/main.rs': 'fn main() {}\n',
        'money/Cargo.toml': '[package]\nname = "money"\nversion = "1.0.0"\n',
        'money/src/lib.rs': '',
      },
      given: { service: '!x' },
    });
    const lines = files.find(({ path }) => path.endsWith('.dockerignore'))?.text.split('\n') ?? [];
    expect(lines).toContain('?x/target');
    expect(lines.filter((line) => line.startsWith('!'))).toEqual(['!**/.env.example']);
  });
});
