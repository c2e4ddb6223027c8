import { openWorkshop, type Template } from './compile.ts';
import type { RenderedFile } from './plan.ts';
import type { Blueprint } from './stack.ts';

/** The templates by path below `templates/` (`node/Dockerfile.hbs`); those under `partials/` are partials by their bare name. */
export type Templates = ReadonlyMap<string, string>;

/**
 * Blueprints to files. Strict: a name that the view lacks, an unknown helper or partial is an exception (a bug of ours).
 * Nothing is HTML-escaped and no helper can reach outside: values arrive quoted (quote.ts).
 */
export function render(blueprints: readonly Blueprint[], templates: Templates): RenderedFile[] {
  const prepared = prepareAll(templates);
  return blueprints.map(({ path, template, view }) => {
    const run = prepared.get(template);
    if (!run) throw new Error(`no template ${template}`);
    return { path, text: tidy(run(view)) };
  });
}

// preparing is most of the work: once for each set of templates
const known = new WeakMap<Templates, ReadonlyMap<string, Template>>();

function prepareAll(templates: Templates): ReadonlyMap<string, Template> {
  const before = known.get(templates);
  if (before) return before;
  const { partials, prepare } = openWorkshop();
  const prepared = new Map([...templates].map(([path, source]) => [path, prepare(path, source)]));
  for (const [path, template] of prepared) {
    const name = /^partials\/(.+)\.hbs$/.exec(path)?.[1];
    if (name) partials[name] = template;
  }
  known.set(templates, prepared);
  return prepared;
}

/** One blank line at most, none at the ends, no trailing spaces: templates may then place blocks freely. */
function tidy(text: string): string {
  return `${text
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}
