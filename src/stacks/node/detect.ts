import type { Answers, Given } from '../../core/answers.ts';
import type { Project } from '../../core/project.ts';
import type { Detection, Evidence } from '../../core/stack.ts';
import { UserError } from '../../errors.ts';
import { chooseShape } from './choose-shape.ts';
import type { NodeFacts } from './facts.ts';
import { type PackageManager, packageManager } from './manager.ts';
import { inside, type Manifest, readManifest } from './manifest.ts';
import { natives } from './natives.ts';
import { NODE_RELEASES_FROM } from './node-releases.ts';
import { placeInWorkspace } from './place.ts';
import { registries } from './registries.ts';
import { nodeVersion } from './version.ts';

/**
 * Looks at a service with a package.json.
 * @throws UserError when `--service` names a folder that has none, or a file cannot be read
 */
export function detectNode(project: Project, given: Given): Detection<NodeFacts> | undefined {
  const service = given.service ?? '.';
  const manifest = readManifest(project, service);
  if (!manifest) return undefined;

  const manager = choosePackageManager(project, service, given);
  const version = chooseVersion(project, service, given);
  const chosen = chooseShape({ project, service, manifest, given, version: version.version });
  const credentials = registries(project, service);
  const scripts = natives(project, manifest, manager);
  const place = placeInWorkspace(project, service, manifest);
  const { shape } = chosen;

  const answers: Given = {
    stack: 'node',
    service,
    framework: chosen.framework?.id ?? null,
    packageManager: manager.id,
    packageManagerVersion: manager.version,
    runtimeVersion: version.version,
    build: shape.build,
    ...(shape.kind === 'static' ? { start: null } : chosen.start ? { start: chosen.start } : {}),
    port: chosen.port,
    healthcheck: chosen.health ?? '/',
    extras: [],
    secrets: [],
    set: {},
  };
  return {
    stack: 'node',
    answers,
    detected: evidence(answers, [...version.evidence, ...manager.evidence, ...chosen.evidence]),
    notes: [
      ...version.notes,
      ...manager.notes,
      ...chosen.notes,
      ...credentials.notes,
      ...scripts.notes,
      ...place.notes,
    ],
    secrets: credentials.secrets,
    facts: {
      manifest,
      framework: chosen.framework?.title ?? null,
      manager,
      lockfile: manager.lockfile,
      installFiles: manager.installFiles
        .map(({ path }) => path)
        .filter((path) => path !== '.npmrc' || credentials.cleanNpmrc),
      typescript: usesTypeScript(project, service, manifest),
      runtime: chosen.runtime,
      shape,
      scriptsAllowed: scripts.allowed,
      compiles: scripts.compile,
      prepare: generators(manifest),
      healthSeen: chosen.health !== null,
      workspace: place.workspace,
      ignored: shape.build === null ? [] : builtFolders(shape.outputs.map(({ from }) => from)),
    },
  };
}

/** Every answer with where it came from, defaults included, in the order of the questions. */
function evidence(answers: Given, found: readonly Evidence[]): Evidence[] {
  const known = new Set(found.map(({ what }) => what));
  const defaults = (['port', 'healthcheck'] as const).filter(
    (what) => !known.has(what) && answers[what] !== null && answers[what] !== undefined,
  );
  return [...found, ...defaults.map((what) => ({ what, value: String(answers[what]), from: 'default' }))];
}

function builtFolders(froms: readonly string[]): string[] {
  return [
    ...new Set(
      froms.filter((from) => from !== '.' && !from.startsWith('..')).map((from) => from.split('/')[0] ?? from),
    ),
  ];
}

function usesTypeScript(project: Project, service: string, manifest: Manifest): boolean {
  return Object.hasOwn(manifest.devDependencies, 'typescript') || project.has(inside(service, 'tsconfig.json'));
}

/** The project's own install-time generators: with install scripts off they run before the build instead. */
function generators({ scripts, dependencies }: Manifest): string[][] {
  const prisma = Object.hasOwn(dependencies, '@prisma/client');
  const inBuild = /\bprisma generate\b/.test(scripts.build ?? '');
  return prisma && !inBuild ? [['prisma', 'generate']] : [];
}
