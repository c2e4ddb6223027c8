import { type Crafted, literal, type Place } from './project.ts';

const FLASK = { 'requirements.txt': 'flask==3.1.0\ngunicorn==23.0.0\n', 'app.py': 'app = Flask(__name__)\n' };
const SAYS = [
  'the file',
  'the built folder',
  'the folder',
  'path',
  'frontend',
  'assets',
  'build command',
  'script name',
  'package.json',
];

/** A Flask service whose front end has a manifest, a lock and further files, in the folder itself. */
function beside(manifest: object, files: Crafted['files'] = {}): Crafted {
  return { files: { ...FLASK, 'package.json': manifest, 'package-lock.json': { lockfileVersion: 3 }, ...files } };
}

const VITE = { scripts: { build: 'vite build' }, devDependencies: { vite: '^7.0.0' } };
const PAGE = { 'index.html': '' };

/** Everything of a front end that can reach a file of ours, by way of another stack's. */
export const FRONT_END_PLACES: readonly Place[] = [
  {
    name: 'the folder that a front end’s option names',
    says: SAYS,
    harmless: 'harmless',
    words: true,
    craft: (value) =>
      beside(
        {
          scripts: { build: `vite build${value === undefined ? '' : ` --outDir "${value}"`}` },
          devDependencies: { vite: '7' },
        },
        PAGE,
      ),
  },
  {
    name: 'the folder that a front end’s config names',
    says: SAYS,
    harmless: 'harmless',
    craft: (value) =>
      beside(VITE, {
        ...PAGE,
        ...(value === undefined ? {} : { 'vite.config.ts': `export default { build: { outDir: ${literal(value)} } }` }),
      }),
  },
  {
    name: 'the file that a tool of a front end writes',
    says: SAYS,
    harmless: 'static/harmless',
    also: ['../../../x'],
    words: true,
    craft: (value) =>
      beside({
        scripts: { build: `tailwindcss -i in.css -o "${value ?? 'static/x'}"` },
        devDependencies: { tailwindcss: '4' },
      }),
  },
  {
    name: 'a part of a front end’s build',
    says: SAYS,
    harmless: 'build:harmless',
    commands: true,
    craft: (value) =>
      beside({
        scripts: { 'build:js': 'esbuild a.ts --outdir=out', ...(value === undefined ? {} : { [value]: 'sass a:out' }) },
        devDependencies: { esbuild: '0.25' },
      }),
  },
  {
    name: '--set assets',
    says: SAYS,
    harmless: 'harmless',
    craft: (value) => ({
      ...beside(VITE, PAGE),
      given: value === undefined ? {} : { set: { assets: value } },
    }),
  },
  {
    name: '--set frontend',
    says: SAYS,
    harmless: 'harmless',
    also: ['none'],
    craft: (value) => ({
      files: { ...FLASK, [`${value ?? 'pages'}/package.json`]: VITE, [`${value ?? 'pages'}/index.html`]: '' },
      given: { set: { frontend: value ?? 'none' } },
    }),
  },
  {
    name: 'a line of .gitignore that names what a front end leaves',
    says: SAYS,
    harmless: 'harmless',
    craft: (value) =>
      beside(VITE, {
        ...PAGE,
        'vite.config.js': "export default { build: { outDir: 'harmless' } };\n",
        'harmless/index.html': '',
        ...(value === undefined ? {} : { '.gitignore': `${value}\n` }),
      }),
  },
  {
    name: 'what Go embeds of a front end',
    says: SAYS,
    harmless: 'harmless',
    craft: (value) => ({
      files: {
        'go.mod': 'module example.com/shop\n\ngo 1.26\n',
        'main.go': 'package main\n\nfunc main() {}\n',
        'web.go': `package main\n\n${value === undefined ? '' : `//go:embed ${value}/*\n`}`,
        'package.json': {
          scripts: { build: `esbuild a.ts --outdir="${value ?? 'other'}"` },
          devDependencies: { esbuild: '0.25' },
        },
        'package-lock.json': { lockfileVersion: 3 },
      },
    }),
  },
];
