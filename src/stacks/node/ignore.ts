import type { Blueprint, Spec } from '../../core/stack.ts';
import { dockerfilePath } from '../../core/view.ts';
import type { NodeFacts } from './facts.ts';

/** What the ignore file's template names. */
interface IgnoreView {
  /** Folders that the build makes. */
  readonly ignored: readonly string[];
  /** Whether the project's `.npmrc` stays out; one without credentials that the install needs is let in. */
  readonly npmrc: boolean;
  /** Files in which detection found a credential. */
  readonly keptOut: readonly string[];
  /** Patterns that keep the other members of the workspace out, but for their manifests. */
  readonly members: readonly string[];
}

/** The ignore file of a service: Docker takes `<Dockerfile>.dockerignore` before `.dockerignore`. */
export function ignoreFile(spec: Spec<NodeFacts>): Blueprint {
  const dockerfile = dockerfilePath(spec);
  const path = dockerfile === 'Dockerfile' ? '.dockerignore' : `${dockerfile}.dockerignore`;
  return { path, template: 'node/dockerignore.hbs', view: viewOf(spec.facts) };
}

function viewOf(facts: NodeFacts): IgnoreView {
  return {
    ignored: facts.ignored.filter(plain).map((folder) => (folder.includes('/') ? folder : `**/${folder}`)),
    npmrc: !facts.installFiles.some(({ path }) => path === '.npmrc'),
    keptOut: facts.keptOut.filter((path) => plain(path) && !path.endsWith('.npmrc')),
    members: otherMembers(facts),
  };
}

function otherMembers({ workspace }: NodeFacts): string[] {
  if (!workspace) return [];
  const needed = new Set([workspace.service, ...workspace.building].map(({ path }) => path));
  const others = workspace.all.map(({ path }) => path).filter((path) => !needed.has(path) && plain(path));
  return others.flatMap((path) => [`${path}/*`, `!${path}/package.json`]);
}

/** A folder that an ignore file can name as it is: no pattern, no negation, no comment. */
function plain(path: string): boolean {
  return /^[A-Za-z0-9_@.][A-Za-z0-9_@./ -]*$/.test(path);
}
