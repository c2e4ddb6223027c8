import type { Project } from '../../core/project.ts';
import type { Framework } from './frameworks.ts';
import { rustSources } from './sources.ts';

/** The signal that a program ends on by itself: the one to stop it with; null where it listens for none. */
export type StopSignal = 'SIGTERM' | 'SIGINT' | null;

/** Tokio's and the libraries that are made for it. */
const TERMINATES = /\bSignalKind::terminate\(|\bSIGTERM\b|\bSigterm\b|\bTERM_SIGNALS\b|\.catch_signals\(/;
const INTERRUPTS = /\bctrl_c\(\)|\bctrlc::set_handler\(|\bSignalKind::interrupt\(|\bSIGINT\b/;

/** The first process of a container gets no default: without a handler, SIGTERM does nothing until SIGKILL follows. */
export function stopSignalOf(project: Project, folder: string, framework: Framework | undefined): StopSignal {
  if (framework?.stops) return 'SIGTERM';
  const sources = rustSources(project, folder);
  if (sources.some(({ text }) => TERMINATES.test(text))) return 'SIGTERM';
  return sources.some(({ text }) => INTERRUPTS.test(text)) ? 'SIGINT' : null;
}

/** What takes the first process' place: it passes signals on, and ends with the program. */
export const INIT_PATH = '/tini';

/** Where a distribution has it, linked with no library, and in which package. */
export const INITS = {
  debian: { package: 'tini=0.19.*', file: '/usr/bin/tini-static' },
  alpine: { package: 'tini-static=~0', file: '/sbin/tini-static' },
} as const;

export const INIT_COMMENT =
  'passes SIGTERM on to a program that does not listen for it: the first process of a container gets no default';
