/** Paths inside the project, in text only: `/` between parts, `.` for the root. */

/** The service's folder and every folder above it up to the root, nearest first: `apps/api` → apps/api, apps, `.`. */
export function upwards(service: string): string[] {
  const parts = service === '.' || service === '' ? [] : service.split('/');
  return [...parts.map((_, index) => parts.slice(0, parts.length - index).join('/')), '.'];
}

/**
 * A path that a file in `folder` names, as a path of the project.
 * @returns undefined when it is absolute, leaves the project, or is no plain path
 */
export function resolveInside(folder: string, path: string): string | undefined {
  if (path === '' || path.length > 1000 || /^[/\\~]|^[A-Za-z]:|[\0\r\n]/.test(path)) return undefined;
  const parts = folder === '.' || folder === '' ? [] : folder.split('/');
  for (const part of path.replaceAll('\\', '/').split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.length === 0 ? '.' : parts.join('/');
}

/** The folder that a file lies in: `apps/api/package.json` → `apps/api`, `package.json` → `.`. */
export function folderOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end < 0 ? '.' : path.slice(0, end);
}

/** A path of the project as the service's own folder sees it; undefined when it lies elsewhere. */
export function relativeTo(folder: string, path: string): string | undefined {
  if (folder === '.' || folder === '') return path;
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
}

/** A path below a service's folder, where `.` is the project's root. */
export function inside(directory: string, path: string): string {
  return directory === '.' || directory === '' ? path : `${directory}/${path}`;
}

/** Whether one of two folders holds the other, or they are the same. */
export function overlaps(folder: string, path: string): boolean {
  return folder === path || folder.startsWith(`${path}/`) || path.startsWith(`${folder}/`);
}
