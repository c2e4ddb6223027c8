import { ruleFacts } from '../audit/catalogue.ts';
import { BASES, baseFacts } from '../images/bases.ts';
import { precedence, stacks } from '../stacks/index.ts';
import { baseImages, basesText, baseWarnings } from './list-bases.ts';
import { listRules } from './list-rules.ts';
import type { Paint } from './print.ts';

/** The parts of the list; each is also a flag. */
export const SECTIONS = ['stacks', 'bases', 'rules'] as const;
export type Section = (typeof SECTIONS)[number];

/** `list`: what there is to choose from, for people; with sections, those in detail. */
export function listText(sections: readonly Section[], today: string, paint: Paint): string {
  const whole: Readonly<Record<Section, () => string>> = {
    stacks: () => stacksText(paint),
    bases: () => basesText(baseImages(today), paint),
    rules: () => listRules(paint),
  };
  return sections.length === 0 ? overview(paint) : sections.map((section) => whole[section]()).join('\n\n');
}

/** What to know about the list, one sentence each; nothing where it is not asked for in detail. */
export function listWarnings(sections: readonly Section[], today: string): string[] {
  return sections.includes('bases') ? baseWarnings(baseImages(today), today) : [];
}

/** The same as data: the sections that were named, or all. */
export function listJson(sections: readonly Section[], today: string, tool: string): string {
  const images = baseImages(today);
  const data: Readonly<Record<Section, object>> = {
    stacks: { stacks: stackData() },
    bases: { bases: BASES, images, warnings: baseWarnings(images, today) },
    rules: { rules: ruleFacts() },
  };
  const named = SECTIONS.filter((section) => sections.length === 0 || sections.includes(section));
  return JSON.stringify(Object.assign({ version: 1, tool }, ...named.map((section) => data[section])), null, 2);
}

/** Every stack in the order in which they are asked, with why, its proof, its settings and its frameworks, as the README's tables have them. */
export function stackData() {
  return precedence.map(({ stack: { id, title, proof, settings = [], frameworks = [] }, because }) => ({
    id,
    title,
    because,
    proof,
    settings,
    frameworks: frameworks.map(({ id, title, packages }) => ({ id, title, packages })),
  }));
}

function overview(paint: Paint): string {
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

function stacksText(paint: Paint): string {
  const order =
    'In this order: the first that serves in a folder is proposed; where two do and neither builds the other, --stack says which.';
  const texts = stackData().map(({ id, title, because, proof, settings, frameworks }) => {
    const lines = frameworks.map(
      ({ id, title, packages }) => `  ${id.padEnd(14)}  ${title.padEnd(17)}  ${packages.join(', ')}`,
    );
    return [
      `${paint.bold(id)}  ${title}`,
      `  here because ${because}`,
      ...(proof.built ? [`  built and run: ${proof.built}`] : []),
      ...(proof.checked ? [`  template checked, not built in CI: ${proof.checked}`] : []),
      ...settings.map(({ key, says, usual }) => `  --set ${`${key}=…`.padEnd(18)}  ${says} (else ${usual})`),
      ...lines,
    ].join('\n');
  });
  return [order, ...texts].join('\n\n');
}
