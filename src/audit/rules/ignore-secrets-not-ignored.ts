import { wholeCopies } from '../facts/context.ts';
import { ignoreMatcher } from '../facts/ignore-file.ts';
import type { Rule } from '../rule.ts';

/** What must not reach a build, with a file that stands for it. .npmrc alone can be harmless and needed: only a note. */
const PRIVATE: readonly (readonly [name: string, sample: string])[] = [
  ['.env', '.env'],
  ['.env.*', '.env.local'],
  ['.git', '.git/config'],
];

export const ignoreSecretsNotIgnored: Rule = {
  id: 'ignore/secrets-not-ignored',
  level: 'medium',
  title: 'The ignore file lets private files into the build',
  why: 'The whole folder is copied, so local settings, credentials and the history are in a layer, in the build cache and perhaps in the image.',
  fix: 'Add them to the ignore file: .git, **/.env*, .npmrc, *.key, *.pem.',
  aliases: ['dockle:DKL-LI-0003', 'cis:4.10'],
  sources: ['OWASP NodeJS Docker sheet 9', 'CIS Docker Benchmark 4.10'],
  examples: {
    bad: [
      { dockerfile: 'FROM a\nCOPY . .', ignoreFile: 'node_modules' },
      { dockerfile: 'FROM a\nCOPY . .', ignoreFile: '.git\n.env*\n!.env' },
      { dockerfile: 'FROM a\nCOPY . .', ignoreFile: '.git\n.env*' },
    ],
    good: [
      { dockerfile: 'FROM a\nCOPY . .', ignoreFile: '# private\n**/.git/\n**/.env*\n!**/.env.example\n.npmrc\n' },
      { dockerfile: 'FROM a\nCOPY . .', ignoreFile: '*\n!src\n!package.json' },
      { dockerfile: 'FROM a\nCOPY src .', ignoreFile: '' },
      { dockerfile: 'FROM a\nCOPY . .', ignoreFile: null },
    ],
  },
  *check({ stages, ignoreFile, runs }) {
    const stage = ignoreFile ? stages.find((each) => wholeCopies(each).length > 0) : undefined;
    const [copy] = stage ? wholeCopies(stage) : [];
    if (!ignoreFile || !copy) return;
    const ignores = ignoreMatcher(ignoreFile.text);
    const missing = PRIVATE.filter(([, sample]) => !ignores(sample)).map(([name]) => name);
    const at = { line: copy.line, endLine: copy.endLine, stage: stage ?? null };
    if (missing.length > 0) yield { ...at, message: `${ignoreFile.path} lets ${missing.join(', ')} into the build.` };
    // one that an install mounts by name is known, and needed
    const mounted = runs.some(({ mounts }) => mounts.some(({ options }) => options.get('source')?.endsWith('.npmrc')));
    if (!ignores('.npmrc') && !mounted)
      yield { ...at, message: `${ignoreFile.path} lets .npmrc into the build.`, level: 'info', aliases: [] };
  },
};
