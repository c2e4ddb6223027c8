import type { Project } from '../../core/project.ts';
import type { Evidence } from '../../core/stack.ts';
import { withoutComment } from './tool-files.ts';

/** A version that a file of the project asks for, as it is written there. */
export interface VersionAsk {
  readonly value: string;
  readonly from: string;
}

/** The first line that is neither blank nor a comment. */
export function versionFile(project: Project, path: string): VersionAsk[] {
  const value = (project.text(path) ?? '')
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map(withoutComment)
    .find(Boolean);
  return value ? [{ value, from: path }] : [];
}

/** The version that a service runs on, as detection tells it. */
export function versionEvidence(value: string, from: string): Evidence {
  return { what: 'runtimeVersion', value, from };
}
