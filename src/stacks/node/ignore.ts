import type { Blueprint, Spec } from '../../core/stack.ts';
import { dockerfilePath } from '../../core/view.ts';
import { inside } from '../shared/paths.ts';
import { USUALLY_BUILT } from './built-folders.ts';
import type { NodeFacts } from './facts.ts';
import { contextOf } from './layout.ts';
import { recipeFor } from './recipe.ts';

/** What the ignore file's template names. */
interface IgnoreView {
  /** Folders that the build makes. */
  readonly ignored: readonly string[];
  /** Whether the project's `.npmrc` stays out; one without credentials that the install needs is let in. */
  readonly npmrc: boolean;
  /** Files in which detection found a credential. */
  readonly keptOut: readonly string[];
  /** Patterns that keep the other members of the workspace out, but for their manifests. */
  readonly members: readonly string[];
}

/** The ignore file of a service: Docker takes `<Dockerfile>.dockerignore` before `.dockerignore`. */
export function ignoreFile(spec: Spec<NodeFacts>): Blueprint {
  const dockerfile = dockerfilePath(spec, contextOf(spec));
  const path = dockerfile.endsWith('.Dockerfile')
    ? `${dockerfile}.dockerignore`
    : dockerfile.replace(/Dockerfile$/, '.dockerignore');
  return { path, template: 'node/dockerignore.hbs', view: viewOf(spec) };
}

/** What Yarn makes while it installs: this machine's would take the place of the build's. */
const YARN_MADE = ['.pnp.*', '.yarn/cache', '.yarn/unplugged', '.yarn/build-state.yml', '.yarn/install-state.gz'];

function viewOf({ answers, facts }: Spec<NodeFacts>): IgnoreView {
  const berry = recipeFor(facts.manager).secret.id === 'yarnrc';
  return {
    ignored: [...builtFolders(answers.service, facts).filter(plain), ...(berry ? YARN_MADE : [])],
    npmrc: !facts.installFiles.some(({ path }) => path === '.npmrc'),
    keptOut: facts.keptOut.filter((path) => plain(path) && !path.endsWith('.npmrc')),
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
  const others = workspace.all.map(({ path }) => path).filter((path) => !needed.has(path) && plain(path));
  return others.flatMap((path) => [`${path}/*`, `!${path}/package.json`]);
}

/** A folder that an ignore file can name as it is: no pattern, no negation, no comment. */
function plain(path: string): boolean {
  return /^[A-Za-z0-9_@.][A-Za-z0-9_@./ -]*$/.test(path);
}
