import type { ForeignNames } from '../../core/foreign-names.ts';
import { calledAfter, NO_VERSION, published } from '../shared/image-names.ts';

/** How other Dockerfiles name Gleam, the Erlang that runs it, and Hex. */
export const gleamForeign: ForeignNames = {
  images: [
    { name: /\/gleam-lang\/gleam$/ },
    // what it compiles to runs on Erlang, with packages that Elixir compiles: neither's version is the compiler's
    published('erlang|elixir', NO_VERSION),
    calledAfter('gleam'),
  ],
  variable: 'GLEAM_VERSION',
  credentials: { words: ['HEX'], files: [] },
};
