import type { Project } from '../../../core/project.ts';
import { portIn } from '../listens.ts';
import { portOfFiles, type SaidPort } from '../port-files.ts';
import type { Source } from '../sources.ts';
import { sourcesOf } from './sources.ts';

/** The port that a service listens on by default, and what said so. */
export interface FoundPort {
  readonly port: number;
  readonly from: string;
  readonly notes: readonly string[];
}

/**
 * A default beside the name of the variable: `process.env.PORT || 8080`, `{ PORT = 8080 } = process.env`,
 * `PORT: z.coerce.number().default(8080)`, `get('PORT', 8080)`. The radix of parseInt is no port.
 */
const DEFAULTS =
  /\b(?:(?:APP|SERVER|HTTP|API)_)?PORT\b[^\n;]{0,60}?(?:\|\||\?\?|[:,=]|default\()\s{0,4}['"`]?(?!(?:10|16)\b)(\d{2,5})\b/g;
const LITERALS: readonly RegExp[] = [
  /\.listen\(\s{0,10}(?:\{\s{0,10}port:\s{0,4})?(\d{2,5})\b/g,
  /\b(?:serve|createServer)\(\{[^}]{0,200}?\bport:\s{0,4}(\d{2,5})\b/g,
  /\b(?:const|let|var)\s{1,4}(?:PORT|port)\s{0,4}(?::\s{0,4}number\s{0,4})?=\s{0,4}(\d{2,5})\b/g,
];
/** `listen(3000, 'localhost')`, `serve({ hostname: 'localhost' })`: nothing outside the container reaches that. */
const LOCAL =
  /\.listen\([^;\n]{0,120}?['"`](?:localhost|127\.0\.0\.1)['"`]|\bserve\(\{[^}]{0,200}?\bhostname:\s{0,4}['"`](?:localhost|127\.0\.0\.1)['"`]/;

/**
 * Looks for the port in the sources, then in an example of the environment and in fly.toml.
 * @returns null when nothing says one
 */
export function portOf(project: Project, service: string): FoundPort | null {
  const sources = sourcesOf(project, service);
  const found = first(sources, [DEFAULTS]) ?? first(sources, LITERALS) ?? portOfFiles(project, service);
  return found ? { ...found, notes: localNotes(sources) } : null;
}

/** The likely files come first, so each is asked for all patterns before the next one. */
function first(sources: readonly Source[], patterns: readonly RegExp[]): SaidPort | undefined {
  for (const source of sources) {
    const found = portIn([source], patterns);
    if (found) return found;
  }
  return undefined;
}

function localNotes(sources: readonly Source[]): string[] {
  const local = sources.find(({ text }) => LOCAL.test(text));
  if (!local) return [];
  return [
    `${local.path} listens on localhost, which nothing outside the container can reach: listen on 0.0.0.0 there.`,
  ];
}
