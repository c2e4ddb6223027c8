import type { Given } from '../../core/answers.ts';
import type { Project } from '../../core/project.ts';
import { UserError } from '../../errors.ts';
import { inside, relativeTo } from '../shared/paths.ts';
import { shown } from '../shared/shown.ts';
import { type DotnetProject, PROJECT_FILE, readDotnetProject, runs } from './projects.ts';
import { solutionsIn } from './solution.ts';

/** The setting that names the project to publish. */
export const PROJECT = 'project';

/** What a folder has to publish. */
export interface Programs {
  /** Projects that run, in order. */
  readonly all: readonly DotnetProject[];
  /** The others, which say why nothing runs here. */
  readonly others: readonly DotnetProject[];
  /** Whether the folder has a project file of its own, or only a solution that lists some. */
  readonly own: boolean;
  readonly solution: string | null;
}

/** The projects in a folder, or those that its solutions list; undefined when it has neither. */
export function programsOf(project: Project, service: string): Programs | undefined {
  const own = project
    .list(service)
    .filter(({ name, kind }) => kind === 'file' && PROJECT_FILE.test(name))
    .map(({ name }) => inside(service, name));
  const solutions = own.length > 0 ? [] : solutionsIn(project, service);
  const paths = own.length > 0 ? own : [...new Set(solutions.flatMap(({ projects }) => projects))];
  if (paths.length === 0) return undefined;
  const read = paths.map((path) => readDotnetProject(project, path));
  // what a server hands out to browsers is built with the server
  const served = new Set(read.filter(({ kind }) => kind === 'web').flatMap(({ references }) => references));
  const all = read.filter((each) => runs(each) && !(each.kind === 'wasm' && served.has(each.path)));
  const others = read.filter((each) => !runs(each));
  return { all, others, own: own.length > 0, solution: solutions[0]?.path ?? null };
}

/** A project as the service's folder sees it: what `--set project=` takes. */
export function projectName(service: string, { path }: Pick<DotnetProject, 'path'>): string {
  return relativeTo(service, path) ?? path;
}

/** The named one, or the only one. */
export function chosenProgram(service: string, { all }: Programs, given: Given): DotnetProject | undefined {
  const named = given.set?.[PROJECT];
  if (named === undefined) return all.length === 1 ? all[0] : undefined;
  const found = all.find(
    (each) => projectName(service, each) === named || projectName(service, each).endsWith(`/${named}`),
  );
  if (found) return found;
  const names = all.map((each) => shown(projectName(service, each))).join(', ');
  throw new UserError(
    'usage',
    `--set ${PROJECT}=${shown(named)} is no project that runs`,
    `There are: ${names || 'none'}.`,
  );
}

const WHY: Readonly<Partial<Record<DotnetProject['kind'], string>>> = {
  library: 'is a library: nothing in it starts (OutputType is not Exe)',
  test: 'has tests or benchmarks only',
  desktop: 'targets Windows or devices, not Linux',
  functions: 'is an Azure Function, which runs in the image of its own host',
  host: 'is an Aspire host, which starts services on a developer’s machine',
};

/** Why nothing of what is there can run in a container. */
export function nothingRuns({ others }: Programs): UserError {
  const [first] = others;
  const why = first ? WHY[first.kind] : undefined;
  return new UserError(
    'bad-input',
    `${shown(first?.path ?? 'the solution')} ${why ?? 'lists no project that runs'}`,
    'Run it in the folder of a project that starts, or name one with --service.',
  );
}
