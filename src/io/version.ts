import { readFileSync } from 'node:fs';
import { parseJsonObject, stringAt } from '../core/project.ts';

/** The version of this tool, from its own package.json. */
export function toolVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return stringAt(parseJsonObject(text, 'package.json'), 'version') ?? '0.0.0';
}
