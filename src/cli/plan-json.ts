import type { Plan } from './make-plan.ts';

/** The plan for machines: exactly the shape of design.md, "What the machine output holds". */
export function planJson(plan: Plan, tool: string): string {
  const json = {
    version: 1,
    tool,
    root: '.',
    services: plan.services.map(({ path, found, answers }) => ({
      path,
      stack: answers.stack,
      framework: answers.framework,
      answers,
      detected: found.detection.detected.map(({ what, value, from }) => ({ what, value, from })),
      notes: found.detection.notes,
    })),
    pins: plan.pins.map(({ reference, digest, kind, source, resolvedAt, signature }) => ({
      ...{ reference, digest, kind, source, resolvedAt, signature },
    })),
    files: plan.actions.map(({ path, action, reason, text }) => ({ path, action, reason, text })),
    secrets: plan.services.flatMap(({ secrets }) =>
      secrets.map(({ id, required, for: step }) => ({ id, required, for: step })),
    ),
    findings: plan.findings,
    warnings: plan.warnings,
  };
  return JSON.stringify(json, null, 2);
}
