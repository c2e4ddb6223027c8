import { auditDockerfile, counts } from '../audit/index.ts';
import type { FileAction } from '../core/plan.ts';
import { ignoreFileOf, isOurDockerfile } from '../dockerfile/file-names.ts';
import type { Plan } from './make-plan.ts';
import type { Reason } from './reasons.ts';

/** One reason why the files on disk are not what an update would leave: what `update --check` reports. */
export interface Drift {
  /**
   * `project`: it says something else than at the last run; `pin`: a tag moved; `template`: this version writes it
   * differently; `finding`: an edit that breaks a rule; `conflict`: the update could not be merged; `file`: a file of ours
   * is missing or somebody else's.
   */
  readonly kind: Reason['kind'] | 'finding' | 'conflict' | 'file';
  readonly file: string;
  /** 1-based; null where it is about the whole file. */
  readonly line: number | null;
  /** The rule of a finding. */
  readonly rule: string | null;
  readonly message: string;
}

/** Everything that an update would change, and what the rules find in the files as they are. */
export function driftOf(plan: Plan): Drift[] {
  return [...plan.actions.flatMap((action) => actionDrift(action, plan)), ...findingDrift(plan.actions)];
}

function actionDrift({ path: file, action, reason, base }: FileAction, { reasons, actions }: Plan): Drift[] {
  const found = (kind: Drift['kind'], message: string): Drift => ({ kind, file, line: null, rule: null, message });
  if (action === 'keep') return [];
  const because = (reasons.get(file) ?? []).map(({ kind, says }) => found(kind, says));
  if (action === 'conflict') return [...because, found('conflict', base === null ? `it ${reason}` : reason)];
  if (because.length > 0) return because;
  // the lock and the decisions follow the files: they are news only where nothing else moved
  const follows = base === null && action !== 'delete';
  const others = actions.some((other) => other.path !== file && other.action !== 'keep' && other.base !== null);
  return follows && others ? [] : [found('file', `${action}: ${reason}`)];
}

/** Our rules over the Dockerfiles as a person left them; what is freshly rendered was checked already. */
function findingDrift(actions: readonly FileAction[]): Drift[] {
  const disk = actions.flatMap(({ path, current }) => (current === null ? [] : [{ path, text: current }]));
  return disk
    .filter(({ path }) => isOurDockerfile(path))
    .flatMap(({ path, text }) => auditDockerfile({ name: path, text, ignoreFile: ignoreFileOf(path, disk) }))
    .filter((finding) => counts(finding) && finding.level !== 'info')
    .map(({ file, line, rule, message }) => ({ kind: 'finding', file, line, rule, message }));
}
