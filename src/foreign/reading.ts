import { auditInput } from '../audit/input.ts';
import type { AuditInput } from '../audit/rule.ts';
import { inQuotes } from '../core/quote.ts';
import type { Stack } from '../core/stack.ts';
import type { Stage } from '../dockerfile/stages.ts';

/** A Dockerfile taken apart, with the stages that matter. Nothing in it is run, and no value of it is trusted. */
export interface Reading {
  readonly path: string;
  /** In the order of detection: each knows how its images, credentials and tools are called. */
  readonly stacks: readonly Stack[];
  readonly input: AuditInput;
  readonly final: Stage;
  /** The final stage and those below it, the final one first: what they say holds for the image. */
  readonly shipped: ReadonlySet<Stage>;
  /** The other stages that the build needs, the nearest to the end first. */
  readonly building: ReadonlySet<Stage>;
  /** The file and a line of it, as evidence names them. */
  readonly at: (line: number) => string;
}

/** Longer files than anybody writes are not taken apart. */
export const LONGEST = 64 * 1024;

/** @returns undefined when the text has no stage, or is too long */
export function readDockerfile(path: string, text: string, stacks: readonly Stack[]): Reading | undefined {
  if (text.length > LONGEST) return undefined;
  const input = auditInput({ name: path, text });
  const { final, stages } = input;
  if (!final) return undefined;
  const { shipped } = input;
  const building = new Set(stages.filter((stage) => stage.reachable && !shipped.has(stage)).reverse());
  return { path, stacks, input, final, shipped, building, at: (line) => `${path}:${line}` };
}

/** The stages that the image is made from: a build of it runs no other. */
export function neededStages({ shipped, building }: Reading): ReadonlySet<Stage> {
  return new Set([...shipped, ...building]);
}

/** A value of the file in a sentence: in quotes only where it needs them, and short. */
export function named(value: string): string {
  return /^[A-Za-z0-9_@%+:,./=-]{1,60}$/.test(value) ? value : inQuotes(value);
}

/** Words in a sentence. */
export function namedWords(words: readonly string[]): string {
  const text = words.slice(0, 8).join(' ');
  return /^[A-Za-z0-9_@%+:,./= -]{1,60}$/.test(text) ? text : inQuotes(text);
}
