import type { Answers, Given } from './answers.ts';
import type { Detection, Secret } from './stack.ts';

/** The kind of base image where nothing says another. */
export const DEFAULT_BASE = 'slim';

/** What holds where neither a person nor the project says otherwise. */
const DEFAULTS = {
  service: '.',
  framework: null,
  packageManager: null,
  packageManagerVersion: null,
  base: DEFAULT_BASE,
  build: null,
  start: null,
  port: null,
  healthcheck: null,
  extras: [],
  secrets: [],
  set: {},
} satisfies Given;

/** Every answer: the given ones before the detected ones before the defaults. */
export function completeAnswers(detection: Detection, given: Given): Answers {
  const merged = { ...DEFAULTS, ...detection.answers, ...given, stack: detection.stack };
  const { runtimeVersion } = merged;
  if (runtimeVersion === undefined)
    throw new Error(`the stack ${detection.stack} left the version of its runtime open`);
  return { ...merged, runtimeVersion };
}

/** The secrets of the build: what was detected, with those that somebody asked for made indispensable. */
export function neededSecrets(detected: readonly Secret[], ids: readonly string[]): Secret[] {
  const known = detected.map((secret) => (ids.includes(secret.id) ? { ...secret, required: true } : secret));
  const added = ids.filter((id) => !detected.some((secret) => secret.id === id));
  return [...known, ...added.map((id): Secret => ({ id, required: true, for: 'build', source: `$HOME/.${id}` }))];
}
