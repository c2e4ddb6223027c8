import type { Project } from '../../core/project.ts';
import { relativeTo } from '../shared/paths.ts';
import { lineAt, sourceReader } from '../shared/sources.ts';

/** The service's own Python sources: never tests, migrations or packages of others. */
export const pythonSources = sourceReader({
  source: (name) => name.endsWith('.py') && !/^(?:test_|conftest|setup\.py|noxfile)|_test\.py$/.test(name),
  likely:
    /^(?:main|app|server|wsgi|asgi|application|api|bot|worker|settings|config|__main__|streamlit_app|manage|run)\b/,
  skipped:
    /^(?:tests?|migrations|versions|alembic|node_modules|static|templates|docs|examples?|scripts|notebooks|venv|env|build|dist|site-packages|__pycache__)$|\.egg-info$/,
});

/**
 * Where the sources name a folder or file of the project, by its last parts: `"frontend/dist"`, `BASE_DIR / "frontend" / "dist"`.
 * @returns the file and line, or undefined
 */
export function namedInSources(project: Project, service: string, path: string): string | undefined {
  const parts = (relativeTo(service, path) ?? path).split('/').slice(-2);
  const joint = `(?:/|["']\\s{0,4}[,/]\\s{0,4}["'])`;
  const pattern = new RegExp(`["'/]${parts.map(literally).join(joint)}(?:/[\\w./-]{0,60})?["']`);
  for (const { path: file, text } of pythonSources(project, service)) {
    const match = pattern.exec(text);
    if (match) return `${file}:${lineAt(text, match.index)}`;
  }
  return undefined;
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
