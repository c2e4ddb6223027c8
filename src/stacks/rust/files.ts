import type { Given } from '../../core/answers.ts';
import type { Project } from '../../core/project.ts';
import { UserError } from '../../errors.ts';
import { folderOf, inside, overlaps, resolveInside } from '../shared/paths.ts';
import { shown } from '../shared/shown.ts';
import type { Framework } from './frameworks.ts';
import { rustSources } from './sources.ts';

/** The setting that names what the program reads when it runs. */
export const FILES = 'files';

/** Files and folders of a service that its program reads when it runs, from the project's root. */
export interface RuntimeFiles {
  readonly paths: readonly string[];
  /** The source that says so, for evidence; null where nothing is read. */
  readonly from: string | null;
}

/** Calls that serve or load files by a path that stands in the source; what is compiled in (`include_str!`) is none of them. */
const READS: readonly RegExp[] = [
  /\b(?:ServeDir|ServeFile|StaticDir)::new\(\s{0,20}"([^"\n]{1,200})"/g,
  /\bFiles::new\(\s{0,20}"[^"\n]{0,200}"\s{0,4},\s{0,20}"([^"\n]{1,200})"/g,
  /\bFileServer::(?:from|new)\(\s{0,20}(?:relative!\(\s{0,4})?"([^"\n]{1,200})"/g,
  /\bNamedFile::open(?:_async)?\(\s{0,20}"([^"\n]{1,200})"/g,
  /\b(?:StaticFilesEndpoint|StaticFileEndpoint)::new\(\s{0,20}"([^"\n]{1,200})"/g,
  /\bwarp::fs::(?:dir|file)\(\s{0,20}"([^"\n]{1,200})"/g,
  /\b(?:Tera::new|path_loader|register_templates_directory)\(\s{0,20}(?:"[^"\n]{0,20}"\s{0,4},\s{0,4})?"([^"\n]{1,200})"/g,
  /\bread_to_string\(\s{0,20}"([^"\n]{1,200})"/g,
];

/** The config crate finds a file by its name without the ending: its folder is what counts. */
const WITHOUT_ENDING = /\bFile::with_name\(\s{0,20}"([^"\n]{1,200})"/g;

/**
 * The named ones; else those that the sources load and the framework reads, where they are there.
 * @param made what the image makes itself, from the project's root
 */
export function runtimeFiles(
  project: Project,
  folder: string,
  framework: Framework | undefined,
  given: Given,
  made: readonly string[],
): RuntimeFiles {
  const named = given.set?.[FILES];
  if (named !== undefined) return { paths: namedFiles(folder, named), from: 'your answer' };
  const found = new Map<string, string>();
  for (const name of framework?.files ?? []) {
    const path = inside(folder, name);
    if (isThere(project, path)) found.set(path, path);
  }
  for (const { path: from, text } of rustSources(project, folder)) {
    const named = READS.flatMap((pattern) => [...text.matchAll(pattern)]).map(([, path = '']) => path);
    const folders = [...text.matchAll(WITHOUT_ENDING)].map(([, path = '']) => folderOf(path));
    for (const path of [...named, ...folders].flatMap((each) => readPath(project, folder, each) ?? []))
      if (!found.has(path) && !made.some((each) => overlaps(each, path))) found.set(path, from);
  }
  const paths = [...found.keys()].sort().filter((path, _, all) => !all.some((other) => path.startsWith(`${other}/`)));
  return { paths, from: found.get(paths[0] ?? '') ?? null };
}

function isThere(project: Project, path: string): boolean {
  return project.has(path) || project.hasDirectory(path);
}

/** `./static` and `templates/**` as what is there of them; never the whole folder or the sources. */
function readPath(project: Project, folder: string, text: string): string | undefined {
  const plain = (text.split('*')[0] ?? '').replace(/\/+$/, '');
  const path = /^[\w./-]+$/.test(plain) ? resolveInside(folder, plain) : undefined;
  if (path === undefined || path === folder || path === inside(folder, 'src') || /(?:^|\/)\./.test(path))
    return undefined;
  return isThere(project, path) ? path : undefined;
}

const PLAIN = /^[\w@.][\w@./ -]{0,200}$/;

function namedFiles(folder: string, text: string): string[] {
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'none');
  return names.map((name) => {
    const path = resolveInside('.', name);
    if (path !== undefined && path !== '.' && PLAIN.test(name) && !name.split('/').includes('..'))
      return inside(folder, path);
    throw new UserError(
      'usage',
      `--set ${FILES}: ${shown(name)} does not lie in the service's folder`,
      'Name files and folders relative to the service, separated by commas.',
    );
  });
}
