import type { Project } from '../../../core/project.ts';
import { sourcesOf } from './sources.ts';

/** A handler for SIGTERM, by the runtime's own call or by the libraries that are made for it. */
const HANDLERS: readonly RegExp[] = [
  /\b(?:process|Deno|Bun)\.(?:on|once|addListener)\(\s{0,10}['"`]SIGTERM['"`]/,
  /\bDeno\.addSignalListener\(\s{0,10}['"`]SIGTERM['"`]/,
  /['"`]SIGTERM['"`][^;]{0,200}\b(?:process|Deno)\.(?:on|once|addSignalListener)\(/s,
  /\benableShutdownHooks\(/,
  /\b(?:closeWithGrace|gracefulShutdown|createTerminus|createHttpTerminator|createGracefulShutdown|asyncExitHook|exitHook)\(/,
];

/** Whether the service's own sources end on SIGTERM by themselves. */
export function listensForSignals(project: Project, service: string): boolean {
  return sourcesOf(project, service).some(({ text }) => HANDLERS.some((handler) => handler.test(text)));
}

/** Above the entrypoint of a program that is given a handler. */
export const ENDS_AT_SIGTERM =
  'ends at SIGTERM at once, unless the program listens for it: the first process of a container gets no default';
