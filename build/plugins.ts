import type { Plugin } from 'rolldown';

/** Generated code, by the module whose place it takes. */
type Replacements = Readonly<Record<string, string>>;

/**
 * Puts generated code in the place of modules.
 * @param files by their file, whoever imports them
 * @param within by the package that imports them: modules of Node.js, by their name
 */
export function inPlaceOf(files: Replacements, within: Readonly<Record<string, Replacements>> = {}): Plugin {
  const codes = Object.assign({}, files, ...Object.values(within));
  return {
    name: 'in-place-of',
    resolveId(name, importer = '') {
      const [, importing = ''] = /[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)[\\/][^\0]*$/.exec(importer) ?? [];
      return Object.hasOwn(within[importing] ?? {}, name) ? `\0${name}` : null;
    },
    load(id) {
      const code = codes[id.replace(/^\0/, '')];
      return code === undefined ? null : { code, moduleType: 'js' };
    },
  };
}

const LATE = '\0late:';

/**
 * Packages that most runs do not need: their code runs when one of their functions is first called, not when the program
 * starts. Package → the functions and classes (in capitals) of it that our modules import.
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
      return functions.map((each) => lateOne(name, each)).join('\n');
    },
  };
}

function lateOne(name: string, each: string): string {
  const found = `require('${name}').${each}`;
  // a function that gives back an object can stand behind `new`
  if (/^[A-Z]/.test(each)) return `export function ${each}(...args) { return new (${found})(...args); }`;
  return `export const ${each} = (...args) => ${found}(...args);`;
}
