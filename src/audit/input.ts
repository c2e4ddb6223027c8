import { imageUses } from '../dockerfile/images.ts';
import { mounts } from '../dockerfile/mount.ts';
import { pairs } from '../dockerfile/pairs.ts';
import { type Instruction, parseDockerfile } from '../dockerfile/parse.ts';
import { readCommands } from '../dockerfile/run.ts';
import { type LineOf, lineFinder } from '../dockerfile/source.ts';
import { readStages, type Stage } from '../dockerfile/stages.ts';
import type { AuditInput, IgnoreFile, Step, Variable } from './rule.ts';

/** What the engine is given about one Dockerfile. */
export interface DockerfileSource {
  /** The name that findings carry. */
  readonly name: string;
  readonly text: string;
  /** The ignore file of its build; null when there is none, undefined when it is not known. */
  readonly ignoreFile?: IgnoreFile | null | undefined;
}

/** Parses a Dockerfile once and computes every fact that the rules look at. */
export function auditInput({ name, text, ignoreFile }: DockerfileSource): AuditInput {
  const dockerfile = parseDockerfile(text);
  const stages = readStages(dockerfile);
  const final = stages.at(-1) ?? null;
  const lineAt = lineFinder(text);
  const steps = readSteps(stages, lineAt);
  return {
    ...{ name, dockerfile, stages, final, ignoreFile, steps, lineAt },
    shipped: chainOf(final),
    images: imageUses(dockerfile, stages),
    runs: steps.filter(({ keyword }) => keyword === 'RUN'),
    variables: readVariables(dockerfile.instructions, stages, dockerfile.escape),
  };
}

function chainOf(final: Stage | null): ReadonlySet<Stage> {
  const chain = new Set<Stage>();
  for (let stage = final; stage; stage = stage.parent) chain.add(stage);
  return chain;
}

function readSteps(stages: readonly Stage[], lineAt: LineOf): Step[] {
  const steps: Step[] = [];
  for (const stage of stages) {
    let user = stage.parent?.user ?? null;
    for (const written of stage.instructions) {
      const instruction = written.keyword === 'ONBUILD' ? written.inner : written;
      if (instruction?.keyword === 'USER') user = { value: instruction.words[0]?.text ?? null, instruction };
      const step = instruction && readStep(instruction, stage, lineAt);
      if (step) steps.push({ ...step, user });
    }
  }
  return steps;
}

function readStep(instruction: Instruction, stage: Stage, lineAt: LineOf): Omit<Step, 'user'> | null {
  const { keyword, inner } = instruction;
  if (keyword === 'RUN' || keyword === 'CMD' || keyword === 'ENTRYPOINT') {
    const commands = readCommands(instruction, lineAt);
    return { keyword, instruction, stage, commands, mounts: keyword === 'RUN' ? mounts(instruction) : [] };
  }
  if (keyword !== 'HEALTHCHECK' || !inner) return null;
  return { keyword, instruction, stage, commands: readCommands(inner, lineAt), mounts: [] };
}

function readVariables(instructions: readonly Instruction[], stages: readonly Stage[], mark: string): Variable[] {
  const variables: Variable[] = [];
  const add = (each: Instruction, stage: Stage | null) => {
    if (each.keyword !== 'ENV' && each.keyword !== 'ARG') return;
    for (const pair of pairs(each, mark)) variables.push({ ...pair, instruction: each, stage });
  };
  for (const instruction of instructions) {
    if (instruction.keyword === 'FROM') break;
    add(instruction, null);
  }
  for (const stage of stages)
    for (const instruction of stage.instructions) add(instruction.inner ?? instruction, stage);
  return variables;
}
