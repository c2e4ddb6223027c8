import type { Given } from '../../core/answers.ts';
import type { Project } from '../../core/project.ts';
import type { Evidence } from '../../core/stack.ts';
import { UserError } from '../../errors.ts';
import { healthPathOf } from '../shared/javascript/health.ts';
import { portOf } from '../shared/javascript/port.ts';
import { sourcesOf } from '../shared/javascript/sources.ts';
import { plainText } from '../shared/shown.ts';
import { basePathNote } from '../shared/site.ts';
import { isStrange } from './cli-files.ts';
import type { FrameworkInput, Shape } from './framework.ts';
import { describe, type FoundFramework, findFramework, frameworkById, frameworks } from './frameworks/index.ts';
import { program } from './frameworks/support/program.ts';
import { type Start, startOf } from './start.ts';

/** What becomes of a service: its framework, what the build leaves, how it starts and answers. */
export interface ChosenShape {
  readonly framework: FoundFramework | null;
  readonly shape: Shape;
  /** The start command with its program first; null when nothing says it. */
  readonly start: readonly string[] | null;
  readonly runtime: 'node' | 'bun';
  /** Null for a worker: nothing in its sources listens. */
  readonly port: number | null;
  /** A health path seen in the sources, or null. */
  readonly health: string | null;
  readonly evidence: readonly Evidence[];
  readonly notes: readonly string[];
}

/** Combines what the framework knows with what the service's own scripts and sources say; given answers count before both. */
export function chooseShape(input: FrameworkInput, given: Given): ChosenShape {
  const framework = chooseFramework(input, given);
  const shape = framework?.shape ?? program(input);
  const { project, service, manifest } = input;
  const isServer = shape.kind === 'server';
  const started = shape.start === null && isServer ? startOf(project, service, manifest) : null;
  const runtime = started?.runtime ?? 'node';
  const args = shape.start ?? started?.start ?? null;
  const start = args === null ? null : [runtime, ...args];
  const seen = isServer ? portSaid(input, started, given) : null;
  const silent = framework === null && seen === null && typeof given.port !== 'number';
  const brought = silent && isStrange(start?.[1] ?? '');
  const port = listening({ shape, framework, seen, brought, worker: silent && listensNowhere(project, service) });
  const health = isServer ? healthPathOf(project, service) : null;
  const evidence: Evidence[] = [];
  const say = (what: string, value: string | null | undefined, from: string | undefined) => {
    if (value !== null && value !== undefined) evidence.push({ what, value, from: from ?? 'default' });
  };
  say('framework', framework?.title, framework ? manifest.path : undefined);
  say('build', shape.build, shape.from.build);
  say('start', start?.join(' '), started?.from ?? shape.from.start ?? framework?.title);
  say('port', port.number === null ? 'none' : String(port.number), port.from);
  say('healthcheck', health?.path, health?.from);
  return {
    framework,
    shape: { ...shape, environment: { ...started?.environment, ...shape.environment } },
    start,
    runtime,
    port: port.number,
    health: health?.path ?? null,
    evidence,
    notes: [
      ...(brought
        ? [
            `Nothing says where ${plainText(start?.[1] ?? '')} listens: --port says it, and --healthcheck what answers there.`,
          ]
        : []),
      ...shape.notes,
      ...servedNote(shape, given),
      ...baseNote(shape),
      ...(started?.notes ?? []),
      ...(seen?.notes ?? []),
    ],
  };
}

/** The port that the start command says, else the one of the sources, with what there is to know of those. */
function portSaid({ project, service }: FrameworkInput, started: Start | null, given: Given) {
  const inSources = portOf(project, service);
  const inWords = portInWords(given.start ?? started?.start, started?.from);
  return inWords === null ? inSources : { ...inWords, notes: inSources?.notes ?? [] };
}

/** What is known of where a program listens. */
interface Heard {
  readonly shape: Shape;
  readonly framework: ChosenShape['framework'];
  readonly seen: { readonly port: number; readonly from: string } | null;
  /** Whether a dependency is what starts, and nothing says where. */
  readonly brought: boolean;
  /** Whether the sources listen nowhere. */
  readonly worker: boolean;
}

/** The port, and the file that says so; null for a program that serves nothing, as far as anything tells. */
function listening({ shape, framework, seen, brought, worker }: Heard) {
  if (brought) return { number: null, from: 'nothing, for a dependency serves' };
  if (worker) return { number: null, from: 'the sources, which listen nowhere' };
  return { number: seen?.port ?? shape.port ?? 3000, from: seen?.from ?? shape.from.port ?? framework?.title };
}

/** `--port 9000`, `--port=9000`, `-p 9000`: what the start command itself says counts more than what its sources fall back to. */
function portInWords(words: readonly string[] | null | undefined, from = 'the start command') {
  const [, port] = /\s(?:--port|-p)[\s=](\d{2,5})(?=\s|$)/.exec(` ${(words ?? []).join(' ')}`) ?? [];
  return port === undefined ? null : { port: Number(port), from };
}

const LISTENS = /\b(?:listen|createServer|createSecureServer|serve|Server)\s*\(|\bfetch\s*[(:]/;

/** Whether sources were found and none of them opens a port: a worker, a bot, a job. */
export function listensNowhere(project: Project, service: string): boolean {
  const sources = sourcesOf(project, service);
  return sources.length > 0 && !sources.some(({ text }) => LISTENS.test(text));
}

/** Static files need no Node.js, so the base is the build's alone. */
function servedNote({ kind }: Shape, { base }: Given): string[] {
  if (kind !== 'static' || base === undefined || base === 'slim') return [];
  return [
    `The built files are served by nginx-unprivileged whatever the base; --base ${plainText(base)} only builds them.`,
  ];
}

/** Of a front end the server that ships it knows where it lies; nginx does not. */
function baseNote({ kind, base }: Shape): string[] {
  return kind === 'static' && base !== null ? basePathNote(base.url, base.from) : [];
}

function chooseFramework(input: FrameworkInput, { framework }: Given): FoundFramework | null {
  if (framework === undefined) return findFramework(input) ?? null;
  if (framework === null) return null;
  const known = frameworkById(framework);
  if (!known) {
    const ids = frameworks.map(({ id }) => id).join(', ');
    throw new UserError(
      'usage',
      `--framework ${JSON.stringify(framework)} is not one of the Node frameworks`,
      `Known: ${ids}, none.`,
    );
  }
  return describe(known, input);
}
