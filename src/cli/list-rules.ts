import { ruleFacts } from '../audit/catalogue.ts';
import { type Painter, PLAIN } from '../audit/reporters/painter.ts';

/** All rules as a table for the terminal. */
export function listRules(painter: Painter = PLAIN): string {
  const facts = ruleFacts();
  const width = Math.max(...facts.map(({ id }) => id.length));
  return facts
    .map(({ id, level, title }) => `${painter.bold(id.padEnd(width))}  ${level.padEnd(8)}  ${title}`)
    .join('\n');
}
