import type { Given } from '../../core/answers.ts';
import type { Project } from '../../core/project.ts';
import type { Detection, Evidence } from '../../core/stack.ts';
import { UserError } from '../../errors.ts';
import { type FrontEnd, findFrontEnd } from '../front-end/index.ts';
import { inside, relativeTo } from '../shared/paths.ts';
import { portOfFiles } from '../shared/port-files.ts';
import { shown } from '../shared/shown.ts';
import { basesFor } from './bases.ts';
import { type BuildStep, buildSteps } from './build-steps.ts';
import { type Composer, readComposer } from './composer.ts';
import { type Access, accessOf } from './credentials.ts';
import { type DocumentRoot, documentRoot } from './document-root.ts';
import { HARDENED } from './extension-data.ts';
import { type Extension, type Extensions, extensionsOf } from './extensions.ts';
import { type Framework, frameworkOf, writableFolders } from './frameworks.ts';
import { FPM_PING, type HealthRoute, healthRoute } from './health.ts';
import { askedServer, SERVER, type Server, webStart } from './server.ts';
import { type CommandLine, commandLine } from './start.ts';
import { phpVersion } from './versions.ts';

/** What detection found beyond the answers. */
export interface PhpFacts {
  readonly composer: Composer | undefined;
  readonly framework: Framework | null;
  readonly root: DocumentRoot | undefined;
  readonly extensions: readonly Extension[];
  readonly access: Access;
  /** What the framework does once everything is installed. */
  readonly build: readonly BuildStep[];
  /** Folders that the process writes, below the service's. */
  readonly writable: readonly string[];
  readonly health: HealthRoute | undefined;
  readonly command: CommandLine | undefined;
  readonly frontEnd: FrontEnd;
  /** The folder that the build needs: the service's own, or the root where a path repository lies beside it. */
  readonly context: string;
  /** The service's folder, seen from there. */
  readonly folder: string;
}

const PORT = 8080;

/** Looks at a folder with a composer.json, a front controller, or a program in PHP. */
export function detectPhp(project: Project, given: Given): Detection<PhpFacts> | undefined {
  const service = given.service ?? '.';
  const composer = readComposer(project, service);
  const framework = frameworkOf(project, service, composer, given.framework);
  const root = documentRoot(project, service, composer, framework);
  const command = commandLine(project, service);
  if (!isPhp(project, given, composer, root, command)) return undefined;
  const server = askedServer(given) ?? (root ? 'fpm' : 'cli');
  const version = phpVersion(project, service, composer);
  const runtimeVersion = given.runtimeVersion ?? version.version;
  const extensions = extensionsOf({
    ...{ project, service, given, composer, server },
    listensWithPcntl: framework?.listensWithPcntl ?? false,
  });
  refuse(given, { server, version: runtimeVersion, root, extensions });
  const context = contextOf(service, composer);
  const facts: PhpFacts = {
    ...{ composer, framework, root, command, context },
    extensions: extensions.wanted,
    access: accessOf(project, service, composer),
    build: buildSteps(project, service, composer, framework),
    writable: writableFolders(project, service, framework),
    health: server === 'cli' ? undefined : healthRoute(project, service),
    frontEnd: findFrontEnd(project, given, { own: ['assets'], names: (path) => servedFrom(root, service, path) }),
    folder: relativeTo(context, service) ?? '.',
  };
  const port = portOfFiles(project, service);
  const start = server === 'cli' ? command?.words : webStart(server);
  return {
    stack: 'php',
    answers: {
      stack: 'php',
      service,
      framework: framework?.id ?? null,
      packageManager: composer ? 'composer' : null,
      runtimeVersion,
      base: 'slim',
      build: null,
      ...(start === undefined ? {} : { start }),
      set: { [SERVER]: server },
      port: server === 'cli' ? null : (port?.port ?? PORT),
      healthcheck: healthcheckOf(server, given, facts),
    },
    detected: evidenceOf({ version: version.evidence, server, facts, port }),
    notes: [...version.notes, ...extensions.notes, ...notesOf(facts, server), ...facts.frontEnd.notes],
    secrets: [...facts.access.secrets, ...facts.frontEnd.secrets],
    includes: facts.frontEnd.includes,
    facts,
  };
}

/** Manifests that make a folder another stack's, unless PHP plainly serves in it. */
const RIVALS = [
  'package.json',
  'go.mod',
  'Cargo.toml',
  'pom.xml',
  'build.gradle',
  'Gemfile',
  'pyproject.toml',
  'requirements.txt',
  'manage.py',
  'mix.exs',
  'deno.json',
];

function isPhp(
  project: Project,
  given: Given,
  composer: Composer | undefined,
  root: DocumentRoot | undefined,
  command: CommandLine | undefined,
): boolean {
  const service = given.service ?? '.';
  if (given.stack === 'php' || (composer && root)) return true;
  if (RIVALS.some((file) => project.has(inside(service, file)))) return false;
  return (
    composer !== undefined ||
    root !== undefined ||
    (command?.words[0] === 'php' && command.words[1]?.endsWith('.php') === true)
  );
}

/** A front end's result is the service's where it lies below the document root: the web server finds it there. */
function servedFrom(root: DocumentRoot | undefined, service: string, path: string): string | undefined {
  const below = relativeTo(service, path);
  const served = root && root.folder !== '.' && below?.startsWith(root.folder);
  return served ? `${root.folder}, the document root` : undefined;
}

function contextOf(service: string, composer: Composer | undefined): string {
  const beside = composer?.folders.some((folder) => folder !== service && relativeTo(service, folder) === undefined);
  return beside ? '.' : service;
}

interface Choice {
  readonly server: Server;
  readonly version: string;
  readonly root: DocumentRoot | undefined;
  readonly extensions: Extensions;
}

/** What does not go together is said before anything is written. */
function refuse({ base }: Given, { server, version, root, extensions }: Choice): void {
  const kinds = basesFor(server);
  if (base !== undefined && /^(?:distroless|chainguard|hardened)$/.test(base) && !kinds.includes(base))
    throw new UserError(
      'usage',
      `--base ${base} has no ${server === 'frankenphp' ? 'FrankenPHP' : 'PHP that this tool can prepare'}`,
      `Take --base ${kinds.join(', ')}, or an image of your own.`,
    );
  const more = extensions.wanted.filter(({ name }) => !HARDENED.has(name));
  if (base === 'hardened' && more.length > 0)
    throw new UserError(
      'usage',
      `--base hardened has nothing to install extensions with, and this service needs ${more.map(({ name }) => name).join(', ')} (${more[0]?.from})`,
      'Take --base slim or alpine.',
    );
  if (server !== 'frankenphp') return;
  if (!/^8\.[2-9]$/.test(version))
    throw new UserError(
      'usage',
      `FrankenPHP comes with PHP 8.2 and later, and this service runs on ${version}`,
      'Take --set server=fpm.',
    );
  if (root?.folder === '.')
    throw new UserError(
      'usage',
      'FrankenPHP would serve every file beside index.php, the whole project with it',
      'Move index.php into a folder of its own (public), or take --set server=fpm.',
    );
}

/** The application's own route, else PHP-FPM's; FrankenPHP has to answer anything at all. */
function healthcheckOf(server: Server, { base }: Given, { health }: PhpFacts): string | null {
  // PHP-FPM of the hardened images comes without the program that could ask
  if (server === 'cli' || (server === 'fpm' && base === 'hardened')) return null;
  return health?.path ?? (server === 'fpm' ? FPM_PING : '/');
}

interface Seen {
  readonly version: Evidence;
  readonly server: Server;
  readonly facts: PhpFacts;
  readonly port: { readonly port: number; readonly from: string } | undefined;
}

function evidenceOf({ version, server, facts, port }: Seen): Evidence[] {
  const { composer, framework, root, extensions, health, command } = facts;
  const names = framework?.packages.find((name) => composer?.packages.has(name)) ?? framework?.marker;
  const from = [...new Set(extensions.map((one) => one.from))].join(', ');
  return [
    version,
    ...(composer ? [{ what: 'packageManager', value: 'composer', from: composer.lock ?? composer.path }] : []),
    ...(framework ? [{ what: 'framework', value: framework.id, from: names ?? 'your answer' }] : []),
    ...(extensions.length > 0
      ? [{ what: 'extensions', value: extensions.map(({ name }) => name).join(' '), from }]
      : []),
    ...(server === 'cli'
      ? command
        ? [{ what: 'start', value: command.words.join(' '), from: command.from }]
        : []
      : [
          { what: 'documentRoot', value: root?.folder ?? 'none', from: root?.from ?? 'nothing: there is no index.php' },
        ]),
    ...(server === 'cli'
      ? [{ what: 'port', value: 'none', from: 'no index.php' }]
      : [{ what: 'port', value: String(port?.port ?? PORT), from: port?.from ?? 'default' }]),
    ...(health ? [{ what: 'healthcheck', value: health.path, from: health.from }] : []),
    ...facts.frontEnd.detected,
  ];
}

function notesOf({ composer, access, build, root }: PhpFacts, server: Server): string[] {
  return [
    ...(composer?.fetches && composer.lock === undefined
      ? [
          `There is no composer.lock beside ${composer.path}: run composer update and commit it, or nothing holds the packages to what you tested.`,
        ]
      : []),
    ...(composer?.repositories ?? []).map(
      (name) =>
        `composer.lock has no archive of ${name}, and the image that builds has no git: lock it again where archives can be fetched.`,
    ),
    ...(composer?.outside ?? []).map(
      (path) =>
        `The path repository ${shown(path)} lies outside of this folder, where the build cannot see it: run in the folder above both.`,
    ),
    ...access.notes,
    ...build.flatMap(({ notes }) => notes),
    ...(root?.folder === '.' && server === 'fpm'
      ? [
          'index.php lies beside everything else: nginx serves only files of the web’s own kinds, and PHP runs any script that is asked for but those of vendor, config and the like. A folder of its own (public) is safer.',
        ]
      : []),
  ];
}
