import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { isObject } from '../core/project.ts';

/** Which process holds a folder, so well described that no other one is taken for it. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** The set of processes that the number belongs to: containers count their own. Empty where the system has none. */
  readonly space: string;
  /** When the process began, as the system counts it, because numbers are used again; empty where it does not say. */
  readonly born: string;
  /** When it began to hold the folder. */
  readonly since: string;
}

/** This process. */
export function ownHolder(): Holder {
  const { pid } = process;
  return {
    pid,
    host: hostname(),
    space: ownSpace(),
    born: processAt(pid)?.born ?? '',
    since: new Date().toISOString(),
  };
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Reads the text of a lock; undefined when it is none. */
export function parseHolder(text: string): Holder | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(json)) return undefined;
  const { pid, host, space, born, since } = json;
  if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid <= 0) return undefined;
  if (typeof host !== 'string' || typeof space !== 'string' || typeof born !== 'string') return undefined;
  return typeof since === 'string' && TIME.test(since) ? { pid, host, space, born, since } : undefined;
}

/** Whether the process has certainly ended. On another host, or in another container, nobody here can know. */
export function isGone({ pid, host, space, born }: Holder): boolean {
  if (host !== hostname() || space !== ownSpace()) return false;
  if (!exists(pid)) return true;
  const there = processAt(pid);
  return there !== undefined && (there.ended || there.born !== born);
}

/** In words: `process 4711, since 2026-11-24 10:41 UTC`. */
export function holderText({ pid, host, since }: Holder): string {
  const where = host === hostname() ? '' : ` on ${host.slice(0, 64)}`;
  return `process ${pid}${where}, since ${since.slice(0, 16).replace('T', ' ')} UTC`;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // it is there, and somebody else's
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** What Linux says about a process. One that has ended and that nobody has asked for yet is still listed. */
function processAt(pid: number): { readonly born: string; readonly ended: boolean } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // the name, in brackets, may hold anything
    const [state = '', ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { born: fields[18] ?? '', ended: state === 'Z' || state === 'X' };
  } catch {
    return undefined;
  }
}

function ownSpace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}
