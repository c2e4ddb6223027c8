import { expect, it } from 'vitest';
import * as library from '../src/index.ts';

it('the library offers these names, and a change of them is a decision', () => {
  expect(Object.keys(library).sort()).toEqual([
    'UserError',
    'applyChanges',
    'auditDockerfile',
    'completeAnswers',
    'detect',
    'formatState',
    'loadTemplates',
    'merge',
    'openProject',
    'parseConfig',
    'parseState',
    'pinImages',
    'pinnedImages',
    'planFiles',
    'render',
    'repair',
    'rules',
    'stacks',
    'takeFolder',
  ]);
});
