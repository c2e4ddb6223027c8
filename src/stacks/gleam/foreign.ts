import type { ForeignNames } from '../../core/foreign-names.ts';
import { calledAfter, NO_VERSION, published } from '../shared/image-names.ts';

/** How other Dockerfiles name Gleam, the Erlang that runs it, and Hex. */
export const gleamForeign: ForeignNames = {
  images: [
    { name: /\/gleam-lang\/gleam$/ },
    // the compiler's version is none of Erlang's
    published('erlang', NO_VERSION),
    calledAfter('gleam'),
  ],
  variable: 'GLEAM_VERSION',
  credentials: { words: ['HEX'], files: [] },
};
