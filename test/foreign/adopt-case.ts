import { join } from 'node:path';
import { takeDetected } from '../../src/cli/asker.ts';
import { interview } from '../../src/cli/interview.ts';
import type { Given } from '../../src/core/answers.ts';
import type { Project } from '../../src/core/project.ts';
import type { Evidence } from '../../src/core/stack.ts';
import { lostNotes } from '../../src/foreign/lost.ts';
import { readEarlier } from '../../src/foreign/read.ts';
import { openProject } from '../../src/io/project.ts';
import { stacks } from '../../src/stacks/index.ts';
import { generate } from '../generate.ts';
import { memoryProject } from '../helpers.ts';

/** A Dockerfile as people write them, in a project of `test/stacks`, and everything that its adoption comes to. */
export interface ForeignCase {
  /** What is telling about it. */
  readonly name: string;
  /** The golden case whose project it stands in, or its files. */
  readonly project: string | Readonly<Record<string, string>>;
  readonly dockerfile: string;
  /** The answers that are taken from it, all of them. */
  readonly answers: Given;
  /** A part of every note that it gives rise to: each part stands in one note, and there is no other note. */
  readonly notes: readonly string[];
}

export interface Outcome {
  readonly adopted: Given;
  readonly evidence: readonly Evidence[];
  readonly notes: readonly string[];
  /** The new Dockerfile. */
  readonly text: string;
}

/** The project of a case. */
export function projectOf(name: ForeignCase['project']): Project {
  if (typeof name !== 'string') return memoryProject(name);
  return { ...openProject(join(import.meta.dirname, '../stacks', name, 'project')), name: 'orders-api' };
}

/** Adopts a Dockerfile as `create --yes` does, up to the rendered text. Notes that the project alone gives are left out. */
export async function adoptDockerfile(project: Project, dockerfile: string, flags: Given = {}): Promise<Outcome> {
  const earlier = readEarlier('Dockerfile', dockerfile, '.', stacks);
  const known = { flags: { service: '.', ...flags }, saved: {}, last: {} };
  const plain = generate(project, known.flags).detection;
  const { found, decided } = await interview(project, stacks, { ...known, earlier }, takeDetected);
  const adopted = Object.fromEntries(Object.entries(decided).filter(([key]) => !Object.hasOwn(known.flags, key)));
  const text = generate(project, decided).files.find(({ path }) => path.endsWith('Dockerfile'))?.text ?? '';
  const notes = [...found.detection.notes, ...lostNotes('Dockerfile', dockerfile, text, stacks)];
  return {
    adopted,
    evidence: found.detection.detected,
    notes: notes.filter((note) => !plain.notes.includes(note)),
    text,
  };
}
