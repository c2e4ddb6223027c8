import type { Project } from '../../core/project.ts';
import type { Manifest } from '../shared/javascript/manifest.ts';
import type { PackageManager } from '../shared/javascript/packages/manager.ts';
import type { OpenToken } from '../shared/javascript/packages/registry-files.ts';
import { listensForSignals } from '../shared/javascript/signals.ts';
import { inside, relativeTo } from '../shared/paths.ts';
import { builtFolders } from './built-folders.ts';
import type { ChosenShape } from './choose-shape.ts';
import type { NodeFacts } from './facts.ts';
import type { FrameworkInput, Shape } from './framework.ts';
import { asTheyAre } from './frameworks/support/shape.ts';
import { placeInWorkspace } from './place.ts';

/** What was found of credentials and of install scripts. */
interface Found {
  readonly tokens: readonly OpenToken[];
  readonly cleanNpmrc: boolean;
  readonly allowed: readonly string[];
  readonly compile: boolean;
}

/** Everything that the stages need to know beyond the answers. */
export function factsOf(
  { project, service, manifest }: FrameworkInput,
  manager: PackageManager,
  { framework, shape, runtime, health }: ChosenShape,
  { tokens, cleanNpmrc, allowed, compile }: Found,
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
    generated:
      prepare.length > 0 && writesIntoModules(project, service, manager, workspace !== null)
        ? 'node_modules/.prisma'
        : null,
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

function usesTypeScript(project: Project, service: string, { devDependencies, dependencies }: Manifest): boolean {
  const listed = [devDependencies, dependencies].some((group) => Object.hasOwn(group, 'typescript'));
  return listed || project.has(inside(service, 'tsconfig.json'));
}

/** Whether the project has patch-package change its packages after each install. */
function appliesPatches({ scripts }: Manifest): boolean {
  return /\bpatch-package\b/.test(`${scripts.postinstall ?? ''} ${scripts.prepare ?? ''}`);
}

/** Prisma's client lands beside its package, unless the schema names a folder; pnpm has no one place for it. */
function writesIntoModules(
  project: Project,
  service: string,
  { id, linker }: PackageManager,
  member: boolean,
): boolean {
  const schema = project.text(inside(service, 'prisma/schema.prisma')) ?? '';
  return linker === 'node-modules' && !(member && id === 'pnpm') && !/^[ \t]*output\s*=/m.test(schema);
}

/** Generators that packages run at install time: with install scripts off they run before the build instead. */
function generators({ scripts, dependencies }: Manifest): string[][] {
  const prisma = Object.hasOwn(dependencies, '@prisma/client');
  return prisma && !/\bprisma generate\b/.test(scripts.build ?? '') ? [['prisma', 'generate']] : [];
}
