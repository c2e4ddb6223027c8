import type { Entry, Project } from '../src/core/project.ts';

/** A project that lives in memory: path → text. For pure tests of detection. */
export function memoryProject(files: Readonly<Record<string, string>>, name = 'orders-api'): Project {
  const directories = new Map<string, Map<string, Entry>>([['.', new Map()]]);
  for (const path of Object.keys(files)) {
    const parts = path.split('/');
    for (let depth = 0; depth < parts.length; depth++) {
      const directory = depth === 0 ? '.' : parts.slice(0, depth).join('/');
      const entries = directories.get(directory) ?? new Map<string, Entry>();
      const part = parts[depth] as string;
      entries.set(part, { name: part, kind: depth === parts.length - 1 ? 'file' : 'directory' });
      directories.set(directory, entries);
    }
  }
  return {
    name,
    has: (path) => Object.hasOwn(files, path),
    hasDirectory: (path) => directories.has(path),
    text: (path) => (Object.hasOwn(files, path) ? files[path] : undefined),
    list: (directory) => [...(directories.get(directory)?.values() ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}
