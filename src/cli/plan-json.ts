import type { Drift } from './drift.ts';
import type { Plan } from './make-plan.ts';

/**
 * The plan for machines. Scripts rely on its keys: within version 1 keys are added, never taken away or changed.
 * @param drift what `update --check` found; left out by every other command
 */
export function planJson(plan: Plan, tool: string, drift?: readonly Drift[]): string {
  const json = {
    version: 1,
    tool,
    root: '.',
    services: plan.services.map(({ path, found, answers, lost }) => ({
      path,
      stack: answers.stack,
      framework: answers.framework,
      answers,
      detected: found.detection.detected.map(({ what, value, from }) => ({ what, value, from })),
      notes: [...found.detection.notes, ...lost],
    })),
    pins: plan.pins.map(({ reference, digest, kind, source, resolvedAt, signature, signer }) => ({
      ...{ reference, digest, kind, source, resolvedAt, signature, signer },
    })),
    files: plan.actions.map(({ path, action, reason, text }) => ({
      ...{ path, action, text },
      reason: [reason, ...(plan.reasons.get(path) ?? []).map(({ says }) => says)].join('; '),
    })),
    secrets: plan.services.flatMap(({ secrets }) =>
      secrets.map(({ id, required, for: step }) => ({ id, required, for: step })),
    ),
    findings: plan.findings,
    warnings: plan.warnings,
    drift,
  };
  return JSON.stringify(json, null, 2);
}
