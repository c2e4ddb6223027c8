import { lineAt, type Source } from './sources.ts';

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

/** Whether one of two folders holds the other, or they are the same. */
export function overlaps(folder: string, path: string): boolean {
  return folder === path || folder.startsWith(`${path}/`) || path.startsWith(`${folder}/`);
}
