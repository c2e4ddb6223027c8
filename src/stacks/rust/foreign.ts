import type { ForeignNames } from '../../core/foreign-names.ts';
import { calledAfter, inTag, published } from '../shared/image-names.ts';

/** How other Dockerfiles name Rust, what cooks its dependencies, and its registries. */
export const rustForeign: ForeignNames = {
  images: [
    published('rust'),
    { name: /\/lukemathwalker\/cargo-chef$/, version: inTag(/rust-(1(?:\.\d{1,3}){0,2})(?=-|$)/) },
    { name: /\/(?:clux\/muslrust|ekidd\/rust-musl-builder)$/, version: inTag(/^(1(?:\.\d{1,3}){1,2})/), base: 'other' },
    calledAfter('rust'),
  ],
  variable: 'RUST_VERSION',
  toolVariables: /^(?:CARGO_(?:HOME|TARGET_DIR)|RUSTUP_HOME)$/,
  credentials: { words: ['CARGO'], files: ['.cargo/credentials', '.cargo/credentials.toml'] },
};
