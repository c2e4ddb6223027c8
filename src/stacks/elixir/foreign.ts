import type { ForeignNames } from '../../core/foreign-names.ts';
import { calledAfter, NO_VERSION, published } from '../shared/image-names.ts';

/** `1.18.4-otp-27-alpine` and Hex's `1.18.4-erlang-27.3.4-debian-trixie`: the release, and what it was built on. */
function version(tag: string): string | null {
  const [, elixir, otp] = /^(1\.\d{1,2}(?:\.\d{1,2})?)(?:-(?:otp|erlang)-(\d{2}))?/.exec(tag) ?? [];
  if (elixir === undefined) return null;
  return otp === undefined ? elixir : `${elixir}-otp-${otp}`;
}

/** How other Dockerfiles name Elixir, Erlang and Hex. */
export const elixirForeign: ForeignNames = {
  images: [
    published('elixir', version),
    { name: /\/hexpm\/elixir$/, version },
    published('erlang', NO_VERSION),
    { name: /\/hexpm\/erlang$/, version: NO_VERSION },
    calledAfter('elixir|phoenix', version),
  ],
  variable: 'ELIXIR_VERSION',
  toolVariables: /^(?:MIX_(?:ENV|HOME)|HEX_HOME)$/,
  credentials: { words: ['HEX'], files: [] },
};
