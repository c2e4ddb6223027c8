import type { Earlier } from '../core/earlier.ts';
import type { Project } from '../core/project.ts';
import { imageName } from '../core/quote.ts';
import type { Stack } from '../core/stack.ts';
import type { State } from '../core/state.ts';
import { readEarlier } from '../foreign/read.ts';

/** The first lines of ours; the lock may be lost, but what it says was answered before. */
const OURS = /^#[^\n]{0,300} Written by create-secure-dockerfile;/m;

/** Whether a file of ours says so itself, though no lock does. */
export function saysOurs(text: string | null): boolean {
  return text !== null && OURS.test(text);
}

/** A Dockerfile that we did not write, and what it says. */
export interface ForeignFile {
  readonly path: string;
  readonly text: string;
  readonly says: Earlier;
}

/**
 * What a Dockerfile that we did not write says of a service that we write for the first time: the one in its folder, else the
 * one in the root that is named after it. Afterwards the saved answers say it.
 */
export function foreignDockerfile(
  project: Project,
  stacks: readonly Stack[],
  service: string,
  state: State,
): ForeignFile | undefined {
  if (state.services.has(service)) return undefined;
  for (const path of placesOf(service)) {
    const text = state.files.has(path) ? undefined : project.text(path);
    if (text !== undefined && !saysOurs(text)) return { path, text, says: readEarlier(path, text, service, stacks) };
  }
  return undefined;
}

function placesOf(service: string): string[] {
  if (service === '.') return ['Dockerfile'];
  return [`${service}/Dockerfile`, `${imageName(service.split('/').at(-1) ?? service)}.Dockerfile`];
}
