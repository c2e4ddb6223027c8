import type { Given } from '../../../core/answers.ts';
import type { Project } from '../../../core/project.ts';
import type { Detection } from '../../../core/stack.ts';
import { readManifest } from '../../shared/javascript/manifest.ts';
import { isWorkspaceRoot } from '../../shared/javascript/workspace.ts';
import { onlyBuilt } from '../built-folders.ts';
import { type ChosenShape, chooseShape } from '../choose-shape.ts';
import { askedVersion } from '../choose-version.ts';
import { detectShape } from '../detect.ts';
import type { NodeFacts } from '../facts.ts';
import type { FrameworkInput } from '../framework.ts';
import { outputsIn } from './assets.ts';
import { buildScripts } from './build-scripts.ts';
import { builtShape } from './built-shape.ts';
import type { FrontEndUse } from './front-end.ts';
import type { Outputs } from './outputs.ts';
import { reachesOut } from './reach.ts';
import { NODE } from './settings.ts';

/** A package.json that builds something which another program serves. */
export interface Looked {
  readonly folder: string;
  readonly input: FrameworkInput;
  readonly outputs: Outputs | undefined;
  readonly reachesOut: boolean;
  readonly made: readonly string[];
  readonly node: Detection<NodeFacts>;
}

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
  if (isWorkspaceRoot(manifest)) return undefined;
  const told = toldOf(folder, given);
  const chosen = chooseShape(input, told);
  if (DOCUMENTATION.includes(chosen.framework?.framework.id ?? '')) return undefined;
  if (serves(chosen)) return 'server';
  const named = use.scripts?.filter((name) => Object.hasOwn(manifest.scripts, name)) ?? [];
  const scripts = named.length > 0 ? named : buildScripts(input);
  const build = scripts.length > 0 ? scripts.join(' && ') : (siteBuild(chosen) ?? use.build ?? null);
  const installs = use.outputs?.some((path) => path.endsWith('node_modules')) ?? false;
  if (build === null && !installs) return undefined;
  const outputs = outputsIn(input, chosen.shape, service, given, use);
  const node = detectShape(input, told, builtShape(input, chosen, build, use));
  return {
    folder,
    input,
    outputs,
    reachesOut: reachesOut(input),
    made: onlyBuilt(project, outputs?.paths ?? []),
    node,
  };
}

/** The answers that are the front end's: all others are the service's. */
function toldOf(folder: string, { set }: Given): Given {
  const version = set?.[NODE];
  return {
    service: folder,
    ...(version === undefined ? {} : { runtimeVersion: askedVersion(version, `--set ${NODE}`) }),
  };
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
