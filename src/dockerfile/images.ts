import { mounts } from './mount.ts';
import type { Dockerfile, Instruction } from './parse.ts';
import type { Token } from './source.ts';
import type { Stage } from './stages.ts';

/** A place in a Dockerfile that names an image which the build fetches. */
export interface ImageUse {
  readonly kind: 'from' | 'copy' | 'mount' | 'syntax';
  /** The reference as it is written; its offsets are what a pin replaces. */
  readonly reference: Token;
  /** With variables replaced; null when one of them is not set in the file. */
  readonly image: string | null;
  /** The stage that uses it; null for `# syntax`. */
  readonly stage: Stage | null;
  readonly line: number;
  readonly endLine: number;
}

/** Every image that the build fetches, in the order of the file. Stages of the file, `scratch` and numbers are none. */
export function imageUses(dockerfile: Dockerfile, stages: readonly Stage[]): ImageUse[] {
  const uses: ImageUse[] = [];
  const syntax = dockerfile.directives.find(({ name }) => name === 'syntax');
  if (syntax) {
    const { value, line } = syntax;
    uses.push({ kind: 'syntax', reference: value, image: value.text, stage: null, line, endLine: line });
  }
  const names = new Set<string>();
  for (const stage of stages) {
    const { base, image, from, parent } = stage;
    if (!parent && image !== 'scratch' && base.text !== '') uses.push(use('from', base, image, stage, from));
    if (stage.name !== null) names.add(stage.name);
    for (const instruction of stage.instructions) for (const each of usesIn(instruction, stage, names)) uses.push(each);
  }
  return uses;
}

function usesIn(instruction: Instruction, stage: Stage, names: ReadonlySet<string>): ImageUse[] {
  const subject = instruction.keyword === 'ONBUILD' ? instruction.inner : instruction;
  if (!subject) return [];
  const from = subject.keyword === 'COPY' ? subject.flags.find(({ name }) => name === 'from')?.value : undefined;
  const tokens: { kind: 'copy' | 'mount'; token: Token }[] = from ? [{ kind: 'copy', token: from }] : [];
  if (subject.keyword === 'RUN') {
    for (const mount of mounts(subject)) if (mount.from) tokens.push({ kind: 'mount', token: mount.from });
  }
  return tokens
    .filter(
      ({ token: { text } }) =>
        text !== '' && text !== 'scratch' && !/^\d+$/.test(text) && !names.has(text.toLowerCase()),
    )
    .map(({ kind, token }) => use(kind, token, token.text.includes('$') ? null : token.text, stage, subject));
}

function use(kind: ImageUse['kind'], reference: Token, image: string | null, stage: Stage, at: Instruction): ImageUse {
  return { kind, reference, image, stage, line: at.line, endLine: at.endLine };
}
