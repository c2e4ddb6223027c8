import type { Given } from '../../../core/answers.ts';
import { cleanPath } from '../../../core/path.ts';
import type { Project } from '../../../core/project.ts';
import type { Detection } from '../../../core/stack.ts';
import { UserError } from '../../../errors.ts';
import { dependsOn, readManifest } from '../../shared/javascript/manifest.ts';
import { inside } from '../../shared/paths.ts';
import { shown } from '../../shared/shown.ts';
import { USUALLY_BUILT } from '../built-folders.ts';
import { type ChosenShape, chooseShape } from '../choose-shape.ts';
import { detectShape } from '../detect.ts';
import type { NodeFacts } from '../facts.ts';
import type { FrameworkInput, Shape } from '../framework.ts';
import type { FrontEndUse } from './front-end.ts';
import { buildScripts, isRoof, type Outputs, outputsOf } from './outputs.ts';

/** A package.json that builds something which another program serves. */
export interface Looked {
  readonly folder: string;
  readonly input: FrameworkInput;
  readonly outputs: Outputs | undefined;
  readonly reachesOut: boolean;
  readonly made: readonly string[];
  readonly node: Detection<NodeFacts>;
}

/** The setting that names what the build leaves. */
export const ASSETS = 'assets';

/** Frameworks whose pages are documentation, whoever has them beside a service. */
const DOCUMENTATION = ['storybook', 'docusaurus', 'vitepress', 'vuepress'];

/**
 * Looks at a folder as the front end of a service.
 * @returns `server` when Node itself serves there; undefined when there is no package.json or it builds nothing to serve
 */
export function lookAt(
  project: Project,
  service: string,
  folder: string,
  given: Given,
  use: FrontEndUse,
): Looked | 'server' | undefined {
  const manifest = readManifest(project, folder);
  if (!manifest) return undefined;
  const input = { project, service: folder, manifest };
  if (isRoof(input)) return undefined;
  const told = { service: folder };
  const chosen = chooseShape(input, told);
  if (DOCUMENTATION.includes(chosen.framework?.framework.id ?? '')) return undefined;
  if (serves(chosen)) return 'server';
  const named = use.scripts?.filter((name) => Object.hasOwn(manifest.scripts, name)) ?? [];
  const scripts = named.length > 0 ? named : buildScripts(input);
  const build = scripts.length > 0 ? scripts.join(' && ') : (siteBuild(chosen) ?? use.build ?? null);
  const installs = use.outputs?.some((path) => path.endsWith('node_modules')) ?? false;
  if (build === null && !installs) return undefined;
  const outputs = outputsIn(input, chosen.shape, service, given, use);
  const node = detectShape(input, told, built(input, chosen, build, use));
  // a member of a workspace is built from the root, which is not there for a service of a folder below it
  if (node.facts.workspace && service !== '.') return undefined;
  return { folder, input, outputs, reachesOut: reachesOut(input), made: madeOf(project, outputs), node };
}

/** Whether Node itself is to serve what is there: by a server's framework, or because a script says how to start it. */
function serves({ framework, shape, evidence }: ChosenShape): boolean {
  if (shape.kind === 'static') return false;
  const starts = / scripts\.(?:start|serve|server|prod)|Procfile/;
  return framework !== null || evidence.some(({ what, from }) => what === 'start' && starts.test(from));
}

function siteBuild({ shape }: ChosenShape): string | null {
  return shape.kind === 'static' ? shape.build : null;
}

/** `--set assets=…`, what the stack says, or what the project says. */
function outputsIn(
  input: FrameworkInput,
  shape: Shape,
  service: string,
  given: Given,
  use: FrontEndUse,
): Outputs | undefined {
  const told = given.set?.[ASSETS];
  const paths = told === undefined ? use.outputs : told.split(',').map(pathBelow);
  if (paths === undefined) return outputsOf(input, shape);
  return {
    paths: paths.map((path) => inside(service, path)),
    from: told === undefined ? `${input.manifest.path}` : 'your answer',
  };
}

/** Letters that what a build writes may have. */
const PLAIN = /^[\p{L}\p{N}._@ /-]{1,200}$/u;

/** One path of `--set assets=…`. @throws UserError when it leads out of the service's folder, or is all of it */
function pathBelow(text: string): string {
  const path = PLAIN.test(text) ? cleanPath(text.trim()) : undefined;
  if (path !== undefined && path !== '.') return path;
  throw new UserError(
    'usage',
    `--set ${ASSETS}: ${shown(text)} is no path below the service's folder`,
    'Name what the build writes, several with commas between: static/js,static/css.',
  );
}

/** The shape of what only builds: nothing of Node's is there when the service runs. */
function built(
  { manifest }: FrameworkInput,
  chosen: ChosenShape,
  build: string | null,
  { environment = {} }: FrontEndUse,
): ChosenShape {
  const { shape } = chosen;
  const [first = ''] = build?.split(' && ') ?? [];
  const from = Object.hasOwn(manifest.scripts, first) ? `${manifest.path} scripts.${first}` : 'default';
  return {
    ...chosen,
    start: null,
    port: null,
    health: null,
    notes: shape.notes,
    evidence: [
      ...chosen.evidence.filter(({ what }) => what === 'framework'),
      ...(build === null ? [] : [{ what: 'build', value: build, from }]),
    ],
    shape: {
      ...shape,
      kind: 'static',
      build,
      outputs: [],
      dependencies: 'none',
      buildEnvironment: { ...shape.buildEnvironment, ...environment },
    },
  };
}

const CONFIGS =
  /^(?:package\.json|[\w.-]+\.config\.[cm]?[jt]s|webpack\.[\w.-]+\.js|tsconfig[\w.-]*\.json|\.postcssrc[\w.]*|\.babelrc)$/;

/** Tailwind looks for classes in the files of the server; other tools say that they leave the folder. */
function reachesOut({ project, service, manifest }: FrameworkInput): boolean {
  if (
    ['tailwindcss', '@tailwindcss/vite', '@tailwindcss/postcss', '@tailwindcss/cli'].some((name) =>
      dependsOn(manifest, name),
    )
  )
    return true;
  return project
    .list(service)
    .filter(({ name, kind }) => kind === 'file' && CONFIGS.test(name))
    .slice(0, 50)
    .some(({ name }) => project.text(inside(service, name))?.includes('..') ?? false);
}

/** Folders that only builds make, by their usual names, by git, or because they are not there: never from this machine. */
function madeOf(project: Project, outputs: Outputs | undefined): string[] {
  const ignored = new Set(
    (project.text('.gitignore') ?? '').split(/\r?\n/, 5000).map((line) => line.trim().replace(/^\/|\/$/g, '')),
  );
  return (outputs?.paths ?? []).filter((path) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const known = USUALLY_BUILT.has(name) || ignored.has(path) || ignored.has(name);
    return known || !(project.has(path) || project.hasDirectory(path));
  });
}
