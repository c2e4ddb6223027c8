import Handlebars from 'handlebars';
import type { RenderedFile } from './plan.ts';
import type { Blueprint } from './stack.ts';

/** The templates by path below `templates/` (`node/Dockerfile.hbs`); those under `partials/` are partials by their bare name. */
export type Templates = ReadonlyMap<string, string>;

/**
 * Blueprints to files. Strict: a name that the view lacks, an unknown helper or partial is an exception (a bug of ours).
 * Nothing is HTML-escaped and no helper can reach outside: values arrive quoted (quote.ts).
 */
export function render(blueprints: readonly Blueprint[], templates: Templates): RenderedFile[] {
  const { handlebars, compiled } = workshop(templates);
  return blueprints.map(({ path, template, view }) => {
    const source = templates.get(template);
    if (source === undefined) throw new Error(`no template ${template}`);
    const run =
      compiled.get(template) ?? handlebars.compile(source, { noEscape: true, strict: true, knownHelpersOnly: true });
    compiled.set(template, run);
    return { path, text: tidy(run(view)) };
  });
}

interface Workshop {
  readonly handlebars: typeof Handlebars;
  readonly compiled: Map<string, Handlebars.TemplateDelegate>;
}

// compiling is most of the work: once for each set of templates
const workshops = new WeakMap<Templates, Workshop>();

function workshop(templates: Templates): Workshop {
  const known = workshops.get(templates);
  if (known) return known;
  const made = { handlebars: isolated(templates), compiled: new Map<string, Handlebars.TemplateDelegate>() };
  workshops.set(templates, made);
  return made;
}

function isolated(templates: Templates): typeof Handlebars {
  const handlebars = Handlebars.create();
  for (const [path, source] of templates) {
    const name = /^partials\/(.+)\.hbs$/.exec(path)?.[1];
    if (name) handlebars.registerPartial(name, source);
  }
  return handlebars;
}

/** One blank line at most, none at the ends, no trailing spaces: templates may then place blocks freely. */
function tidy(text: string): string {
  return `${text
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}
