import type { Project } from '../../core/project.ts';
import type { Manifest } from '../shared/javascript/manifest.ts';
import { inside } from '../shared/paths.ts';

/** Programs that make sites and are none of Node's, with files that say that they do so here. */
const BUILDERS: Readonly<Record<string, readonly string[]>> = {
  hugo: ['hugo.toml', 'hugo.yaml', 'hugo.json', 'config.toml', 'config.yaml', 'config/_default/hugo.toml'],
  zola: ['zola.toml', 'config.toml'],
  jekyll: ['_config.yml'],
  mkdocs: ['mkdocs.yml'],
  mdbook: ['book.toml'],
};

/** Whether the package's own build has another tool make the pages: its packages are then that tool's (PostCSS for Hugo). */
export function buildsWithOthers(project: Project, service: string, { scripts }: Manifest): boolean {
  const build = (scripts.build ?? '').slice(0, 2000);
  return Object.entries(BUILDERS).some(
    ([program, files]) =>
      new RegExp(`(?:^|&&|;|\\bexec )[ \\t]{0,4}${program}(?:[ \\t]|$)`).test(build) &&
      files.some((file) => project.has(inside(service, file))),
  );
}
