import type { Given } from '../core/answers.ts';
import { nearest } from '../core/nearest.ts';
import type { Question } from '../core/stack.ts';
import { UserError } from '../errors.ts';
import { BASES, baseFacts, baseFamily } from '../images/bases.ts';
import { parseReference } from '../images/reference.ts';

/** The question that every stack has: which parent images, with what is known of each. */
export function baseQuestion(runtime: string): Question {
  return {
    name: 'base',
    message: 'Base image',
    kind: 'select',
    choices: BASES.map((family) => ({
      value: family.id,
      title: family.title,
      description: baseFacts(family, runtime),
    })),
  };
}

/**
 * Whether `--base` names a kind or can be an image reference of the user's own.
 * @throws UserError `usage` or `bad-input` otherwise
 */
export function checkBase({ base }: Given): void {
  if (base === undefined || baseFamily(base)) return;
  const ids = BASES.map(({ id }) => id);
  if (!/[:@/]/.test(base)) {
    const meant = nearest(base, ids);
    throw new UserError(
      'usage',
      `--base ${base} is not known: it takes ${ids.join(', ')}, or an image reference with a tag`,
      meant && `Did you mean ${meant}?`,
    );
  }
  parseReference(base);
}
