import type { RunCommand } from '../../dockerfile/run.ts';
import { type Stage, stageNamed } from '../../dockerfile/stages.ts';
import type { AuditInput, Step } from '../rule.ts';

/** A command that takes the set-id bits from every file. */
export interface Strip {
  readonly step: Step;
  readonly command: RunCommand;
  /** Whether its failure is covered up: `|| true`. */
  readonly swallowed: boolean;
}

const DEEPEST = 64;
const LONGEST_PIPE = 20;
const SET_ID_MODE = /^[/+-]?0?[246]000$|[ug][+=]s/;
const REMOVES = /^(?:[ugoa]*-[rwxXt]*s|[ugoa]*=[rwxX]*|0?[0-7]{3})/;

/** Every strip in the file: `find … -perm /6000 … chmod a-s`. */
export function findStrips({ runs }: AuditInput): Strip[] {
  const strips: Strip[] = [];
  for (const step of runs) {
    for (const [at, command] of step.commands.entries()) {
      if (command.program !== 'find' || !selectsSetId(command)) continue;
      const pipeline = pipelineFrom(step.commands, at);
      if (!pipeline.some(removesBits)) continue;
      strips.push({ step, command, swallowed: pipeline.some(({ behind }) => behind === '||') });
    }
  }
  return strips;
}

/** Whether the image has its set-id files stripped: in the final stage, one below it, or one that is copied whole. */
export function isStripped({ stages, final }: AuditInput, strips: readonly Strip[]): boolean {
  const stripped = new Set(strips.map(({ step }) => step.stage));
  return chain(final).some((stage) => {
    const whole = wholeCopy(stage, stages);
    return (
      whole?.bitsRemoved || stripped.has(stage) || chain(whole?.source ?? null).some((below) => stripped.has(below))
    );
  });
}

/** A stage and those that it stands on; more than any build has are left out. */
function chain(stage: Stage | null): Stage[] {
  const stages: Stage[] = [];
  for (let next = stage; next && stages.length < DEEPEST; next = next.parent) stages.push(next);
  return stages;
}

/** The stage whose whole file system a stage takes over: `COPY --from=x / /`. */
export function wholeCopy(
  stage: Stage,
  stages: readonly Stage[],
): { source: Stage | null; bitsRemoved: boolean } | undefined {
  for (const { keyword, flags, words } of stage.instructions) {
    const from = flags.find(({ name }) => name === 'from')?.value?.text;
    if (keyword !== 'COPY' || from === undefined || words[0]?.text !== '/' || words.at(-1)?.text !== '/') continue;
    const mode = flags.find(({ name }) => name === 'chmod')?.value?.text ?? '';
    return { source: stageNamed(stages, stage.index, from) ?? null, bitsRemoved: /(?:^|,)[ugoa]*-s/.test(mode) };
  }
  return undefined;
}

function selectsSetId({ args }: RunCommand): boolean {
  return args.some((word, at) => word === '-perm' && SET_ID_MODE.test(args[at + 1] ?? ''));
}

function removesBits({ words }: RunCommand): boolean {
  const at = words.findIndex((word) => word === 'chmod' || word.endsWith('/chmod'));
  if (at !== -1) return words.slice(at + 1).some((word) => REMOVES.test(word));
  return words.includes('-delete') || words.includes('rm');
}

/** The command and those that it is piped into. */
function pipelineFrom(commands: readonly RunCommand[], at: number): RunCommand[] {
  const pipeline = [commands[at] as RunCommand];
  const end = Math.min(commands.length, at + LONGEST_PIPE);
  for (let next = at + 1; pipeline.at(-1)?.behind === '|' && next < end; next++) {
    pipeline.push(commands[next] as RunCommand);
  }
  return pipeline;
}
