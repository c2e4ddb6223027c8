import type { RenderedFile } from './plan.ts';
import type { Entry, Project } from './project.ts';

/** The project as it will be with files that are not written yet; where one is there already, that one stays. */
export function withFiles(project: Project, files: readonly RenderedFile[]): Project {
  if (files.length === 0) return project;
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const folders = new Map<string, Map<string, Entry>>();
  for (const path of texts.keys()) {
    const parts = path.split('/');
    parts.forEach((name, depth) => {
      const folder = parts.slice(0, depth).join('/') || '.';
      const entries = folders.get(folder) ?? new Map<string, Entry>();
      folders.set(folder, entries.set(name, { name, kind: depth === parts.length - 1 ? 'file' : 'directory' }));
    });
  }
  const isNew = (path: string) => texts.has(path) && !project.has(path);
  return {
    name: project.name,
    has: (path) => project.has(path) || texts.has(path),
    hasDirectory: (path) => project.hasDirectory(path) || folders.has(path),
    text: (path) => (isNew(path) ? texts.get(path) : project.text(path)),
    list: (path) => {
      const there = project.list(path);
      const names = new Set(there.map(({ name }) => name));
      const added = [...(folders.get(path)?.values() ?? [])].filter(({ name }) => !names.has(name));
      return [...there, ...added].sort((a, b) => (a.name < b.name ? -1 : 1));
    },
  };
}
