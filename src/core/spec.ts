import type { Answers, Given } from './answers.ts';
import type { Detection } from './stack.ts';

/** What holds where neither a person nor the project says otherwise. */
const DEFAULTS = {
  service: '.',
  framework: null,
  packageManager: null,
  packageManagerVersion: null,
  base: 'slim',
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
