import type { Given } from '../../src/core/answers.ts';
import { detectRust } from '../../src/stacks/rust/detect.ts';
import { memoryProject } from '../helpers.ts';

export type Files = Readonly<Record<string, string>>;

/** A Cargo.toml of a package with these dependencies, and more lines. */
export function crate(dependencies: readonly string[] = [], ...lines: readonly string[]): string {
  const table = dependencies.map((name) => `${name} = "1"`);
  return ['[package]', 'name = "shop"', 'version = "0.1.0"', ...lines, '[dependencies]', ...table, ''].join('\n');
}

/** A Cargo.lock as Cargo writes it, with packages that need nothing or, after a colon, others: `libsqlite3-sys:cc`. */
export function lock(...packages: readonly string[]): string {
  const blocks = packages.map((text) => {
    const [name, needed] = text.split(':');
    return `[[package]]\nname = "${name}"\nversion = "1.0.0"\n${needed ? `dependencies = [\n "${needed}",\n]\n` : ''}`;
  });
  return `version = 4\n\n${blocks.join('\n')}`;
}

export const MAIN = { 'src/main.rs': 'fn main() {}\n' };

/** A main.rs with this line in its main function, which is line 2. */
export function server(line: string): Files {
  return { 'src/main.rs': `fn main() {\n    ${line}\n}\n` };
}

/** What detection says of files. */
export function detected(files: Files, given: Given = {}) {
  const found = detectRust(memoryProject(files), given);
  const from = (what: string) => found?.detected.find((one) => one.what === what)?.from;
  return { found, facts: found?.facts, answers: found?.answers, from, notes: found?.notes ?? [] };
}
