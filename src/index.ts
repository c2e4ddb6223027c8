/** The library: the parts of the pipeline (README, "How it works"), each a function of plain values. */
export { auditDockerfile, type DockerfileSource, type Finding, type Level, rules } from './audit/index.ts';
export type { Answers, Given } from './core/answers.ts';
export { type Config, parseConfig } from './core/config.ts';
export { detect, type Found } from './core/detect.ts';
export { type Merged, merge } from './core/merge.ts';
export { type FileAction, planFiles, type RenderedFile } from './core/plan.ts';
export type { Project } from './core/project.ts';
export { render } from './core/render.ts';
export { completeAnswers } from './core/spec.ts';
export type { Detection, Evidence, Pin, Question, Secret, Spec, Stack } from './core/stack.ts';
export { formatState, parseState, type State } from './core/state.ts';
export { type ErrorCode, UserError } from './errors.ts';
export { pinImages, pinnedImages } from './images/pin.ts';
export { applyChanges, type Change } from './io/apply.ts';
export { openProject } from './io/project.ts';
export { loadTemplates } from './io/templates.ts';
export { stacks } from './stacks/index.ts';
