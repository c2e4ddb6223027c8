import type { Given } from '../src/core/answers.ts';
import type { Around } from '../src/core/around.ts';
import { aroundOf } from '../src/core/look.ts';
import type { Project } from '../src/core/project.ts';
import { stacks } from '../src/stacks/index.ts';

/** What a stack is told of a folder where all the others are asked, too. */
export function around(id: string, project: Project, given: Given): Around {
  const stack = stacks.find((each) => each.id === id);
  if (!stack) throw new Error(`there is no stack ${id}`);
  return aroundOf(stack, project, given, stacks);
}
