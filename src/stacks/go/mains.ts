import type { Project } from '../../core/project.ts';
import { inside } from '../shared/paths.ts';

/** A package that becomes a program. */
export interface MainPackage {
  /** Its folder, seen from the module: `.`, `./cmd/api`. */
  readonly package: string;
  /** What the program is called. */
  readonly name: string;
  /** The file that says so. */
  readonly from: string;
}

const MOST = 200;
const LONGEST = 64 * 1024;
const PROGRAM = /^package main\b/m;
const FUNCTION = /^func main\(\)/m;

/**
 * The programs of a module: the folder itself, then `cmd/*`, then its other folders one level down, each in order. A file that
 * only some platform builds, or none (`//go:build ignore`), counts for nothing.
 */
export function mainPackages(project: Project, folder: string, moduleName: string | null): MainPackage[] {
  const own = mainIn(project, folder);
  const root: MainPackage[] = own ? [{ package: '.', name: programName(moduleName, folder), from: own }] : [];
  const below = (parent: string) =>
    project
      .list(inside(folder, parent))
      .filter(({ name, kind }) => kind === 'directory' && /^[A-Za-z0-9][\w.-]{0,60}$/.test(name))
      .slice(0, MOST)
      .flatMap(({ name }) => {
        const path = parent === '.' ? name : `${parent}/${name}`;
        const from = mainIn(project, inside(folder, path));
        return from ? [{ package: `./${path}`, name, from }] : [];
      });
  const commands = project.hasDirectory(inside(folder, 'cmd')) ? below('cmd') : [];
  const others = root.length + commands.length > 0 ? [] : below('.');
  return [...root, ...commands, ...others];
}

/** The file with `func main` in a folder's package main, or undefined. */
function mainIn(project: Project, folder: string): string | undefined {
  const files = project.list(folder).filter(({ name, kind }) => kind === 'file' && /\.go$/.test(name));
  const sorted = files.map(({ name }) => name).sort((a, b) => Number(b === 'main.go') - Number(a === 'main.go'));
  return sorted
    .filter((name) => !name.endsWith('_test.go'))
    .slice(0, MOST)
    .map((name) => inside(folder, name))
    .find((path) => {
      const text = (project.text(path) ?? '').slice(0, LONGEST);
      return PROGRAM.test(text) && FUNCTION.test(text) && !/^\/\/go:build\s+ignore\b/m.test(text);
    });
}

/** The last part of a module's path, without its major version: `example.com/shop/v2` → `shop`. */
function programName(moduleName: string | null, folder: string): string {
  const parts = (moduleName ?? folder).split('/').filter((part) => !/^v\d{1,4}$/.test(part));
  const name = (parts.at(-1) ?? '').replace(/[^A-Za-z0-9_.-]+/g, '-').replace(/^[-.]+/, '');
  return name === '' ? 'app' : name.slice(0, 60);
}
