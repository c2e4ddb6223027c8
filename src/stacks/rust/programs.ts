import type { Given } from '../../core/answers.ts';
import { isObject, type Project, stringAt, stringsIn, valueAt } from '../../core/project.ts';
import { UserError } from '../../errors.ts';
import { inside } from '../shared/paths.ts';
import { shown } from '../shared/shown.ts';
import type { CargoProject, Manifest } from './manifest.ts';

/** A program that a package builds. */
export interface Program {
  /** What Cargo calls it (`--bin`). */
  readonly name: string;
  readonly package: Manifest;
  /** The file that says so. */
  readonly from: string;
  /** Features without which it is not built. */
  readonly features: readonly string[];
}

/** The setting that names the program to build. */
export const BIN = 'bin';

const NAME = /^[A-Za-z0-9_][\w.-]{0,63}$/;
const MOST = 200;

/** The programs of a service: those of its package, or of all packages of a workspace that is none itself. */
export function programsOf(project: Project, { packages }: CargoProject): Program[] {
  return packages.flatMap((each) => programsIn(project, each));
}

/** `src/main.rs`, then `src/bin`, then what the manifest names; one that the manifest names is said by it alone. */
function programsIn(project: Project, manifest: Manifest): Program[] {
  const said = namedPrograms(manifest);
  const names = new Set(said.map(({ name }) => name));
  const files = new Set(said.map(({ file }) => file));
  const found = valueAt(manifest.json, 'package', 'autobins') === false ? [] : foundPrograms(project, manifest);
  const left = found.filter(({ name, file }) => !names.has(name) && !files.has(file));
  const all = [...left, ...said].filter(({ name }) => NAME.test(name));
  return all.map(({ name, from, features }) => ({ name, from, features, package: manifest }));
}

interface Candidate {
  readonly name: string;
  /** The source, seen from the package; null where Cargo looks for it by the name. */
  readonly file: string | null;
  readonly from: string;
  readonly features: readonly string[];
}

function namedPrograms({ json, path }: Manifest): Candidate[] {
  const listed = valueAt(json, 'bin');
  const tables: readonly unknown[] = Array.isArray(listed) ? listed.slice(0, MOST) : [];
  return tables.filter(isObject).flatMap((table) => {
    const name = stringAt(table, 'name');
    if (name === undefined) return [];
    const features = stringsIn(valueAt(table, 'required-features'));
    return [{ name, file: stringAt(table, 'path')?.replace(/^\.\//, '') ?? null, from: `${path} [[bin]]`, features }];
  });
}

function foundPrograms(project: Project, { folder, name }: Manifest): Candidate[] {
  const program = (named: string, file: string): Candidate[] =>
    project.has(inside(folder, file)) ? [{ name: named, file, from: inside(folder, file), features: [] }] : [];
  const below = project.list(inside(folder, 'src/bin')).slice(0, MOST);
  return [
    ...program(name ?? '', 'src/main.rs'),
    ...below.flatMap((entry) =>
      entry.kind === 'directory'
        ? program(entry.name, `src/bin/${entry.name}/main.rs`)
        : /\.rs$/.test(entry.name)
          ? program(entry.name.slice(0, -3), `src/bin/${entry.name}`)
          : [],
    ),
  ];
}

/**
 * The named one, the only one, the one that `cargo run` starts, or the one of src/main.rs where one package has it.
 * @throws UserError `usage` when the named one is none of them
 */
export function chosenProgram(programs: readonly Program[], given: Given): Program | undefined {
  const named = given.set?.[BIN];
  if (named !== undefined) {
    const known = programs.find(({ name }) => name === named);
    if (known) return known;
    const names = programs.map(({ name }) => name).join(', ');
    throw new UserError(
      'usage',
      `--set ${BIN}=${shown(named)} is no program of the package`,
      names ? `There are: ${names}.` : 'It has none.',
    );
  }
  if (programs.length === 1) return programs[0];
  const usual = programs.filter((each) => each.name === stringAt(each.package.json, 'package', 'default-run'));
  const mains = programs.filter(({ from }) => /(?:^|\/)src\/main\.rs$/.test(from));
  return usual.length === 1 ? usual[0] : mains.length === 1 ? mains[0] : undefined;
}
