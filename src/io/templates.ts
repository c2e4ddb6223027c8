import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../../templates/', import.meta.url));

/** All templates of the package, by their path below `templates/` with `/`. */
export function loadTemplates(): ReadonlyMap<string, string> {
  const templates = new Map<string, string>();
  for (const entry of readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })) {
    if (!entry.endsWith('.hbs')) continue;
    templates.set(entry.replaceAll('\\', '/'), readFileSync(`${FOLDER}${entry}`, 'utf8'));
  }
  return templates;
}
