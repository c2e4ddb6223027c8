import { CONFIG_FILE } from '../core/config.ts';
import { type Decisions, writeConfig } from '../core/config-write.ts';
import {
  besidePath,
  type FileAction,
  isForeign,
  planFiles,
  type RenderedFile,
  type Resolution,
  resolveForeign,
} from '../core/plan.ts';
import { formatState, LOCK_FILE, type ServiceState, type State } from '../core/state.ts';
import { ignoreFileOf, isOurDockerfile } from '../dockerfile/file-names.ts';
import { keepIgnored } from '../foreign/ignore.ts';
import type { Change } from '../io/apply.ts';
import { mergeFile } from '../merge/index.ts';

/** Reads what is on disk at a place that may be written (io/target.ts). */
export type ReadCurrent = (path: string) => string | null;

/** What to do with a file that the lock does not know, given the text that was to stand there; undefined when nobody has decided. */
export type Resolve = (action: FileAction, rendered: string) => Promise<Resolution | 'adopt' | undefined>;

/**
 * The actions for the files of the services in this run.
 * @param owned paths that the lock says these services wrote, and no other service uses
 */
export async function planServiceFiles(
  rendered: readonly RenderedFile[],
  owned: readonly string[],
  state: State,
  read: ReadCurrent,
  resolve: Resolve,
): Promise<FileAction[]> {
  const asked = new Set(rendered.map(({ path }) => besidePath(path)));
  const paths = [...new Set([...rendered.map(({ path }) => path), ...owned])].filter((path) => !asked.has(path));
  const current = new Map(paths.map((path) => [path, read(path)]));
  const base = new Map([...state.files].filter(([path]) => current.has(path)));
  const actions: FileAction[] = [];
  for (const action of planFiles(rendered, base, current, mergeFile)) {
    const text = rendered.find(({ path }) => path === action.path)?.text;
    const resolution = text !== undefined && isForeign(action) ? await resolve(action, text) : undefined;
    if (text === undefined || resolution === undefined) actions.push(action);
    else {
      const resolved = resolveForeign(action, resolution, text, besideOf(action.path, state, read), mergeFile);
      actions.push(...resolved.map((each) => withTheirLines(each, action, rendered)));
    }
  }
  return actions;
}

/** An ignore file that is overwritten keeps at its end what the one before it kept out as well. */
function withTheirLines(
  resolved: FileAction,
  { path, current }: FileAction,
  rendered: readonly RenderedFile[],
): FileAction {
  const { action, text } = resolved;
  if (action !== 'update' || !path.endsWith('.dockerignore') || text === null || current === null) return resolved;
  const built = rendered.find((file) => isOurDockerfile(file.path) && ignoreFileOf(file.path, rendered)?.path === path);
  const { text: kept, kept: lines, left } = keepIgnored(text, current, built?.text ?? '');
  const said = [
    ...(lines.length > 0 ? [`${lines.length} of its lines kept at the end`] : []),
    ...(left.length > 0
      ? [`left out, for the build reads them or they let secrets in: ${left.slice(0, 5).join(' ')}`]
      : []),
  ];
  return { ...resolved, text: kept, reason: [resolved.reason, ...said].join('; ') };
}

function besideOf(path: string, state: State, read: ReadCurrent) {
  const beside = besidePath(path);
  return { base: state.files.get(beside) ?? null, current: read(beside) };
}

/** The action for `secure-dockerfile.json`: never merged, because only values that differ are touched. */
export function planConfig(current: string | null, decisions: Decisions, before: ReadonlySet<string>): FileAction {
  const text = writeConfig(current, decisions, before);
  const file = { path: CONFIG_FILE, text, current, base: null };
  if (current === null) return { ...file, action: 'create', reason: 'your decisions' };
  if (current === text) return { ...file, action: 'keep', reason: 'same' };
  return { ...file, action: 'update', reason: 'your decisions' };
}

/** What this run adds to the lock. */
export interface RunResult {
  readonly tool: string;
  readonly project: string;
  readonly services: ReadonlyMap<string, ServiceState>;
  readonly pins: State['pins'];
  /** An update of which conflicts are left. */
  readonly pending: State['pending'];
  readonly actions: readonly FileAction[];
}

/** The action for the lock. A run that changes nothing else writes neither its own version nor the project's name into it. */
export function planLock(current: string | null, state: State, written: RunResult): FileAction {
  const next = nextState(state, written);
  const same = formatState({ ...next, tool: state.tool, project: state.project });
  const text = current === same ? same : formatState(next);
  const file = { path: LOCK_FILE, text, current, base: null };
  if (current === null) return { ...file, action: 'create', reason: 'pins and merge base' };
  if (current === text) return { ...file, action: 'keep', reason: 'same' };
  return { ...file, action: 'update', reason: 'pins and merge base' };
}

function nextState(state: State, { tool, project, services, pins, pending, actions }: RunResult): State {
  const all = new Map([...state.services, ...services]);
  const files = new Map(state.files);
  for (const { path, base } of actions) {
    if (base === null) files.delete(path);
    else files.set(path, base);
  }
  const used = new Set([...all.values()].flatMap(({ images }) => images));
  const fresh = new Set(pins.map(({ reference }) => reference));
  const kept = state.pins.filter(({ reference }) => used.has(reference) && !fresh.has(reference));
  return { tool, project, services: all, pins: [...kept, ...pins], files, pending };
}

/** What is to be written, in order. */
export function changesOf(actions: readonly FileAction[]): Change[] {
  return actions
    .filter(({ text, current }) => text !== current)
    .map(({ path, text, current }) => ({ path, before: current, after: text }));
}
