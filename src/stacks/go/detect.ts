import type { Given } from '../../core/answers.ts';
import type { Around } from '../../core/around.ts';
import type { Project } from '../../core/project.ts';
import type { Detection, Secret } from '../../core/stack.ts';
import { UserError } from '../../errors.ts';
import { type FrontEnd, findFrontEnd, frontEndContext } from '../node/front-end/index.ts';
import { folderOf, inside, relativeTo } from '../shared/paths.ts';
import { commandLineOf, toolOf } from '../shared/tools.ts';
import { earlierVersion } from '../shared/version-files.ts';
import { namedAssets } from './assets.ts';
import { cgoNeed } from './cgo.ts';
import { openNotes } from './credentials.ts';
import { listensOn } from './listens.ts';
import type { MainPackage } from './mains.ts';
import type { ModFile } from './modfile.ts';
import { type GoModule, goModule } from './module.ts';
import { chosenMain, PACKAGE, programsOf } from './programs.ts';
import { evidenceOf, notesOf } from './told.ts';
import { goVersion } from './versions.ts';

/** What detection found beyond the answers. */
export interface GoFacts {
  readonly module: GoModule;
  /** The module's folder, below the project's root. */
  readonly folder: string;
  /** The programs that the module has, of which one is built. */
  readonly mains: readonly MainPackage[];
  readonly cgo: boolean;
  readonly readsPort: boolean;
  /** Whether the dependencies are part of the sources. */
  readonly vendored: boolean;
  /** Files that `go mod download` reads, below the context. */
  readonly manifests: readonly string[];
  readonly frontEnd: FrontEnd;
  /** Whether the program embeds what the front end's build leaves; else it lies beside the program. */
  readonly embeds: boolean;
}

/** Private modules may come any day, so every download takes the secret when it is there. */
const NETRC: Secret = { id: 'netrc', required: false, for: 'install', source: '$HOME/.netrc' };

/** Looks at a service with a go.mod of its own or above it, and a program. */
export function detectGo(project: Project, given: Given, around?: Around): Detection<GoFacts> | undefined {
  const service = given.service ?? '.';
  const module = goModule(project, service);
  if (!module) return undefined;
  const folder = folderOf(module.mod.path);
  const mains = programsOf(project, service, folder, module);
  const own = project.has(inside(service, 'go.mod'));
  if (mains.length === 0 && !own) return undefined;
  const version = goVersion(project, service, module.mod, earlierVersion('go', given, around));
  const cgo = cgoNeed(project, service, module.mod);
  refuseAlpine(given, cgo?.what);
  const listens = listensOn(project, service);
  const chosen = chosenMain(mains, given);
  const assets = assetsOf(project, given, folder);
  const context = frontEndContext(assets.frontEnd, module.context);
  const facts: GoFacts = {
    ...factsOf(project, { ...module, context }, folder, mains, cgo !== null),
    ...assets,
    readsPort: listens.readsPort,
  };
  return {
    stack: 'go',
    answers: {
      stack: 'go',
      service,
      framework: null,
      packageManager: null,
      runtimeVersion: given.runtimeVersion ?? version.version,
      base: 'distroless',
      build: null,
      ...(chosen ? { start: [`/app/${chosen.name}`], set: { [PACKAGE]: chosen.package } } : {}),
      port: listens.port?.port ?? null,
      healthcheck: listens.health?.path ?? null,
    },
    detected: [...evidenceOf({ version: version.evidence, module, chosen, cgo, listens }), ...facts.frontEnd.detected],
    notes: [
      ...version.notes,
      ...openNotes(project, service),
      ...notesOf(facts, module, chosen),
      ...facts.frontEnd.notes,
    ],
    secrets: [...(facts.vendored || facts.manifests.length === 0 ? [] : [NETRC]), ...facts.frontEnd.secrets],
    includes: facts.frontEnd.includes,
    ...toolOf(listens.port === null ? toolIn(module.mod) : undefined),
    facts,
  };
}

/** Libraries for command lines; beside one, a program that listens nowhere ends by itself. */
const READERS =
  /^github\.com\/(?:spf13\/cobra|urfave\/cli|alecthomas\/kong|jessevdk\/go-flags|mitchellh\/cli)(?:\/v\d)?$/;

function toolIn({ requires, path }: ModFile): string | undefined {
  const reader = commandLineOf(requires, READERS);
  return reader && `it is a program for command lines (${reader}, ${path})`;
}

/** The module's front end: only where the sources name what it leaves, for of the module nothing but the program ships. */
function assetsOf(project: Project, given: Given, folder: string): Pick<GoFacts, 'frontEnd' | 'embeds'> {
  const named = (path: string) => namedAssets(project, folder, path);
  const use = { beside: false, names: (path: string) => named(path)?.from };
  const frontEnd = findFrontEnd(project, { ...given, service: folder }, use);
  return { frontEnd, embeds: frontEnd.built?.outputs.some((path) => named(path)?.embedded) ?? false };
}

function refuseAlpine({ base }: Given, need: string | undefined): void {
  if (base === 'alpine' && need !== undefined)
    throw new UserError(
      'usage',
      `--base alpine has no C compiler, and ${need} needs one`,
      'Take --base distroless or slim.',
    );
}

function factsOf(
  project: Project,
  module: GoModule,
  folder: string,
  mains: readonly MainPackage[],
  cgo: boolean,
): Omit<GoFacts, 'readsPort' | 'frontEnd' | 'embeds'> {
  const folders = [folder, ...module.neighbours];
  const files = [
    ...(module.work ? ['go.work', 'go.work.sum'] : []),
    ...folders.flatMap((each) => [inside(each, 'go.mod'), inside(each, 'go.sum')]),
  ].filter((path) => project.has(path));
  const seen = files.map((path) => relativeTo(module.context, path) ?? path);
  const vendored = project.has(inside(module.work ? '.' : folder, 'vendor/modules.txt'));
  const needed = files.some((path) => path.endsWith('.sum'));
  return { module, folder, mains, cgo, vendored, manifests: needed ? seen : [] };
}
