import { isObject, type Project, readToml, valueAt } from '../../core/project.ts';
import { inside } from './paths.ts';
import { lineAt } from './sources.ts';

/** A port, and what says it. */
export interface SaidPort {
  readonly port: number;
  readonly from: string;
}

const EXAMPLES = [
  '.env.example',
  '.env.sample',
  '.env.template',
  '.env.dist',
  '.env.defaults',
  'example.env',
  'env.example',
];

/** The port that files of any stack say: an example of the environment, fly.toml. An earlier Dockerfile is read by foreign/. */
export function portOfFiles(project: Project, service: string): SaidPort | undefined {
  return fromExample(project, service) ?? fromFly(project, service);
}

/** The number in a text when it can be a port that a service listens on. */
export function portNumber(text: string | undefined): number | undefined {
  const port = Number(text);
  return Number.isInteger(port) && port >= 80 && port <= 65_535 ? port : undefined;
}

function fromExample(project: Project, service: string): SaidPort | undefined {
  for (const file of EXAMPLES) {
    const path = inside(service, file);
    const text = project.text(path)?.slice(0, 64 * 1024) ?? '';
    const match = /^(?:export )?PORT[ \t]{0,4}=[ \t]{0,4}["']?(\d{2,5})\b/m.exec(text);
    const port = portNumber(match?.[1]);
    if (match && port !== undefined) return { port, from: `${path}:${lineAt(text, match.index)}` };
  }
  return undefined;
}

function fromFly(project: Project, service: string): SaidPort | undefined {
  const path = inside(service, 'fly.toml');
  const fly = readToml(project, path);
  const services = valueAt(fly, 'services');
  const listed: readonly unknown[] = Array.isArray(services) ? services : [];
  const port = valueAt(fly, 'http_service', 'internal_port') ?? valueAt(listed.find(isObject), 'internal_port');
  return unprivileged(String(port), `${path} internal_port`);
}

function unprivileged(text: string | undefined, from: string): SaidPort | undefined {
  const port = portNumber(text);
  return port !== undefined && port >= 1024 ? { port, from } : undefined;
}
