import { isObject, type Project, readToml, valueAt } from '../../core/project.ts';
import { inside } from '../shared/paths.ts';
import { lineAt, type Source } from '../shared/sources.ts';
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
/** `listen(3000, 'localhost')`: nothing outside the container reaches that. */
const LOCAL = /\.listen\([^;\n]{0,120}?['"`](?:localhost|127\.0\.0\.1)['"`]/;

const EXAMPLES = [
  '.env.example',
  '.env.sample',
  '.env.template',
  '.env.dist',
  '.env.defaults',
  'example.env',
  'env.example',
];

/**
 * Looks for the port in the sources, then in an example of the environment, an earlier Dockerfile and fly.toml.
 * @returns null when nothing says one
 */
export function portOf(project: Project, service: string): FoundPort | null {
  const sources = sourcesOf(project, service);
  const found =
    first(sources, [DEFAULTS]) ??
    first(sources, LITERALS) ??
    fromExample(project, service) ??
    fromDockerfile(project, service) ??
    fromFly(project, service);
  return found ? { ...found, notes: localNotes(sources) } : null;
}

type Said = Pick<FoundPort, 'port' | 'from'>;

function first(sources: readonly Source[], patterns: readonly RegExp[]): Said | undefined {
  for (const { path, text } of sources) {
    for (const pattern of patterns) {
      for (const match of text.matchAll(pattern)) {
        const port = portNumber(match[1]);
        if (port !== undefined && !isComment(text, match.index))
          return { port, from: `${path}:${lineAt(text, match.index)}` };
      }
    }
  }
  return undefined;
}

function isComment(text: string, index: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', index) + 1, index).trim();
  return line.startsWith('//') || line.startsWith('*') || line.startsWith('/*');
}

function portNumber(text: string | undefined): number | undefined {
  const port = Number(text);
  return Number.isInteger(port) && port >= 80 && port <= 65_535 ? port : undefined;
}

function localNotes(sources: readonly Source[]): string[] {
  const local = sources.find(({ text }) => LOCAL.test(text));
  if (!local) return [];
  return [
    `${local.path} listens on localhost, which nothing outside the container can reach: listen on 0.0.0.0 there.`,
  ];
}

function fromExample(project: Project, service: string): Said | undefined {
  for (const file of EXAMPLES) {
    const path = inside(service, file);
    const text = project.text(path)?.slice(0, 64 * 1024) ?? '';
    const match = /^(?:export )?PORT[ \t]{0,4}=[ \t]{0,4}["']?(\d{2,5})\b/m.exec(text);
    const port = portNumber(match?.[1]);
    if (match && port !== undefined) return { port, from: `${path}:${lineAt(text, match.index)}` };
  }
  return undefined;
}

/** A Dockerfile of somebody else's; ours only says what was answered before. Ports below 1024 were meant for root. */
function fromDockerfile(project: Project, service: string): Said | undefined {
  const path = inside(service, 'Dockerfile');
  const text = project.text(path)?.slice(0, 64 * 1024) ?? '';
  if (text.includes('create-secure-dockerfile')) return undefined;
  const match = [...text.matchAll(/^EXPOSE[ \t]{1,8}(\d{2,5})(?:\/tcp)?[ \t]*\r?$/gim)].at(-1);
  return match ? unprivileged(match[1], `${path}:${lineAt(text, match.index)}`) : undefined;
}

function fromFly(project: Project, service: string): Said | undefined {
  const path = inside(service, 'fly.toml');
  const fly = readToml(project, path);
  const services = valueAt(fly, 'services');
  const listed: readonly unknown[] = Array.isArray(services) ? services : [];
  const port = valueAt(fly, 'http_service', 'internal_port') ?? valueAt(listed.find(isObject), 'internal_port');
  return unprivileged(String(port), `${path} internal_port`);
}

function unprivileged(text: string | undefined, from: string): Said | undefined {
  const port = portNumber(text);
  return port !== undefined && port >= 1024 ? { port, from } : undefined;
}
