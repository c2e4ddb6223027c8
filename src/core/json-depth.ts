import { createScanner } from 'jsonc-parser';

/** Levels that a configuration file may have; what people write has a tenth of it. */
const DEEPEST = 256;

/**
 * Whether a JSON text (comments allowed) is nested more deeply than what walks through it can go. Node's own parser has no
 * such bound, others that keep comments or repair what is broken call themselves for every level.
 */
export function nestsTooDeeply(text: string): boolean {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (scanner.scan(); scanner.getTokenOffset() < text.length; scanner.scan()) {
    const first = text[scanner.getTokenOffset()];
    if (first === '{' || first === '[') depth += 1;
    if (first === '}' || first === ']') depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}
