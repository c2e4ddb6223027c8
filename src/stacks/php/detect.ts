import type { Given } from '../../core/answers.ts';
import type { Around } from '../../core/around.ts';
import type { Project } from '../../core/project.ts';
import type { Detection } from '../../core/stack.ts';
import { type FrontEnd, findFrontEnd, frontEndContext } from '../node/front-end/index.ts';
import { inside, relativeTo } from '../shared/paths.ts';
import { portOfFiles } from '../shared/port-files.ts';
import { earlierVersion } from '../shared/version-files.ts';
import { buildSteps } from './build-steps.ts';
import { type Composer, readComposer } from './composer.ts';
import { accessOf } from './credentials.ts';
import { type DocumentRoot, documentRoot } from './document-root.ts';
import { extensionsOf } from './extensions.ts';
import type { PhpFacts } from './facts.ts';
import { type Framework, frameworkOf, writableFolders } from './frameworks.ts';
import { FPM_PING, healthOf } from './health.ts';
import { placeholders } from './placeholders.ts';
import { refuse } from './refuse.ts';
import { askedServer, SERVER, type Server, webStart } from './server.ts';
import { type CommandLine, commandLine } from './start.ts';
import { evidenceOf, notesOf } from './told.ts';
import { phpVersion } from './versions.ts';

const PORT = { port: 8080, from: 'default' };

/** Looks at a folder with a composer.json, a front controller, or a program in PHP. */
export function detectPhp(project: Project, given: Given, around: Around): Detection<PhpFacts> | undefined {
  const service = given.service ?? '.';
  const composer = readComposer(project, service);
  const framework = frameworkOf(project, service, composer, given.framework);
  const root = documentRoot(project, service, composer, framework);
  const command = commandLine(project, service);
  if (!isPhp({ given, composer, root, command }, around)) return undefined;
  const server = askedServer(given) ?? (root ? 'fpm' : 'cli');
  const version = phpVersion(project, service, composer, earlierVersion('php', given, around));
  const extensions = extensionsOf({ project, service, given, composer, framework, server });
  refuse(given, { server, version: given.runtimeVersion ?? version.version, root, extensions });
  const frontEnd = frontEndOf(project, given, root);
  const context = frontEndContext(frontEnd, contextOf(service, composer));
  const facts: PhpFacts = {
    ...{ composer, framework, root, command, context },
    folder: relativeTo(context, service) ?? '.',
    extensions: extensions.wanted,
    access: accessOf(project, service, composer),
    build: buildSteps(project, service, composer, framework),
    writable: writableFolders(project, service, framework),
    health: server === 'cli' ? null : healthOf(project, service),
    frontEnd,
  };
  const port = server === 'cli' ? null : (portOfFiles(project, service) ?? PORT);
  const worker = server === 'cli' && !given.start ? command : undefined;
  return {
    stack: 'php',
    answers: answersOf(given, facts, server, { runtimeVersion: version.version, port: port?.port ?? null }),
    detected: evidenceOf({ version: version.evidence, facts, port, command: worker }),
    notes: [...version.notes, ...extensions.notes, ...notesOf(facts, server), ...facts.frontEnd.notes],
    secrets: [...facts.access.secrets, ...facts.frontEnd.secrets],
    variables: neededVariables(project, service, framework),
    includes: facts.frontEnd.includes,
    facts,
  };
}

/** The names in .env, which stays out of the image, or those that the framework says. */
function neededVariables(project: Project, service: string, framework: Framework | null): readonly string[] {
  const { needs = [] } = framework ?? {};
  return needs === '.env' ? placeholders(project, service).names.slice(0, 20) : needs;
}

/** What a folder has of PHP. */
interface Signs {
  readonly given: Given;
  readonly composer: Composer | undefined;
  readonly root: DocumentRoot | undefined;
  readonly command: CommandLine | undefined;
}

/** Whether PHP plainly serves in a folder, or nobody else claims it. */
function isPhp({ given, composer, root, command }: Signs, { claims }: Around): boolean {
  if (given.stack === 'php' || (composer && root)) return true;
  const [program, script] = command?.words ?? [];
  const runs = program === 'php' && script?.endsWith('.php') === true;
  return (composer !== undefined || root !== undefined || runs) && claims().length === 0;
}

/** A front end's result is the service's where it lies below the document root: the web server finds it there. */
function frontEndOf(project: Project, given: Given, root: DocumentRoot | undefined): FrontEnd {
  const service = given.service ?? '.';
  const folder = root && root.folder !== '.' ? root.folder : undefined;
  const served = (path: string) => {
    const below = folder === undefined ? undefined : relativeTo(inside(service, folder), path);
    return below !== undefined || path === inside(service, folder ?? '.') ? `${folder}, the document root` : undefined;
  };
  return findFrontEnd(project, given, { own: ['assets'], names: served });
}

function contextOf(service: string, composer: Composer | undefined): string {
  const beside = composer?.folders.some((folder) => folder !== service && relativeTo(service, folder) === undefined);
  return beside ? '.' : service;
}

function answersOf(
  given: Given,
  facts: PhpFacts,
  server: Server,
  found: { readonly runtimeVersion: string; readonly port: number | null },
): Given {
  const start = server === 'cli' ? facts.command?.words : webStart(server);
  return {
    stack: 'php',
    service: given.service ?? '.',
    framework: facts.framework?.id ?? null,
    packageManager: facts.composer ? 'composer' : null,
    base: 'slim',
    build: null,
    ...found,
    ...(given.runtimeVersion === undefined ? {} : { runtimeVersion: given.runtimeVersion }),
    ...(start === undefined ? {} : { start }),
    set: { [SERVER]: server },
    healthcheck: healthcheckOf(server, given, facts),
  };
}

/** The application's own route, else PHP-FPM's; FrankenPHP has to answer anything at all. */
function healthcheckOf(server: Server, { base }: Given, { health }: PhpFacts): string | null {
  // PHP-FPM of the hardened images comes without the program that could ask
  if (server === 'cli' || (server === 'fpm' && base === 'hardened')) return null;
  return health?.path ?? (server === 'fpm' ? FPM_PING : '/');
}
