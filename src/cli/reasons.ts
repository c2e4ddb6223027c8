import { answerLabel, answerText } from '../core/answer-text.ts';
import type { Answers } from '../core/answers.ts';
import { equal } from '../core/equal.ts';
import type { FileAction } from '../core/plan.ts';
import type { Pin } from '../core/stack.ts';
import type { ServiceState, State } from '../core/state.ts';
import { isOurDockerfile } from '../dockerfile/file-names.ts';
import { parseDockerfile } from '../dockerfile/parse.ts';
import type { Rendered, Service } from './services.ts';

/** Why a file changes: the project says something else, a tag moved, or the files are written differently now. */
export interface Reason {
  readonly kind: 'project' | 'pin' | 'template';
  /** In words for people; may hold texts of the project, so it is made visible before it is printed. */
  readonly says: string;
}

/** What the reasons are read from: the last run and this one. */
export interface Runs {
  readonly state: State;
  readonly services: readonly (Service & Pick<Rendered, 'files'>)[];
  readonly pins: readonly Pin[];
  readonly actions: readonly FileAction[];
  /** This tool's version. */
  readonly tool: string;
}

type Key = keyof Answers;

const PINNED = /@sha256:[0-9a-f]{64}/g;

/** The reasons for every file that was written before and changes now, by path. */
export function reasonsOf({ state, services, pins, actions, tool }: Runs): ReadonlyMap<string, readonly Reason[]> {
  const reasons = new Map<string, readonly Reason[]>();
  for (const { path, action, base } of actions) {
    const before = state.files.get(path);
    if (before === undefined || action === 'keep' || action === 'create') continue;
    const owners = services.filter(({ files }) => files.some((file) => file.path === path));
    const project = owners.flatMap((service) => answerReasons(service, state.services.get(service.path)));
    const moved = pinReasons(before, base ?? '', state.pins, pins);
    const named = [...project, ...moved];
    const rest = base !== null && project.length === 0 ? writtenReasons(path, before, base, state.tool, tool) : [];
    if (named.length + rest.length > 0) reasons.set(path, [...named, ...rest]);
  }
  return reasons;
}

/** The answers that differ from the last run's, each with what says so. */
function answerReasons({ found, answers, decisions }: Service, last: ServiceState | undefined): Reason[] {
  if (!last) return [];
  const keys = (Object.keys(answers) as Key[]).filter(
    (key) => last.answers[key] !== undefined && !equal(last.answers[key], answers[key]),
  );
  return keys.map((key) => {
    const evidence = found.detection.detected.find(({ what }) => what === key);
    const decided = decisions[key] !== undefined && evidence?.value !== answerText(answers[key]);
    const source = evidence && evidence.from !== 'default' ? `${evidence.from} says so` : undefined;
    const why = decided ? 'you decided it' : source;
    const title = key === 'runtimeVersion' ? found.stack.title : answerLabel(key);
    const change = `${title} ${answerText(last.answers[key])} → ${answerText(answers[key])}`;
    return { kind: 'project', says: why === undefined ? change : `${change} because ${why}` };
  });
}

/** The images that both texts name and whose digest is another one now. */
function pinReasons(before: string, now: string, last: readonly Pin[], pins: readonly Pin[]): Reason[] {
  const moved = pins.filter(({ reference, digest }) => {
    const old = last.find((pin) => pin.reference === reference)?.digest;
    return old != null && digest != null && old !== digest && before.includes(old) && now.includes(digest);
  });
  return moved.map(({ reference }) => ({ kind: 'pin', says: `digest of ${reference} moved` }));
}

/** What no answer and no digest explains: the project's other files ask for it, or a new version writes it differently. */
function writtenReasons(path: string, before: string, now: string, last: string, tool: string): Reason[] {
  const [old, fresh] = [before.replace(PINNED, ''), now.replace(PINNED, '')];
  if (old === fresh) return [];
  const what = isOurDockerfile(path) ? changedInstructions(old, fresh) : '';
  const shown = what === '' ? 'its text' : what;
  if (last === tool) return [{ kind: 'project', says: `the project's files ask for another ${shown}` }];
  return [{ kind: 'template', says: `version ${tool} (${last || 'unknown'} before) writes ${shown} differently` }];
}

/** `HEALTHCHECK, RUN`: the keywords of the instructions that only one of two texts has. */
function changedInstructions(before: string, now: string): string {
  const read = (text: string) =>
    parseDockerfile(text).instructions.map(({ keyword, start, end }) => ({ keyword, text: text.slice(start, end) }));
  const [old, fresh] = [read(before), read(now)];
  const only = (these: typeof old, those: typeof old) =>
    these.filter(({ text }) => !those.some((other) => other.text === text));
  return [...new Set([...only(old, fresh), ...only(fresh, old)].map(({ keyword }) => keyword))].sort().join(', ');
}
