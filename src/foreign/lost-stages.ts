import type { Stage } from '../dockerfile/stages.ts';
import type { Loss, Thing } from './loss.ts';
import { named, neededStages, type Reading } from './reading.ts';

/** Stages and ways to build that the new Dockerfile lacks. */
export function lostStages(theirs: Reading): Loss[] {
  const needed = neededStages(theirs);
  return [
    {
      verb: 'has the targets',
      things: targets(theirs, needed),
      advice: 'the new one does not; keep them in a file of their own where --target builds one',
    },
    {
      verb: 'mounts the SSH agent in',
      things: ssh(theirs, needed),
      advice:
        'the new one fetches packages with registry credentials only; add the --mount=type=ssh to its install where a package comes from a private repository',
    },
  ];
}

/** Stages that the image does not need are there to be built by their names: tests, development. */
function targets({ input }: Reading, needed: ReadonlySet<Stage>): Thing[] {
  return input.stages
    .filter((stage) => !needed.has(stage) && stage.name !== null)
    .map(({ name, line }) => ({ what: named(name ?? ''), line }));
}

function ssh({ input }: Reading, stages: ReadonlySet<Stage>): Thing[] {
  return input.runs
    .filter(({ stage, mounts }) => stages.has(stage) && mounts.some(({ type }) => type === 'ssh'))
    .slice(0, 1)
    .map(({ instruction }) => ({ what: 'RUN', line: instruction.line }));
}
