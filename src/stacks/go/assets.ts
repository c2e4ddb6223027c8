import type { Project } from '../../core/project.ts';
import { pathNamedIn } from '../shared/named.ts';
import { folderOf, overlaps, resolveInside } from '../shared/paths.ts';
import { lineAt, type Source, sourceReader } from '../shared/sources.ts';

/** Every Go source of a module, where a web folder's own `embed.go` counts too. */
const allSources = sourceReader({
  source: (name) => name.endsWith('.go') && !name.endsWith('_test.go'),
  likely: /^(?:main|server|app|http|embed|static|assets|web|ui|spa)\b/,
  skipped: /^(?:vendor|testdata|node_modules)$/,
});

/** A place where the sources name built files. */
export interface Named {
  /** `main.go:12 go:embed` or `main.go:20`. */
  readonly from: string;
  /** Whether they become part of the program; else it reads them when it runs. */
  readonly embedded: boolean;
}

/** How a module's sources name a folder of built files: embedded, or as a path that the program reads; undefined: not at all. */
export function namedAssets(project: Project, module: string, path: string): Named | undefined {
  const sources = allSources(project, module);
  const from = pathNamedIn(sources, module, path);
  return embedded(sources, path) ?? (from === undefined ? undefined : { from, embedded: false });
}

/** `//go:embed all:dist`, `//go:embed "web/dist/*" index.html`: seen from the source's own folder. */
function embedded(sources: readonly Source[], path: string): Named | undefined {
  for (const { path: file, text } of sources)
    for (const match of text.matchAll(/^\/\/go:embed[ \t]{1,8}([^\r\n]{1,500})/gm)) {
      const folders = (match[1] ?? '').split(/\s+/).map((pattern) => folderIn(file, pattern));
      if (folders.some((folder) => folder !== undefined && overlaps(folder, path)))
        return { from: `${file}:${lineAt(text, match.index)} go:embed`, embedded: true };
    }
  return undefined;
}

/** The part of a pattern before its first wildcard, from the project's root. */
function folderIn(file: string, pattern: string): string | undefined {
  const plain = pattern.replace(/^["`]|["`]$/g, '').replace(/^all:/, '');
  const parts = plain.split('/');
  const wild = parts.findIndex((part) => /[*?[]/.test(part));
  return resolveInside(folderOf(file), (wild < 0 ? parts : parts.slice(0, wild)).join('/') || '.');
}
