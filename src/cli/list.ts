import { BASES, baseFacts } from '../images/bases.ts';
import { stacks } from '../stacks/index.ts';
import { listRules, listRulesData } from './list-rules.ts';
import type { Paint } from './print.ts';

/** `list`: what there is to choose from, for people. */
export function listText(paint: Paint): string {
  const section = (title: string, lines: readonly string[]) => [paint.bold(title), ...lines, ''];
  return [
    ...section(
      'Stacks',
      stacks.map(({ id, title }) => `${id.padEnd(12)}  ${title}`),
    ),
    ...section(
      'Base images (--base)',
      BASES.map((family) => `${family.id.padEnd(12)}  ${baseFacts(family, 'other')}`),
    ),
    paint.bold('Rules (explain RULE)'),
    listRules(paint),
  ].join('\n');
}

/** The same as data. */
export function listJson(tool: string): string {
  const known = stacks.map(({ id, title }) => ({ id, title }));
  return JSON.stringify({ version: 1, tool, stacks: known, bases: BASES, rules: listRulesData() }, null, 2);
}
