import type { Rule } from './rule.ts';
import { rules } from './rules/index.ts';

/** What `list rules --json` says of a rule. */
export interface RuleFacts {
  readonly id: string;
  readonly level: string;
  readonly title: string;
  readonly fix: string;
  readonly aliases: readonly string[];
  readonly sources: readonly string[];
}

/** Every rule as data, without its check. */
export function ruleFacts(): RuleFacts[] {
  return rules.map(({ id, level, title, fix, aliases, sources }) => ({ id, level, title, fix, aliases, sources }));
}

/** The Markdown table of all rules for the README. */
export function rulesTable(): string {
  const rows = rules.map(
    ({ id, level, title, aliases }) => `| \`${id}\` | ${level} | ${cell(title)} | ${cell(shortAliases(aliases))} |`,
  );
  return ['| Rule | Level | What is wrong | Also in |', '|---|---|---|---|', ...rows].join('\n');
}

/** One rule's page as Markdown. */
export function rulePage({ id, level, title, why, fix, examples, aliases, sources }: Rule): string {
  const code = (heading: string, all: Rule['examples']['bad']) =>
    all.map(({ dockerfile, ignoreFile }) => {
      const ignore = typeof ignoreFile === 'string' ? `\n\n# .dockerignore\n${ignoreFile}` : '';
      return `${heading}:\n\n${indent(`${dockerfile}${ignore}`)}`;
    });
  const also = aliases.length > 0 ? [`Also in: ${aliases.join(', ')}`] : [];
  const silence = `To accept it in one place, write above the instruction:\n\n${indent(`# secure-dockerfile ignore=${id} the reason`)}`;
  return [
    `# ${id} (${level})`,
    `${title}.`,
    why,
    `What to do: ${fix}`,
    ...code('Bad', examples.bad.slice(0, 2)),
    ...code('Good', examples.good.slice(0, 1)),
    ...also,
    `From: ${sources.join('; ')}`,
    silence,
  ].join('\n\n');
}

/**
 * The rules that an id names: one of ours, or all that report what a foreign rule does (`DL3002`, `hadolint:DL3002`,
 * `DS002`, `CKV_DOCKER_3`).
 */
export function rulesNamed(id: string): Rule[] {
  const wanted = id.trim().toLowerCase();
  const own = rules.find((rule) => rule.id === wanted);
  if (own) return [own];
  const trivy = /^(?:trivy:)?(?:avd-)?ds-?0*(\d{1,4})$/.exec(wanted)?.[1];
  const foreign = trivy ? `trivy:ds-${trivy.padStart(4, '0')}` : wanted;
  return rules.filter(({ aliases }) =>
    aliases.some((alias) => {
      const lower = alias.toLowerCase();
      return lower === foreign || lower.slice(lower.indexOf(':') + 1) === foreign;
    }),
  );
}

function shortAliases(aliases: readonly string[]): string {
  return aliases
    .map((alias) => alias.replace(/^kics:(.*)$/, 'KICS “$1”').replace(/^[a-z]+:/, (tool) => `${tool.slice(0, -1)} `))
    .join(', ');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '    ');
}
