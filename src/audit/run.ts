import { auditInput, type DockerfileSource } from './input.ts';
import type { AuditInput, Finding, Problem, Rule } from './rule.ts';
import { rules as allRules } from './rules/index.ts';
import { readSuppressions, type Suppressions, suppressedBy } from './suppress.ts';

const LONGEST = 300;

/**
 * Checks one Dockerfile; pure, and the text is parsed once.
 * @param rules which rules; all of them when left out
 * @returns what was found, by line and rule; suppressed findings are among them with `suppressed` set, and do not count
 */
export function auditDockerfile(source: DockerfileSource, rules: readonly Rule[] = allRules): Finding[] {
  const input = auditInput(source);
  const suppressions = readSuppressions(input.dockerfile);
  const findings: Finding[] = [];
  for (const rule of rules) {
    for (const problem of rule.check(input)) findings.push(toFinding(rule, problem, input, suppressions));
  }
  return findings.sort(byPlace);
}

/** Whether a finding counts: nobody suppressed it. */
export function counts(finding: Finding): boolean {
  return finding.suppressed === null;
}

function toFinding(
  rule: Rule,
  problem: Problem,
  { name, dockerfile }: AuditInput,
  suppressions: Suppressions,
): Finding {
  const finding: Finding = {
    rule: rule.id,
    level: problem.level ?? rule.level,
    message: shorten(problem.message),
    file: name,
    line: problem.line,
    endLine: problem.endLine ?? problem.line,
    stage: problem.stage ? shorten(problem.stage.label) : null,
    origin: 'own',
    aliases: problem.aliases ?? rule.aliases,
    fix: problem.fix ?? rule.fix,
    suppressed: null,
  };
  const suppressed = suppressedBy(finding, suppressions, dockerfile.instructions, problem.wholeFile ?? false);
  return suppressed === null ? finding : { ...finding, suppressed };
}

/** A message can quote the file, and a file can hold a word of a megabyte. */
function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** The order of reports: file, line, rule. */
export function byPlace(a: Finding, b: Finding): number {
  return compare(a.file, b.file) || a.line - b.line || compare(a.rule, b.rule) || a.endLine - b.endLine;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
