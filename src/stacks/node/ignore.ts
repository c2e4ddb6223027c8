import type { Blueprint, Spec } from '../../core/stack.ts';
import { ignorePath, isPlainPattern, keepingOut } from '../shared/ignore.ts';
import { recipeFor } from '../shared/javascript/packages/recipes/index.ts';
import { inside } from '../shared/paths.ts';
import { USUALLY_BUILT } from './built-folders.ts';
import type { NodeFacts } from './facts.ts';
import { contextOf } from './layout.ts';

/** What the ignore file's template names. */
interface IgnoreView {
  /** Folders that the build makes. */
  readonly ignored: readonly string[];
  /** The project's `.npmrc`, unless it has no credentials and the install needs it; files in which a credential was found. */
  readonly private: readonly string[];
  /** Patterns that keep the other members of the workspace out, but for their manifests. */
  readonly members: readonly string[];
}

/** The ignore file of a service: Docker takes `<Dockerfile>.dockerignore` before `.dockerignore`. */
export function ignoreFile(spec: Spec<NodeFacts>): Blueprint {
  return { path: ignorePath(spec, contextOf(spec)), template: 'node/dockerignore.hbs', view: viewOf(spec) };
}

/** What Yarn makes while it installs: this machine's would take the place of the build's. */
const YARN_MADE = ['.pnp.*', '.yarn/cache', '.yarn/unplugged', '.yarn/build-state.yml', '.yarn/install-state.gz'];

function viewOf({ answers, facts }: Spec<NodeFacts>): IgnoreView {
  const berry = recipeFor(facts.manager).secret.id === 'yarnrc';
  return {
    ignored: [...builtFolders(answers.service, facts).filter(isPlainPattern), ...(berry ? YARN_MADE : [])],
    private: [
      ...(facts.installFiles.some(({ path }) => path === '.npmrc') ? [] : ['**/.npmrc']),
      ...facts.keptOut.filter((path) => !path.endsWith('.npmrc')).map(keepingOut),
    ],
    members: otherMembers(facts),
  };
}

/** Only where they are made: a folder of the sources may have the same name. */
function builtFolders(service: string, { ignored, workspace }: NodeFacts): string[] {
  const members = workspace?.building.map(({ path }) => path) ?? [];
  const usual = ignored.filter((folder) => USUALLY_BUILT.has(folder));
  return [
    ...ignored.map((folder) => (workspace ? inside(service, folder) : folder)),
    ...members.flatMap((path) => usual.map((folder) => inside(path, folder))),
  ];
}

function otherMembers({ workspace }: NodeFacts): string[] {
  if (!workspace) return [];
  const needed = new Set([workspace.service, ...workspace.building].map(({ path }) => path));
  const others = workspace.all.map(({ path }) => path).filter((path) => !needed.has(path) && isPlainPattern(path));
  return others.flatMap((path) => [`${path}/*`, `!${path}/package.json`]);
}
