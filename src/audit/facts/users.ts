import type { Stage } from '../../dockerfile/stages.ts';

/** Whether a USER value is root, however it is written: `root`, `0`, `0:1000`, `root:root`. */
export function isRoot(user: string): boolean {
  const [name = ''] = user.split(':');
  return name.toLowerCase() === 'root' || /^0+$/.test(name) || /^containeradministrator$/i.test(name);
}

/** Whether user and group are written as numbers, so that an orchestrator can prove `runAsNonRoot`. */
export function isNumeric(user: string): boolean {
  return /^\d+(?::\d+)?$/.test(user);
}

/** Whether the stage certainly runs as root when nothing else is said at run time: an explicit root, not a missing USER. */
export function endsAsRoot({ user }: Stage): boolean {
  return user !== null && user.value !== null && isRoot(user.value);
}
