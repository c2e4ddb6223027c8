import type { Spec } from '../../core/stack.ts';
import type { NodeFacts } from './facts.ts';

/** The folder that is the build's context: the root for a member of its workspace, else the service's own. */
export function contextOf({ answers, facts }: Spec<NodeFacts>): string {
  return facts.workspace ? '.' : answers.service;
}

/** Where the service's own files lie in the image: in a workspace below its folder, but for what is self-contained. */
export function home(facts: NodeFacts): string {
  return gathers(facts) ? serviceFolder(facts) : '/app';
}

/** The service's folder in the build stage. */
export function serviceFolder({ workspace, below }: NodeFacts): string {
  const folder = workspace ? workspace.service.path : below;
  return folder === '.' ? '/app' : `/app/${folder}`;
}

/** pnpm itself puts a workspace's service and what it needs to run into one folder. */
export function deploys(facts: NodeFacts): boolean {
  return facts.workspace !== null && facts.manager.id === 'pnpm' && facts.shape.dependencies === 'production';
}

/** A workspace whose service runs from its own folder, beside the members that it needs. */
export function gathers(facts: NodeFacts): boolean {
  return facts.workspace !== null && !deploys(facts) && facts.shape.dependencies === 'production';
}

/** Whether anything runs in the build stage; if not, it only holds the sources. */
export function builds({ answers, facts }: Spec<NodeFacts>): boolean {
  return answers.build !== null || facts.prepare.length > 0 || facts.workspace !== null;
}
