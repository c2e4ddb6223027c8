import type { ForeignNames } from '../../core/foreign-names.ts';
import { calledAfter, inTag, published } from '../shared/image-names.ts';

/** The system stands before the version: `alpine-2.9.6`, `distroless-2.9.6`. */
const version = inTag(/^(?:(?:alpine|debian|distroless|ubuntu|bin)-)?v?([1-9](?:\.\d{1,3}){0,2})(?=-|$)/);

/** How other Dockerfiles name Deno. */
export const denoForeign: ForeignNames = {
  images: [{ name: /\/denoland\/deno$/, version }, published('deno', version), calledAfter('deno', version)],
  variable: 'DENO_VERSION',
  credentials: { words: ['DENO_AUTH'], files: [] },
};
