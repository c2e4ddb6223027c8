import type { Project } from '../../core/project.ts';
import type { Detection } from '../../core/stack.ts';
import { readManifest } from '../shared/javascript/manifest.ts';
import { likelySourcesOf } from '../shared/javascript/sources.ts';
import { inside } from '../shared/paths.ts';
import type { NodeFacts } from './facts.ts';
import { findFramework } from './frameworks/index.ts';

/** Frameworks for building parts of other services. */
const FOR_LIBRARIES: readonly string[] = ['storybook'];

/**
 * Whether a package is a service: a framework's, or one that says how it starts or on which port it listens. A package whose
 * only sign is `main` is a library.
 */
export function isNodeService({ answers, detected }: Detection<NodeFacts>): boolean {
  if (answers.start === undefined) return false;
  const { framework } = answers;
  if (framework != null) return !FOR_LIBRARIES.includes(framework);
  return detected.some(
    ({ what, from }) =>
      (what === 'start' && / scripts\.|Procfile/.test(from)) || (what === 'port' && /\.[cm]?[jt]sx?:\d+$/.test(from)),
  );
}

const STARTS = /^(?:start|serve|server|prod)/;

/**
 * Whether a package may be one, from its manifest and the few files that usually open a port: most packages of a monorepo are
 * libraries, and none of their other sources is read.
 */
export function mayBeNodeService(project: Project, folder: string): boolean {
  const manifest = readManifest(project, folder);
  if (!manifest || Object.keys(manifest.scripts).some((name) => STARTS.test(name))) return true;
  if (project.has(inside(folder, 'Procfile')) || findFramework({ project, service: folder, manifest })) return true;
  return likelySourcesOf(project, folder).some(({ text }) =>
    /\b(?:listen|serve|createServer)\s*\(|\bPORT\b/.test(text),
  );
}
