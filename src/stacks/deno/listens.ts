import type { Project } from '../../core/project.ts';
import type { Evidence } from '../../core/stack.ts';
import { healthPathOf } from '../shared/javascript/health.ts';
import { portOf } from '../shared/javascript/port.ts';
import { sourcesOf } from '../shared/javascript/sources.ts';
import { listeningEvidence } from '../shared/listens.ts';
import { portNumber } from '../shared/port-files.ts';
import type { DenoProgram } from './flags.ts';
import { LISTENS } from './start.ts';

/** Where a service listens, and how it answers. */
export interface Listens {
  /** Null for a worker: nothing in its sources listens. */
  readonly port: number | null;
  readonly health: { readonly path: string; readonly from: string } | null;
  /** Whether the program listens where $PORT says; `deno serve` looks at its option only. */
  readonly readsPort: boolean;
  readonly evidence: readonly Evidence[];
  readonly notes: readonly string[];
}

/** What `Deno.serve` and `deno serve` listen on when nothing is said. */
const USUAL = 8000;
const LOCAL = /^(?:localhost|127\.0\.0\.1|::1)$/;

/** Reads port and health route: the option of `deno serve`, else the sources, else files that say a port. */
export function listensOn(
  project: Project,
  service: string,
  program: DenoProgram | null,
  from: string,
  { framework, port: given }: { readonly framework: boolean; readonly port: number | null | undefined },
): Listens {
  const sources = sourcesOf(project, service);
  const serves = program?.command === 'serve';
  const opens = serves || framework || sources.some(({ text }) => LISTENS.test(text));
  const said = serves ? servedOn(program, from) : portOf(project, service);
  const found = opens ? (said ?? { port: USUAL, from: 'default', notes: [] }) : null;
  const port = given === undefined ? (found?.port ?? null) : given;
  const health = port === null ? null : healthPathOf(project, service);
  return {
    port,
    health,
    readsPort: !serves && sources.some(({ text }) => /["'`]PORT["'`]|\bprocess\.env\.PORT\b/.test(text)),
    evidence: listeningEvidence(found, health),
    notes: found?.notes ?? [],
  };
}

/** The port that `deno serve` is told. */
function servedOn(program: DenoProgram, from: string) {
  const port = portNumber(optionValue(program, '--port'));
  const host = optionValue(program, '--host') ?? '';
  const notes = LOCAL.test(host)
    ? [`${from} listens on ${host}, which nothing outside the container can reach: leave --host out there.`]
    : [];
  return port === undefined ? { port: USUAL, from: 'default', notes } : { port, from, notes };
}

function optionValue({ options }: DenoProgram, name: string): string | undefined {
  const at = options.findIndex((word) => word === name || word.startsWith(`${name}=`));
  return options[at] === name ? options[at + 1] : options[at]?.slice(name.length + 1);
}

/** The program with another port, where it is one that is told by an option. */
export function withPort(program: DenoProgram, port: number | null | undefined): DenoProgram {
  if (program.command !== 'serve' || port === null || port === undefined) return program;
  const at = program.options.findIndex((word) => /^--port(?:=|$)/.test(word));
  const others = program.options.filter(
    (_, each) => at < 0 || (each !== at && !(each === at + 1 && program.options[at] === '--port')),
  );
  return { ...program, options: [...others, '--port', String(port)] };
}
