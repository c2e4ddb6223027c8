import type { FrameworkInput } from '../framework.ts';
import { type Command, commandsOf, option } from '../frameworks/support/commands.ts';
import { literal, readConfig } from '../frameworks/support/config.ts';
import type { Outputs } from './outputs.ts';

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

/** What the commands of the scripts that ship write. */
export function byCommands(input: FrameworkInput): Outputs | undefined {
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
