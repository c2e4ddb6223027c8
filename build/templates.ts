import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
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

/** The files of the starters by their path, in the same order on every machine. */
export function readStarters(folder: string): Sources {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll('\\', '/'));
  return new Map(paths.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')] as const));
}

/** A module with a function that gives texts: for the place of one that looks for them on disk. */
export function textsModule(name: string, texts: Sources): string {
  return `const texts = new Map(${JSON.stringify([...texts], null, 2)});
export function ${name}() {
  return texts;
}
`;
}
