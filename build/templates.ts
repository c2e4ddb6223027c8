import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import { OPTIONS } from '../src/core/compile.ts';

type Sources = ReadonlyMap<string, string>;

/** The templates below a folder by their path, in the same order on every machine. */
export function readTemplates(folder: string): Sources {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.hbs'));
  return new Map(
    paths.sort().map((path) => [path.replaceAll('\\', '/'), readFileSync(join(folder, path), 'utf8')] as const),
  );
}

/**
 * A module for the place of src/core/compile.ts that holds the templates compiled. It needs Handlebars' runtime and not its
 * compiler, which is most of Handlebars and took most of the time of rendering.
 */
export function precompiledModule(templates: Sources): string {
  const specifications = [...templates].map(
    ([path, source]) => `${JSON.stringify(path)}: ${String(Handlebars.precompile(source, OPTIONS))}`,
  );
  return `import Handlebars from 'handlebars/runtime.js';
const specifications = {
${specifications.join(',\n')}
};
export function openWorkshop() {
  const handlebars = Handlebars.create();
  return { partials: handlebars.partials, prepare: (path) => handlebars.template(specifications[path]) };
}
`;
}

/** A module for the place of src/io/templates.ts that holds the sources, so that no run looks for them on disk. */
export function sourcesModule(templates: Sources): string {
  return `const templates = new Map(${JSON.stringify([...templates], null, 2)});
export function loadTemplates() {
  return templates;
}
`;
}
