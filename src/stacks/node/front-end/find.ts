import type { Given } from '../../../core/answers.ts';
import { cleanPath } from '../../../core/path.ts';
import type { Project } from '../../../core/project.ts';
import type { Evidence } from '../../../core/stack.ts';
import { UserError } from '../../../errors.ts';
import { inside, relativeTo } from '../../shared/paths.ts';
import { shown, typed } from '../../shared/shown.ts';
import { USUALLY_BUILT } from '../built-folders.ts';
import { type BuiltFrontEnd, type FrontEnd, type FrontEndUse, NO_FRONT_END } from './front-end.ts';
import { type Looked, lookAt } from './look.ts';
import { ASSETS, FRONT_END } from './settings.ts';

/** Where people keep the front end of a service, the likeliest first. */
const FOLDERS = [
  'frontend',
  'client',
  'web',
  'ui',
  'webapp',
  'app',
  'assets',
  'static',
  'resources',
  'js',
  'theme/static_src',
];

/**
 * Finds the front end that a service's own Dockerfile has to build: the package.json in its folder, or one in a usual folder
 * below it whose result the service plainly ships.
 * @param use what the stack knows of how its services use one
 * @throws UserError when `--set frontend=…` names no such folder, or its files cannot be read
 */
export function findFrontEnd(project: Project, given: Given, use: FrontEndUse = {}): FrontEnd {
  const service = given.service ?? '.';
  const named = given.set?.[FRONT_END];
  if (named === 'none') return NO_FRONT_END;
  if (named !== undefined) return foundOf(namedIn(project, service, named, given, use), `--set ${FRONT_END}`);
  const notes: string[] = [];
  for (const folder of candidates(service, use)) {
    const looked = lookAt(project, service, folder, given, use);
    if (looked === 'server' && folder === service) return { ...NO_FRONT_END, notes: [serverNote(service)] };
    if (looked === undefined || looked === 'server') continue;
    const reason = reasonOf(looked, service, use);
    if (reason !== undefined) return foundOf(looked, reason);
    notes.push(leftNote(looked, service));
  }
  return { ...NO_FRONT_END, notes };
}

function candidates(service: string, { own = [] }: FrontEndUse): string[] {
  return [service, ...[...new Set([...own, ...FOLDERS])].map((folder) => inside(service, folder))];
}

function namedIn(project: Project, service: string, named: string, given: Given, use: FrontEndUse): Looked {
  const below = cleanPath(named);
  const looked = below === undefined ? undefined : lookAt(project, service, inside(service, below), given, use);
  if (looked !== undefined && looked !== 'server') return looked;
  throw new UserError(
    'usage',
    `--set ${FRONT_END}=${shown(named)} names no folder with a package.json that builds something`,
    `Name the folder below the service's, or none.`,
  );
}

/** Why a front end is part of the service; undefined when nothing says so. */
function reasonOf({ folder, outputs }: Looked, service: string, use: FrontEndUse): string | undefined {
  const below = relativeTo(service, folder) ?? folder;
  const names = outputs?.paths.map((path) => use.names?.(path)).find((found) => found !== undefined);
  if (names !== undefined) return names;
  if (folder === service) return use.beside === false ? undefined : 'package.json beside it';
  if (use.own?.includes(below)) return `${folder}/package.json`;
  const outside = outputs?.paths.find((path) => relativeTo(folder, path) === undefined);
  return outside === undefined ? undefined : `${folder}/package.json, which writes to ${outside}`;
}

function serverNote(service: string): string {
  return `${inside(service, 'package.json')} starts a server of its own, which this image leaves out: --stack node makes one of it.`;
}

function leftNote({ folder, input, outputs }: Looked, service: string): string {
  const result = outputs ? `builds ${outputs.paths.join(', ')}, which` : 'has a build whose result';
  const setting = `--set ${FRONT_END}=${typed(relativeTo(service, folder) ?? folder)}`;
  const takes = folder === service ? 'the image has none of it' : 'it is left for a service of its own';
  return `${input.manifest.path} ${result} no file here names: ${takes}; ${setting} builds it in.`;
}

function foundOf(looked: Looked, reason: string): FrontEnd {
  const { folder, outputs, node } = looked;
  const built = builtOf(looked);
  return {
    built,
    asks: outputs === undefined,
    detected: [
      { what: 'frontend', value: folder, from: reason },
      ...node.detected.flatMap(ofFrontEnd),
      ...(outputs ? [{ what: 'assets', value: outputs.paths.join(' '), from: outputs.from }] : []),
    ],
    notes: [
      ...node.notes,
      ...(outputs
        ? []
        : [
            `Nothing says what the build of ${looked.input.manifest.path} writes: name it with --set ${ASSETS}=FOLDER.`,
          ]),
    ],
    secrets: node.secrets,
    includes: [folder],
  };
}

const WORDS: Readonly<Record<string, string>> = {
  runtimeVersion: 'frontendNode',
  packageManager: 'frontendManager',
  packageManagerVersion: 'frontendManagerVersion',
  lockfile: 'frontendLock',
  framework: 'frontendFramework',
  build: 'frontendBuild',
};

/** What the Node stack found, under names that are not the service's own. */
function ofFrontEnd({ what, ...rest }: Evidence): Evidence[] {
  const name = Object.hasOwn(WORDS, what) ? WORDS[what] : undefined;
  return name === undefined ? [] : [{ what: name, ...rest }];
}

function builtOf({ folder, outputs, reachesOut, made, node }: Looked): BuiltFrontEnd {
  const { facts } = node;
  const below = (path: string) => (facts.workspace ? path : inside(folder, path));
  const members = facts.workspace?.building.flatMap(({ path, outputs: built }) =>
    built.filter((each) => USUALLY_BUILT.has(each)).map((each) => inside(path, each)),
  );
  return {
    folder,
    outputs: outputs?.paths ?? [],
    reachesOut,
    made: [...made, ...(members ?? [])],
    // a file of the folders above has the path that it has from the root
    keptOut: [...new Set(facts.keptOut.flatMap((path) => [below(path), path]))],
    needed: facts.installFiles.map(({ path }) => below(path)).filter((path) => path.endsWith('.npmrc')),
    node,
  };
}
