import type { ParentImage } from '../../core/stack.ts';
import { UserError } from '../../errors.ts';
import { type StackBase, type StackBases, stackBase, withShell } from '../shared/bases.ts';
import { parentImages } from '../shared/parents.ts';
import { elixirTags } from './versions.ts';

/**
 * The images of an Elixir service by `--base`. The full image compiles: it has git, a C compiler and certificates. A release
 * brings Erlang itself, so what runs it is a bare Debian, or Alpine.
 */
const ELIXIR_BASES: StackBases = {
  slim: (version) => withShell(`elixir:${version}`, 'debian:trixie-slim'),
  alpine: (version) => withShell(`elixir:${version}-alpine`, 'alpine:3.24'),
};

/** The base of an Elixir service for an answer; the version names Erlang/OTP too. */
export function elixirBase(answer: string, version: string): StackBase {
  return stackBase(ELIXIR_BASES, answer, version);
}

/** A release is started by a shell script, which decides that some bases cannot run it. */
export function refuseBase(base: string | undefined, needs: string | undefined): void {
  if (base === 'distroless' || base === 'chainguard' || base === 'hardened')
    throw new UserError(
      'usage',
      `--base ${base} has no shell, and a shell script starts a release`,
      'Take --base slim.',
    );
  if (base === 'alpine' && needs !== undefined)
    throw new UserError(
      'usage',
      `--base alpine has neither git nor a C compiler, and ${needs} needs one`,
      'Take --base slim.',
    );
}

/** Every image that the Dockerfile of an Elixir service can name. */
export function elixirParents(): readonly ParentImage[] {
  return parentImages([ELIXIR_BASES], elixirTags());
}
