import type { Project } from '../../core/project.ts';
import { inside, relativeTo, resolveInside } from '../shared/paths.ts';
import { librariesOf, MOST_FILES, type Steps, TESTS } from './libraries.ts';
import { head, namesIn, unique } from './names.ts';
import type { Look } from './skeleton.ts';

/** What the meson.build of a service, and of its folders, say. */
export function mesonLook(project: Project, service: string): Look | undefined {
  const top = inside(service, 'meson.build');
  const files = mesonFiles(project, service, top);
  if (files.length === 0) return undefined;
  const all = files.map((path) => head(project, path) ?? '').join('\n');
  const found = files.flatMap((path) =>
    namesIn(project, path, /\bexecutable\s*\(\s*'([\w.+-]{1,100})'/g).map((each) => ({
      ...each,
      folder: folderIn(service, path),
    })),
  );
  const programs = unique(found.filter(({ name }) => !TESTS.test(name)));
  const wraps = project.list(inside(service, 'subprojects')).filter(({ name }) => name.endsWith('.wrap'));
  const wanted = [...all.matchAll(/\bdependency\s*\(\s*'([\w.+-]{1,60})'/g)].map((match) => match[1] ?? '');
  const wrapped = new Set(wraps.map(({ name }) => name.slice(0, -'.wrap'.length)));
  const folders = Object.fromEntries(found.map(({ name, folder }) => [`folder ${name}`, folder]));
  const shared = librariesOf(
    wanted.filter((name) => !wrapped.has(name)),
    top,
  );
  return {
    ...shared,
    manager: { name: 'meson', from: top },
    programs,
    fetches: wraps.length > 0,
    lock: wraps.length > 0 ? 'subprojects' : top,
    values: { ...folders, downloads: wraps.length > 0 ? 'yes' : '' },
  };
}

function mesonFiles(project: Project, service: string, top: string): string[] {
  const files: string[] = [];
  const queue = [top];
  for (let at = 0; at < queue.length && files.length < MOST_FILES; at++) {
    const path = queue[at] ?? top;
    const text = files.includes(path) ? undefined : head(project, path);
    if (text === undefined) continue;
    files.push(path);
    const folder = inside(service, folderIn(service, path));
    for (const [, name = ''] of text.matchAll(/\bsubdir\s*\(\s*'([\w./-]{1,200})'/g)) {
      const below = resolveInside(folder === '' ? '.' : folder.replace(/\/\.$/, ''), name);
      if (below !== undefined && !TESTS.test(name)) queue.push(inside(below, 'meson.build'));
    }
  }
  return files;
}

/** The folder of a file, as the service sees it; `.` for its own. */
function folderIn(service: string, path: string): string {
  const below = relativeTo(service, path) ?? path;
  return below.includes('/') ? below.slice(0, below.lastIndexOf('/')) : '.';
}

/** The program lies where its folder lies. */
export function mesonSteps(program: string, values: Readonly<Record<string, string>>): Steps {
  const folder = values[`folder ${program}`] ?? '.';
  const from = folder === '.' ? `/build/${program}` : `/build/${folder}/${program}`;
  return {
    fetch: values.downloads === 'yes' ? ['meson subprojects download'] : null,
    build: [['meson setup /build --buildtype=release --wrap-mode=nodownload', `meson compile -C /build ${program}`]],
    artefacts: [[from, `./${program}`]],
  };
}
