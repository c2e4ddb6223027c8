import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type RolldownOptions } from 'rolldown';
import { loadedWith } from './build/chunks.ts';
import { licences } from './build/licences.ts';
import { inPlaceOf, late } from './build/plugins.ts';
import { precompiledModule, readStarters, readTemplates, textsModule } from './build/templates.ts';

const root = import.meta.dirname;
const templates = readTemplates(join(root, 'templates'));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** What a module would look for on disk at every start. */
const known = {
  [join(root, 'src/io/templates.ts')]: textsModule('loadTemplates', templates),
  [join(root, 'src/io/starters.ts')]: textsModule('loadStarters', readStarters(join(root, 'starters'))),
  [join(root, 'src/io/version.ts')]: `export const toolVersion = () => ${JSON.stringify(version)};`,
};

/** commander loads it at every start, for programs that have commands in files of their own; ours has none. */
const noPrograms = { commander: { 'node:child_process': 'module.exports = {};' } };

/** For files that most projects do not have, and for comparing what did not change. */
const rarelyNeeded = {
  'jsonc-parser': ['applyEdits', 'createScanner', 'modify', 'parse', 'printParseErrorCode'],
  'node-diff3': ['diff3Merge', 'diffIndices'],
  sax: ['SAXParser'],
  'smol-toml': ['parse'],
  yaml: ['Composer', 'Lexer', 'Parser', 'isAlias', 'isMap', 'isScalar', 'isSeq'],
};

/** For both bundles. Packages are taken in: what is installed is one package, and starts as fast as one. */
const common: RolldownOptions = {
  cwd: root,
  platform: 'node',
  resolve: {
    mainFields: ['module', 'main'],
    alias: { prompts: 'prompts/lib/index.js', undici: 'undici/index-fetch.js' },
  },
};
const output = { dir: 'dist', format: 'esm', comments: false, minify: true } as const;

/** What checks signatures: several commands share it, and most runs do not need it. */
const signatures = 'src.verify.(?!policies|signer|keys)|node_modules.@sigstore';
const unsigned = new RegExp(`^(?!.*(?:${signatures}))`);
const modules = (...names: readonly string[]) => names.map((name) => join(root, 'src', `${name}.ts`));

/** Few files, for each costs time: what every start needs, what asks registries, what writes Dockerfiles; the rest is its command's. */
const groups = [
  { name: loadedWith(modules('cli'), 'start'), minShareCount: 2, priority: 3 },
  {
    name: loadedWith(modules('cli/pin', 'cli/run-verify', 'images/network'), 'common'),
    ...{ test: unsigned, minShareCount: 2, priority: 2 },
  },
  { name: 'generate', test: unsigned, minShareCount: 2, priority: 1 },
  { name: 'signatures', test: new RegExp(signatures) },
];

export default defineConfig([
  {
    ...common,
    input: { cli: 'src/cli.ts' },
    plugins: [
      inPlaceOf({ ...known, [join(root, 'src/core/compile.ts')]: precompiledModule(templates) }, noPrograms),
      late(rarelyNeeded),
      licences('cli/LICENSES.txt'),
    ],
    output: {
      ...output,
      cleanDir: true,
      chunkFileNames: 'cli/[name].js',
      codeSplitting: { groups },
    },
  },
  {
    ...common,
    input: { index: 'src/index.ts' },
    plugins: [inPlaceOf(known), licences('LICENSES.txt')],
    output,
  },
]);
