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

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
