import type { Given } from '../../core/answers.ts';
import type { Earlier } from '../../core/earlier.ts';
import type { Project } from '../../core/project.ts';
import type { Detection } from '../../core/stack.ts';
import { UserError } from '../../errors.ts';
import { type Manifest, readManifest } from '../shared/javascript/manifest.ts';
import { type PackageManager, packageManager } from '../shared/javascript/packages/manager.ts';
import { registries } from '../shared/javascript/packages/registries.ts';
import type { OpenToken } from '../shared/javascript/packages/registry-files.ts';
import { listensForSignals } from '../shared/javascript/signals.ts';
import { inside, relativeTo } from '../shared/paths.ts';
import { USUALLY_BUILT } from './built-folders.ts';
import { type ChosenShape, chooseShape } from './choose-shape.ts';
import type { NodeFacts } from './facts.ts';
import type { FrameworkInput, Shape } from './framework.ts';
import { asTheyAre } from './frameworks/support/shape.ts';
import { natives } from './natives.ts';
import { NODE_RELEASES_FROM } from './node-releases.ts';
import { buildsWithOthers } from './other-builder.ts';
import { placeInWorkspace } from './place.ts';
import { GUESS } from './probe.ts';
import { type NodeVersion, nodeVersion } from './version.ts';

/**
 * Looks at a service with a package.json.
 * @throws UserError when an answer names something that does not exist, or a file cannot be read
 */
export function detectNode(project: Project, given: Given, earlier?: Earlier): Detection<NodeFacts> | undefined {
  const service = given.service ?? '.';
  const manifest = readManifest(project, service);
  if (!manifest) return undefined;
  const input = { project, service, manifest };
  const chosen = chooseShape(input, given);
  // packages of another tool's, which builds the pages with them
  if (given.stack !== 'node' && chosen.start === null && buildsWithOthers(project, service, manifest)) return undefined;
  return detectShape(input, given, chosen, earlier);
}

/** The same for a shape that somebody else chooses: a package.json may be there for what another stack serves. */
export function detectShape(
  input: FrameworkInput,
  given: Given,
  chosen: ChosenShape,
  earlier?: Earlier,
): Detection<NodeFacts> {
  const { project, service, manifest } = input;
  const version = chooseVersion(project, service, given, earlier);
  const manager = packageManager(project, service, { id: given.packageManager, version: given.packageManagerVersion });
  const credentials = registries(project, service, manager);
  const scripts = natives(project, manifest, manager);
  refuseOpenManifest(credentials.tokens);
  const evidence = [...version.evidence, ...manager.evidence, ...chosen.evidence];
  return {
    stack: 'node',
    answers: answersOf(service, version, manager, chosen),
    detected: evidence,
    notes: [...version.notes, ...manager.notes, ...chosen.notes, ...credentials.notes, ...scripts.notes],
    secrets: credentials.secrets,
    facts: factsOf(input, manager, chosen, { ...credentials, ...scripts }),
  };
}

/** The manifest ships in the image, so unlike every other file it cannot be kept out. */
function refuseOpenManifest(tokens: readonly OpenToken[]): void {
  const open = tokens.find(({ file }) => file.endsWith('package.json'));
  if (!open) return;
  throw new UserError(
    'bad-input',
    `${open.file}:${open.line} holds a credential, and the manifest ships in the image`,
    'Revoke it, take it out of the file and its history, and give it to builds as a secret.',
  );
}

/** Support is judged on the day of the release table, not of the run: the same project gives the same bytes on every day. */
function chooseVersion(project: Project, service: string, { runtimeVersion }: Given, earlier?: Earlier): NodeVersion {
  const theirs = earlier?.stack === 'node' ? earlier.answers.runtimeVersion : undefined;
  if (runtimeVersion === undefined) return nodeVersion(project, service, NODE_RELEASES_FROM.seen, theirs);
  if (!/^\d{1,3}(\.\d{1,4}){0,2}$/.test(runtimeVersion)) {
    const shown = JSON.stringify(runtimeVersion.slice(0, 40));
    throw new UserError(
      'usage',
      `--runtime-version ${shown} is not a Node.js version`,
      'Give a major version such as 24, or an exact one such as 24.11.0.',
    );
  }
  return {
    version: runtimeVersion,
    evidence: [{ what: 'runtimeVersion', value: runtimeVersion, from: 'your answer' }],
    notes: [],
  };
}

function answersOf(service: string, { version }: NodeVersion, manager: PackageManager, chosen: ChosenShape): Given {
  const site = chosen.shape.kind === 'static';
  return {
    stack: 'node',
    service,
    framework: chosen.framework?.framework.id ?? null,
    packageManager: manager.id,
    packageManagerVersion: manager.version,
    runtimeVersion: version,
    build: chosen.shape.build,
    ...(site ? { start: null } : chosen.start ? { start: chosen.start } : {}),
    port: chosen.port,
    healthcheck: chosen.port === null ? null : (chosen.health ?? GUESS),
    extras: [],
    secrets: [],
    set: {},
  };
}

interface Scripts {
  readonly tokens: readonly OpenToken[];
  readonly cleanNpmrc: boolean;
  readonly allowed: readonly string[];
  readonly compile: boolean;
}

function factsOf(
  { project, service, manifest }: FrameworkInput,
  manager: PackageManager,
  { framework, shape, runtime, health }: ChosenShape,
  { tokens, cleanNpmrc, allowed, compile }: Scripts,
): NodeFacts {
  const prepare = generators(manifest);
  const workspace = placeInWorkspace(project, service);
  // outside a workspace the service's own folder is the context, and paths are seen from there
  const seen = (path: string) => (workspace ? path : (relativeTo(service, path) ?? path));
  const open = [...new Set(tokens.map(({ file }) => file))];
  const keptOut = open.filter((file) => !file.endsWith('package.json')).map(seen);
  return {
    manifest,
    framework: framework?.title ?? null,
    manager,
    lockfile: manager.lockfile === null ? null : seen(manager.lockfile),
    installFiles: manager.installFiles
      .map((file) => ({ ...file, path: seen(file.path) }))
      .filter(({ path }) => (cleanNpmrc || !path.endsWith('.npmrc')) && !keptOut.includes(path)),
    typescript: usesTypeScript(project, service, manifest),
    runtime,
    shape: shape.dependencies === 'production' && hasNoDependencies(manifest) ? withoutDependencies(shape) : shape,
    scriptsAllowed: allowed,
    compiles: compile,
    prepare,
    patches: appliesPatches(manifest),
    generated: prepare.length > 0 && writesIntoModules(project, service, manager) ? 'node_modules/.prisma' : null,
    keptOut,
    healthSeen: health !== null,
    handlesSignals: listensForSignals(project, service),
    below: '.',
    workspace,
    ignored: shape.build === null ? [] : builtFolders(project, service, shape),
  };
}

function hasNoDependencies({ dependencies, optionalDependencies, json }: Manifest): boolean {
  const groups = [dependencies, optionalDependencies, json.peerDependencies];
  return groups.every((group) => Object.keys(group ?? {}).length === 0);
}

/** Nothing to install; the manifest still ships, for node reads `type` and `imports` from it. */
function withoutDependencies(shape: Shape): Shape {
  const whole = shape.outputs.some(({ to }) => to === '.');
  const manifest = asTheyAre('package.json');
  return { ...shape, dependencies: 'none', outputs: whole ? shape.outputs : [...shape.outputs, ...manifest] };
}

/** The folders that the build makes, which must not come from the context: not those that are part of the sources. */
function builtFolders(project: Project, service: string, { outputs }: ChosenShape['shape']): string[] {
  const ignored = new Set(
    (project.text('.gitignore') ?? '').split(/\r?\n/).map((line) => line.trim().replace(/^\/|\/$/g, '')),
  );
  const folders = outputs
    .filter(({ from }) => from !== '.' && !from.startsWith('..') && !project.has(inside(service, from)))
    .map(({ from }) => from.split('/')[0] ?? from);
  const made = (folder: string) =>
    USUALLY_BUILT.has(folder) || ignored.has(folder) || !project.hasDirectory(inside(service, folder));
  // where all of the sources ship, an earlier build of this machine would too
  const stale = outputs.some(({ from }) => from === '.')
    ? [...USUALLY_BUILT].filter((folder) => ignored.has(folder))
    : [];
  return [...new Set([...folders.filter(made), ...stale])];
}

function usesTypeScript(project: Project, service: string, { devDependencies, dependencies }: Manifest): boolean {
  const listed = [devDependencies, dependencies].some((group) => Object.hasOwn(group, 'typescript'));
  return listed || project.has(inside(service, 'tsconfig.json'));
}

/** Whether the project has patch-package change its packages after each install. */
function appliesPatches({ scripts }: Manifest): boolean {
  return /\bpatch-package\b/.test(`${scripts.postinstall ?? ''} ${scripts.prepare ?? ''}`);
}

/** Prisma's client lands beside its package, unless the schema names a folder; pnpm has no one place for it. */
function writesIntoModules(project: Project, service: string, { linker }: PackageManager): boolean {
  const schema = project.text(inside(service, 'prisma/schema.prisma')) ?? '';
  return linker === 'node-modules' && service === '.' && !/^[ \t]*output\s*=/m.test(schema);
}

/** Generators that packages run at install time: with install scripts off they run before the build instead. */
function generators({ scripts, dependencies }: Manifest): string[][] {
  const prisma = Object.hasOwn(dependencies, '@prisma/client');
  return prisma && !/\bprisma generate\b/.test(scripts.build ?? '') ? [['prisma', 'generate']] : [];
}
