import { relativeTo } from './paths.ts';
import { lineAt, type Source } from './sources.ts';

/**
 * Where sources name a folder or file of the project, by its last parts: `"frontend/dist"`, `BASE_DIR / "frontend" / "dist"`.
 * @returns the file and line, or undefined
 */
export function namedInSources(sources: readonly Source[], service: string, path: string): string | undefined {
  const parts = (relativeTo(service, path) ?? path).split('/').slice(-2);
  const joint = `(?:/|["']\\s{0,4}[,/]\\s{0,4}["'])`;
  const pattern = new RegExp(`["'/]${parts.map(literally).join(joint)}(?:/[\\w./-]{0,60})?["']`);
  for (const { path: file, text } of sources) {
    const match = pattern.exec(text);
    if (match) return `${file}:${lineAt(text, match.index)}`;
  }
  return undefined;
}

/**
 * Where a source names a path as a text of its own, seen from the folder that the program starts in: `"./web/dist"`,
 * `"web/dist/index.html"`.
 * @param folder the folder that it starts in, from the project's root
 * @returns `main.go:20`, or undefined
 */
export function pathNamedIn(sources: readonly Source[], folder: string, path: string): string | undefined {
  const below = folder === '.' ? path : path.slice(folder.length + 1);
  for (const { path: file, text } of sources)
    for (const match of text.matchAll(/["`](?:\.\/|\/app\/)?([\w.-]{1,100}(?:\/[\w.-]{1,100}){0,6})\/?["`]/g)) {
      const said = match[1] ?? '';
      if (said === below || said.startsWith(`${below}/`)) return `${file}:${lineAt(text, match.index)}`;
    }
  return undefined;
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
