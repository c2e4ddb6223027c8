import type { Project } from '../../core/project.ts';
import { type Element, readXml } from '../../core/xml.ts';
import { inside, resolveInside } from '../shared/paths.ts';
import { PROJECT_FILE } from './projects.ts';

/** A solution and the project files that it lists, below the root, in its order. */
export interface Solution {
  readonly path: string;
  readonly projects: readonly string[];
}

const MOST_PROJECTS = 200;
const LISTED = /^Project\("\{[0-9A-F-]{36}\}"\)\s{0,4}=\s{0,4}"[^"]{0,300}",\s{0,4}"([^"]{1,500})"/gim;

/** The solutions in a folder: `.sln` and the newer `.slnx`. */
export function solutionsIn(project: Project, folder: string): Solution[] {
  const names = project.list(folder).flatMap(({ name, kind }) => (kind === 'file' ? [name] : []));
  return names
    .filter((name) => /\.slnx?$/i.test(name))
    .map((name) => readSolution(project, folder, inside(folder, name)));
}

function readSolution(project: Project, folder: string, path: string): Solution {
  const listed = path.toLowerCase().endsWith('x') ? ofXml(readXml(project, path)) : ofText(project.text(path) ?? '');
  const paths = listed.flatMap((each) => resolveInside(folder, each.replaceAll('\\', '/')) ?? []);
  const projects = paths.filter((each) => PROJECT_FILE.test(each) && project.has(each));
  return { path, projects: [...new Set(projects)].slice(0, MOST_PROJECTS) };
}

function ofText(text: string): string[] {
  return [...text.matchAll(LISTED)].flatMap((match) => match[1] ?? []);
}

/** `<Project Path="src/Api/Api.csproj" />`, in folders or not. */
function ofXml(element: Element | undefined): string[] {
  if (!element) return [];
  const own = element.name === 'Project' ? [element.attributes.get('Path') ?? ''] : [];
  return [...own, ...element.children.flatMap(ofXml)];
}
