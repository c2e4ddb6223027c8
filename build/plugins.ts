import type { Plugin } from 'rolldown';

/** Puts generated code in the place of modules: by their file, or by the name of a module of Node.js. */
export function inPlaceOf(modules: Readonly<Record<string, string>>): Plugin {
  return {
    name: 'in-place-of',
    resolveId: (name) => (name.startsWith('node:') && Object.hasOwn(modules, name) ? `\0${name}` : null),
    load(id) {
      const code = modules[id.replace(/^\0/, '')];
      return code === undefined ? null : { code, moduleType: 'js' };
    },
  };
}

const LATE = '\0late:';

/**
 * Packages that most runs do not need: their code runs when one of their functions is first called, not when the program
 * starts. Package → the functions of it that our modules import.
 */
export function late(packages: Readonly<Record<string, readonly string[]>>): Plugin {
  return {
    name: 'late',
    resolveId: (name, importer) =>
      Object.hasOwn(packages, name) && !importer?.startsWith(LATE) ? `${LATE}${name}` : null,
    load(id) {
      if (!id.startsWith(LATE)) return null;
      const name = id.slice(LATE.length);
      const functions = packages[name] ?? [];
      return functions
        .map((each) => `export const ${each} = (...args) => require('${name}').${each}(...args);`)
        .join('\n');
    },
  };
}
