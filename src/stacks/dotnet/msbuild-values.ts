import { folderOf, resolveInside } from '../shared/paths.ts';

/** One entry of an ItemGroup: `<ProjectReference Include="…" />`. Everything in it is foreign text. */
export interface Item {
  /** In small letters: MSBuild tells no letters apart. */
  readonly type: string;
  readonly include: string;
  /** The file that names it. */
  readonly file: string;
}

/** A project as a publish of its Release configuration sees it, as far as plain properties go. */
export interface Evaluation {
  /** `Name/1.2.3` for each SDK, without the version. */
  readonly sdks: readonly string[];
  /** By name in small letters. */
  readonly properties: ReadonlyMap<string, Property>;
  readonly items: readonly Item[];
  /** The files that it is made of besides the project's own: Directory.Build.props and what is imported. */
  readonly imported: readonly string[];
}

export interface Property {
  readonly value: string;
  /** The file and line that say it. */
  readonly from: string;
}

/** What a path of a project is seen from. */
type Seen = { readonly properties: ReadonlyMap<string, Property>; readonly path: string };

/** `$(Name)` filled in; undefined for property functions and metadata. */
export function expand(properties: ReadonlyMap<string, Property>, text: string): string | undefined {
  if (text.length > 4_000 || /\$\(\[|@\(|%\(|\$\([^)]*[^\w)-]/.test(text)) return undefined;
  const filled = text.replace(
    /\$\(([\w-]{1,100})\)/g,
    (_, name: string) => properties.get(name.toLowerCase())?.value ?? '',
  );
  return filled.length > 4_000 ? undefined : filled;
}

const THIS_FOLDER = /^\$\(MSBuildThisFileDirectory\)[\\/]?/i;
const PROJECT_FOLDER = /^\$\(MSBuildProjectDirectory\)[\\/]?/i;

/** The path that a text of a file names, below the project's root; undefined for patterns and what is not plain. */
export function pathIn(seen: Seen, text: string, file: string, folder: string): string | undefined {
  if (THIS_FOLDER.test(text)) return plainPath(seen, folderOf(file), text.replace(THIS_FOLDER, ''));
  if (PROJECT_FOLDER.test(text)) return plainPath(seen, folderOf(seen.path), text.replace(PROJECT_FOLDER, ''));
  return plainPath(seen, folder, text);
}

function plainPath({ properties }: Seen, folder: string, text: string): string | undefined {
  const filled = expand(properties, text)?.replaceAll('\\', '/');
  return filled === undefined || /[*?]/.test(filled) ? undefined : resolveInside(folder, filled);
}

/** The path of an item that is a file: it counts from the project's folder, whichever file names it. */
export function itemPath({ properties }: Evaluation, path: string, { include, file }: Item): string | undefined {
  return pathIn({ properties, path }, include, file, folderOf(path));
}
