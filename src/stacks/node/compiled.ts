import { relativeTo, resolveInside } from '../shared/paths.ts';
import { COMPILERS } from './compilers.ts';
import type { FrameworkInput } from './framework.ts';
import { type Command, commandsOf, option } from './frameworks/support/commands.ts';
import { findCompiled } from './frameworks/support/program.ts';

/** What one source becomes once the service is built. */
export interface CompiledFile {
  /** Relative to the service's folder: `dist/index.js`. */
  readonly path: string;
  readonly from: string;
}

const WATCHES = /^(?:-w|--watch|--noEmit|--emitDeclarationOnly)$/;

/**
 * The file that a build script makes of a source, from the compiler's options and config.
 * @param source relative to the service's folder: `src/index.ts`
 * @returns undefined when no build script compiles, or when its output cannot be told
 */
export function compiledFile(input: FrameworkInput, source: string): CompiledFile | undefined {
  const compiled = findCompiled(input);
  for (const compiler of COMPILERS) {
    for (const command of commandsOf(input.manifest, compiler.tool)) {
      if (!isBuild(command)) continue;
      const from = `${input.manifest.path} scripts.${command.script}`;
      const file = option(command.rest, ...(compiler.file ?? []));
      if (file !== undefined) return safe(file, from);
      const placed = compiler.place(input, command, source);
      if (!placed) continue;
      if ('path' in placed) return safe(placed.path, from);
      const folder = option(command.rest, ...compiler.folder) ?? compiled?.folder;
      return folder === undefined
        ? undefined
        : (mainInside(input, folder, placed.below) ?? safe(`${folder}/${placed.below}`, from));
    }
  }
  return undefined;
}

function isBuild({ script, rest }: Command): boolean {
  return (
    !rest.some((word) => WATCHES.test(word)) &&
    !/^(?:dev|watch|test|lint|type|check|pre(?!build)|post|docs)/.test(script) &&
    !/^start(?!:prod)/.test(script)
  );
}

/** `main` is written for what the build leaves: of two names in the folder it is the surer one. */
function mainInside({ manifest }: FrameworkInput, folder: string, guessed: string): CompiledFile | undefined {
  const main = manifest.main === undefined ? undefined : resolveInside('.', manifest.main);
  const below = main === undefined ? undefined : relativeTo(resolveInside('.', folder) ?? folder, main);
  if (main === undefined || below === undefined || below === guessed || !/\.[cm]?js$/.test(main)) return undefined;
  return { path: main, from: `${manifest.path} main` };
}

function safe(path: string, from: string): CompiledFile | undefined {
  const resolved = resolveInside('.', path);
  return resolved === undefined || resolved === '.' ? undefined : { path: resolved, from };
}
