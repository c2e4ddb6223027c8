import type { ParentImage } from '../../core/stack.ts';
import { UserError } from '../../errors.ts';
import { type StackBase, type StackBases, stackBase, withShell } from '../shared/bases.ts';
import { NOT_KNOWN_SIGNED, parentImages } from '../shared/parents.ts';
import { NEWEST_GLEAM, OTP_LINES } from './versions.ts';

/** The images of a Gleam service by `--base` and the release of Erlang/OTP; packages written in Elixir take its image to build. */
const BEAM: StackBases = {
  slim: (otp) => withShell(`erlang:${otp}`, `erlang:${otp}-slim`),
  alpine: (otp) => withShell(`erlang:${otp}-alpine`, `erlang:${otp}-alpine`),
};
const MIX: StackBases = { ...BEAM, slim: (otp) => withShell(`elixir:1.20-otp-${otp}`, `erlang:${otp}-slim`) };

/** The compiler, one file in an image of its own. */
export const gleamImage = (version: string) => `ghcr.io/gleam-lang/gleam:v${version}-scratch`;

/** The base of a Gleam service for an answer; a package that is written in Elixir needs mix to be compiled. */
export function gleamBase(answer: string, otp: string, mix: boolean): StackBase {
  return stackBase(mix ? MIX : BEAM, answer, otp);
}

/** Erlang is started by a shell script, and its images are Debian's and Alpine's. */
export function refuseBase(base: string | undefined, mix: boolean): void {
  if (base === 'distroless' || base === 'chainguard' || base === 'hardened')
    throw new UserError(
      'usage',
      `--base ${base} has no Erlang, which Gleam's programs run on`,
      'Take --base slim or alpine.',
    );
  if (base === 'alpine' && mix)
    throw new UserError('usage', '--base alpine has no Elixir, and a package is written in it', 'Take --base slim.');
}

/** Every image that the Dockerfile of a Gleam service can name. */
export function gleamParents(): readonly ParentImage[] {
  const compiler: ParentImage = {
    reference: gleamImage(NEWEST_GLEAM),
    base: null,
    publisher: 'Gleam',
    user: 'root',
    shell: false,
    megabytes: null,
    signedBy: NOT_KNOWN_SIGNED,
  };
  return [...parentImages([BEAM, MIX], OTP_LINES), compiler];
}
