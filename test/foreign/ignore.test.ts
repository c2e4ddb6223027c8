import { describe, expect, test } from 'vitest';
import { ignoreMatcher } from '../../src/audit/facts/ignore-file.ts';
import { keepIgnored } from '../../src/foreign/ignore.ts';
import { generate } from '../generate.ts';
import { projectOf } from './adopt-case.ts';

const { files } = generate(projectOf('npm-express-typescript'));
const dockerfile = files.find(({ path }) => path === 'Dockerfile')?.text ?? '';
const ours = files.find(({ path }) => path === '.dockerignore')?.text ?? '';
const keep = (...lines: string[]) => keepIgnored(ours, lines.join('\n'), dockerfile);

/** Files that ours keeps out and that nothing of theirs may let in. */
const PRIVATE = [
  '.env',
  '.env.production',
  'config/.env',
  '.npmrc',
  'certs/a.key',
  'b.pem',
  '.git/config',
  'id_rsa',
  '.aws/credentials',
  'node_modules/x/index.js',
  'infra/terraform.tfstate',
];

describe('an ignore file that is replaced', () => {
  test.each<[string, string[], string[], string[]]>([
    ['what it keeps out as well', ['docs', 'fixtures/**', '*.md'], ['docs', 'fixtures/**', '*.md'], []],
    [
      'not what ours keeps out already',
      ['node_modules', '**/node_modules/', '.git', './.env', 'npm-debug.log', '# a comment', ''],
      [],
      [],
    ],
    ['an exception to a line of its own', ['docs/*', '!docs/api.yaml'], ['docs/*', '!docs/api.yaml'], []],
    ['no exception that belongs to nothing', ['!README.md'], [], []],
    [
      'nothing that the build reads',
      ['package-lock.json', 'tsconfig.json', 'src', '*.json'],
      [],
      ['package-lock.json', 'tsconfig.json', 'src', '*.json'],
    ],
    ['no list of what is let in', ['*', '!src', '!package.json'], [], ['*']],
    [
      'no exception that lets a secret in',
      ['config/**', '!config/.env', '!config/prod.key', '!config/app.yml'],
      ['config/**', '!config/app.yml'],
      ['!config/.env', '!config/prod.key'],
    ],
    ['no exception that names more than one file', ['config/**', '!config/*', '!**/*'], ['config/**'], ['!config/*']],
    ['each line once, whatever its end', ['docs\r', 'docs', '  docs  '], ['docs'], []],
    ['no line with what cannot be seen', ['do\u202ecs', 'a\u0007b'], [], []],
  ])('keeps %s', (_, theirs, kept, left) => {
    const result = keep(...theirs);
    expect({ kept: result.kept, left: result.left }).toEqual({ kept, left });
    const tail = kept.length > 0 ? `\n# kept from the ignore file that was here before\n${kept.join('\n')}\n` : '';
    expect(result.text).toBe(ours + tail);
  });

  test('lets nothing in that ours keeps out, whatever stands in it', () => {
    const crafted = PRIVATE.flatMap((path) => [
      path.replace(/[^/]+$/, '*'),
      `!${path}`,
      `!**/${path.split('/').at(-1)}`,
      `!/${path}`,
      `! ${path}`,
      `!./${path}`,
    ]);
    const everything = ['**', '!**', '!.*', '!*', '!**/.*', '![.]env', '!.en?', ...crafted];
    const before = ignoreMatcher(ours);
    const after = ignoreMatcher(keep(...everything).text);
    expect(PRIVATE.filter((path) => !before(path))).toEqual([]);
    expect(PRIVATE.filter((path) => !after(path))).toEqual([]);
  });

  test.each<[string, string[]]>([
    ['of many stars', Array.from({ length: 20_000 }, (_, at) => `${'*a'.repeat(15)}${at}`)],
    ['whose exception nearly fits its line', [`${'*a'.repeat(19)}b`, `!${'a'.repeat(60)}`]],
    [
      'of many lines and exceptions that nearly fit',
      Array.from({ length: 20_000 }, (_, at) =>
        at % 2 ? `!${'a/'.repeat(200)}${at}` : `**/${'a*'.repeat(200)}b${at}`,
      ),
    ],
  ])('stays quick with a file %s', (_, lines) => {
    const start = performance.now();
    expect(keep(...lines).kept.length).toBeLessThanOrEqual(500);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
