/** Whether a USER value is root, however it is written: `root`, `0`, `0:1000`, `root:root`. */
export function isRoot(user: string): boolean {
  const [name = ''] = user.split(':');
  return name.toLowerCase() === 'root' || /^0+$/.test(name) || /^containeradministrator$/i.test(name);
}

/** Whether user and group are written as numbers, so that an orchestrator can prove `runAsNonRoot`. */
export function isNumeric(user: string): boolean {
  return /^\d+(?::\d+)?$/.test(user);
}
