import { rulePage, rulesNamed } from '../audit/catalogue.ts';
import { rules } from '../audit/index.ts';
import { nearest } from '../core/nearest.ts';
import { UserError } from '../errors.ts';
import { shown } from './flag-values.ts';
import { TOPICS, topicList, topicNamed } from './topics.ts';

/**
 * A topic's page, or that of a rule: why, what to do, examples, which checkers agree.
 * @param id a rule of ours (`user/root`) or of another checker (`DL3002`), which can stand for several of ours; without one
 *   the topics are listed
 * @throws UserError `usage` that names the nearest rules
 */
export function explainRule(id: string | undefined): string {
  if (id === undefined) return topicList();
  const topic = topicNamed(id);
  if (topic) return `${topic.title}\n\n${topic.text}`;
  const found = rulesNamed(id);
  if (found.length > 0) return found.map(rulePage).join('\n\n\n');
  const near = nearRules(id);
  const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : 'The command list shows all rules.';
  throw new UserError('usage', `There is no rule or topic ${shown(id)}`, hint);
}

function nearRules(id: string): string[] {
  const ids = rules.map((rule) => rule.id);
  const closest = nearest(id, [
    ...ids,
    ...TOPICS.map((topic) => topic.id),
    ...rules.flatMap(({ aliases }) => aliases.map((alias) => alias.slice(alias.indexOf(':') + 1))),
  ]);
  const sameGroup = ids.filter((each) => each.split('/').includes(id.trim().toLowerCase()));
  return [...new Set([...(closest ? [closest] : []), ...sameGroup])].slice(0, 5);
}
