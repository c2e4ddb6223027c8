import { isObject, readJson, stringAt } from '../../../core/project.ts';
import { dependsOn } from '../../shared/javascript/manifest.ts';
import { folderOf, inside, resolveInside } from '../../shared/paths.ts';
import { USUALLY_BUILT } from '../built-folders.ts';
import type { FrameworkInput, Shape } from '../framework.ts';
import { type Command, commandsOf, option } from '../frameworks/support/commands.ts';
import { literal, readConfig } from '../frameworks/support/config.ts';

/** What a front end's build leaves, from the project's root, and what says so. */
export interface Outputs {
  readonly paths: readonly string[];
  readonly from: string;
}

/**
 * What a build leaves: where a plug-in of the server's framework puts it, else the folder of the site that it builds, else what
 * the commands of its scripts write.
 * @returns undefined when nothing says it
 */
export function outputsOf(input: FrameworkInput, shape: Shape): Outputs | undefined {
  const found = byPlugin(input) ?? bySite(input, shape) ?? byCommands(input);
  if (!found) return undefined;
  const paths = found.paths
    .flatMap((path) => resolveInside(input.service, path) ?? [])
    .map((path) => builtFolder(input, path))
    .filter((path) => path !== '.');
  return paths.length === 0 ? undefined : { ...found, paths: withoutNested([...new Set(paths)]) };
}

/** A file in a folder that only builds make is not all that they leave there: another step copies pages beside it. */
function builtFolder({ project }: FrameworkInput, path: string): string {
  const folder = folderOf(path);
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  const made = USUALLY_BUILT.has(name) || !project.hasDirectory(folder);
  return folder !== '.' && made && /\.(?:css|[cm]?js|map|html)$/.test(path) ? folder : path;
}

function withoutNested(paths: readonly string[]): string[] {
  return paths.filter((path) => !paths.some((other) => path.startsWith(`${other}/`)));
}

/** A plug-in that puts the result where a server's framework looks for it. */
interface Plugin {
  readonly package: string;
  readonly paths: (input: FrameworkInput) => readonly string[];
}

const PLUGINS: readonly Plugin[] = [
  {
    package: 'laravel-vite-plugin',
    paths: (input) => [
      `${said(input, 'vite.config', 'publicDirectory') ?? 'public'}/${said(input, 'vite.config', 'buildDirectory') ?? 'build'}`,
    ],
  },
  { package: 'vite-plugin-ruby', paths: (input) => [viteRuby(input)] },
  { package: 'vite-plugin-symfony', paths: (input) => [said(input, 'vite.config', 'outDir') ?? 'public/build'] },
  { package: '@symfony/webpack-encore', paths: (input) => [encore(input)] },
  // Mix writes files beside the sources of public/: the folder comes back whole
  { package: 'laravel-mix', paths: () => ['public'] },
];

function byPlugin(input: FrameworkInput): Outputs | undefined {
  const plugin = PLUGINS.find(({ package: name }) => dependsOn(input.manifest, name));
  return plugin && { paths: plugin.paths(input), from: `${input.manifest.path} ${plugin.package}` };
}

/** A text setting wherever it stands in a config file: a plug-in's own options have no fixed place. */
function said(input: FrameworkInput, file: string, key: string): string | undefined {
  const { text = '' } = readConfig(input, file) ?? {};
  return new RegExp(`\\b${key}:\\s{0,8}['"]([\\w./-]{1,100})['"]`).exec(text)?.[1]?.replace(/^\/|\/$/g, '');
}

function viteRuby({ project, service }: FrameworkInput): string {
  const path = inside(service, 'config/vite.json');
  const json = project.has(path) ? readJson(project, path) : undefined;
  const setting = (key: string) => stringAt(json, 'production', key) ?? stringAt(json, 'all', key);
  return `${setting('publicDir') ?? 'public'}/${setting('publicOutputDir') ?? 'vite'}`;
}

function encore(input: FrameworkInput): string {
  const { text = '' } = readConfig(input, 'webpack.config') ?? {};
  return /\.setOutputPath\(\s{0,8}['"]\.?\/?([\w./-]{1,100})['"]/.exec(text)?.[1] ?? 'public/build';
}

function bySite({ manifest }: FrameworkInput, { kind, outputs, from }: Shape): Outputs | undefined {
  if (kind !== 'static') return undefined;
  return { paths: outputs.map((output) => output.from), from: from.outputs ?? from.build ?? manifest.path };
}

/** A tool of build scripts: the options that name what it writes, its config's setting, and what it writes otherwise. */
interface Writer {
  readonly tool: string;
  readonly options: readonly string[];
  readonly config?: readonly [file: string, setting: string];
  readonly fallback?: string;
  /** Reads what stands without an option: `sass in.scss out.css`. */
  readonly words?: (words: readonly string[]) => string | undefined;
}

const WRITERS: readonly Writer[] = [
  { tool: 'tailwindcss', options: ['-o', '--output'] },
  // @tailwindcss/cli, as npx runs it
  { tool: 'cli', options: ['-o', '--output'] },
  { tool: 'postcss', options: ['-o', '--output', '-d', '--dir'] },
  { tool: 'sass', options: [], words: secondPath },
  { tool: 'lessc', options: [], words: secondPath },
  { tool: 'esbuild', options: ['--outdir', '--outfile'] },
  { tool: 'vite build', options: ['--outDir'], config: ['vite.config', 'build.outDir'], fallback: 'dist' },
  { tool: 'webpack', options: ['--output-path', '-o'], config: ['webpack.config', 'output.path'], fallback: 'dist' },
  { tool: 'rspack', options: ['--output-path', '-o'], config: ['rspack.config', 'output.path'], fallback: 'dist' },
  { tool: 'rollup', options: ['--dir', '-d', '--file', '-o'], config: ['rollup.config', 'output.dir'] },
  { tool: 'rolldown', options: ['--dir', '-d', '--file', '-o'], config: ['rolldown.config', 'output.dir'] },
  { tool: 'parcel build', options: ['--dist-dir'], fallback: 'dist' },
  { tool: 'bun build', options: ['--outdir', '--outfile'] },
  { tool: 'tsup', options: ['--out-dir', '-d'], config: ['tsup.config', 'outDir'], fallback: 'dist' },
];

const NOT_SHIPPED =
  /^(?:dev|start|serve|watch|preview|test|lint|format|type|check|prepare|pre|post|storybook|docs|bench|e2e)|:(?:dev|watch)$/;
const WATCHES = /^(?:-w|--watch(?:=.*)?)$/;

function byCommands(input: FrameworkInput): Outputs | undefined {
  const found = WRITERS.flatMap((writer) =>
    commandsOf(input.manifest, writer.tool)
      .filter(({ script, rest }) => !NOT_SHIPPED.test(script) && !rest.some((word) => WATCHES.test(word)))
      .flatMap((command) => writtenBy(input, writer, command)),
  );
  const [first] = found;
  return first && { paths: found.map(({ path }) => path), from: first.from };
}

function writtenBy(input: FrameworkInput, writer: Writer, { script, rest }: Command) {
  const from = `${input.manifest.path} scripts.${script}`;
  const told = option(rest, ...writer.options) ?? writer.words?.(rest);
  if (told !== undefined) return [{ path: told, from }];
  if (!writer.config) return writer.fallback === undefined ? [] : [{ path: writer.fallback, from }];
  const [usual, setting] = writer.config;
  const file = (option(rest, '--config', '-c') ?? usual).replace(/\.[cm]?[jt]s$/, '');
  const config = readConfig(input, file);
  const path = literal(config, setting) ?? (config?.values.has(setting) ? undefined : writer.fallback);
  return path === undefined ? [] : [{ path, from: config?.path ?? from }];
}

/** `in.scss out.css`, `in.scss:out.css`, `scss:css`. */
function secondPath(words: readonly string[]): string | undefined {
  const [first, second] = words.filter((word) => !word.startsWith('-'));
  const colon = first?.indexOf(':') ?? -1;
  return colon > 0 ? first?.slice(colon + 1) : second;
}

/** Names of scripts that build, where none is called `build`: every `build:…` in order, else the first of the usual ones. */
export function buildScripts({ manifest }: FrameworkInput): readonly string[] {
  const names = Object.keys(manifest.scripts);
  const parts = names.filter(
    (name) => /^build[:-][\w:.-]{1,60}$/.test(name) && !/dev|watch|test|storybook|docs|serve/.test(name),
  );
  const usual = [
    'production',
    'prod',
    'assets',
    'css',
    'tailwind',
    'css:build',
    'tailwind:build',
    'js:build',
    'compile',
  ];
  if (names.includes('build')) return ['build'];
  return parts.length > 0 ? parts : usual.filter((name) => names.includes(name)).slice(0, 1);
}

/** Whether a package.json is a member of a workspace that it declares itself. */
export function isRoof({ manifest }: FrameworkInput): boolean {
  return Array.isArray(manifest.json.workspaces) || isObject(manifest.json.workspaces);
}
