import { lockedBy, type Starter, says } from './starter.ts';

/** A framework's hello world in a package that Cargo makes. */
function hello(name: string, dependencies: string): Starter[] {
  return lockedBy(['cargo'], {
    name: `cargo new, ${name}`,
    scaffold: `cargo new app && cd app && ${dependencies} && cp /guides/${name}/main.rs src/main.rs`,
    flags: ['--healthcheck', '/'],
    page: says('Hello, World!'),
  });
}

/** What the guides of Rust's frameworks begin with. */
export const RUST: readonly Starter[] = [
  ...hello('axum', 'cargo add axum@0.8.9 && cargo add tokio@1.54.1 --features full'),
  ...hello('actix', 'cargo add actix-web@4.18.1'),
  ...hello('rocket', 'cargo add rocket@0.5.2'),
];
