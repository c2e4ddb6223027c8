import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Given } from '../src/core/answers.ts';
import type { Dialect } from '../src/core/stack.ts';
import { openProject } from '../src/io/project.ts';
import { type Generated, generate } from './generate.ts';

const CASES = join(import.meta.dirname, 'stacks');

/** A golden case: a tiny project, what the flags say (`answers.json`), and how the run differs from the usual one (`run.json`). */
export interface GoldenCase {
  readonly name: string;
  readonly expected: string;
  readonly generate: () => Generated;
  /** The same for other engines and with other pins; computed anew. */
  readonly generateFor: (dialect: Dialect) => Generated;
}

interface Run {
  /** The project's folder name. */
  readonly name?: string;
  readonly dialect?: Dialect;
}

/** All golden cases, sorted by name. What a case comes to is computed once. */
export function goldenCases(): GoldenCase[] {
  const names = readdirSync(CASES).sort();
  return names.map((name) => {
    let generated: Generated | undefined;
    return {
      name,
      expected: join(CASES, name, 'expected'),
      generate: () => {
        generated ??= generateCase(join(CASES, name));
        return generated;
      },
      generateFor: (dialect) => generateCase(join(CASES, name), dialect),
    };
  });
}

function generateCase(folder: string, asked?: Dialect): Generated {
  const { name = 'orders-api', dialect } = readOr<Run>(join(folder, 'run.json'), {});
  const given = readOr<Given>(join(folder, 'answers.json'), {});
  return generate({ ...openProject(join(folder, 'project')), name }, given, asked ?? dialect);
}

function readOr<T>(file: string, fallback: T): T {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : fallback;
}
