import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../../starters/', import.meta.url));

/** The files of all starters, by their path below `starters/` with `/`. */
export function loadStarters(): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(FOLDER, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/');
    files.set(path.slice(FOLDER.length).replace(/^\//, ''), readFileSync(path, 'utf8'));
  }
  return files;
}
