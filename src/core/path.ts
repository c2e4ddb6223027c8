const DRIVE = /^[A-Za-z]:/;

/**
 * A path below the project's root in its one clean form: relative, `/` between the parts, no `.` or empty parts; `.` for the
 * root itself. Leading `./` and a trailing `/` are forgiven.
 * @returns undefined when the path is absolute, leads upwards, or holds a NUL or a backslash
 */
export function cleanPath(path: string): string | undefined {
  if (path.startsWith('/') || DRIVE.test(path) || path.includes('\0') || path.includes('\\')) return undefined;
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) return undefined;
  return parts.join('/') || '.';
}

/** Whether a path (of the lock, for instance) is already in its clean form and names something below the root. */
export function isCleanPath(path: string): boolean {
  return path !== '.' && cleanPath(path) === path;
}
