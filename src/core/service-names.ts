import { imageName } from './quote.ts';

/**
 * What each service of a project is called: its image, and its files where those lie in the root. The last part of its folder
 * says it (`apps/api` → `api`), with as many of those before it as tell it from the others (`services-api`).
 * @param project the name of the project's folder, which a service in the root is called by
 * @param files by the folder of each service, the files that it has: a name that it goes by already stays its own
 */
export function serviceNames(
  project: string,
  files: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, string> {
  const paths = [...files.keys()].sort();
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const call = (path: string, name: string) => {
    names.set(path, name);
    taken.add(name);
  };
  for (const path of paths) {
    const name = namesFor(path, project).find((each) => files.get(path)?.includes(`${each}.Dockerfile`));
    if (name !== undefined && !taken.has(name)) call(path, name);
  }
  const open = paths.filter((path) => !names.has(path));
  const wanted = new Map<string, number>();
  for (const name of open.flatMap((path) => namesFor(path, project))) wanted.set(name, (wanted.get(name) ?? 0) + 1);
  for (const path of open) {
    const own = namesFor(path, project);
    call(path, own.find((name) => !taken.has(name) && wanted.get(name) === 1) ?? numbered(own.at(-1) ?? path, taken));
  }
  return names;
}

/** `services/billing/api` → api, billing-api, services-billing-api. */
function namesFor(path: string, project: string): string[] {
  if (path === '.') return [imageName(project)];
  const parts = path.split('/');
  return parts.map((_, at) => imageName(parts.slice(-at - 1).join('-')));
}

/** Folders that differ only in what no name of an image may hold are told apart by number. */
function numbered(name: string, taken: ReadonlySet<string>): string {
  let next = name;
  for (let count = 2; taken.has(next); count++) next = `${name}-${count}`;
  return next;
}
