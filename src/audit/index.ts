export type { DockerfileSource } from './input.ts';
export { type AuditInput, type Finding, type IgnoreFile, LEVELS, type Level, type Problem, type Rule } from './rule.ts';
export { rules } from './rules/index.ts';
export { auditDockerfile, byPlace, counts } from './run.ts';
