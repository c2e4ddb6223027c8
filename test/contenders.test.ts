import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contenders } from '../src/core/detect.ts';
import { openProject } from '../src/io/project.ts';
import { stacks } from '../src/stacks/index.ts';

const CASES = join(import.meta.dirname, 'stacks');

test.each(readdirSync(CASES))('%s is plainly of one stack: nobody is asked which', (name) => {
  const answers = join(CASES, name, 'answers.json');
  const given = existsSync(answers) ? JSON.parse(readFileSync(answers, 'utf8')) : {};
  const found = contenders(openProject(join(CASES, name, 'project')), stacks, given);
  expect(found.map(({ stack }) => stack.id)).toEqual([]);
});
