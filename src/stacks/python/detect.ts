import type { Given } from '../../core/answers.ts';
import type { Around } from '../../core/around.ts';
import type { Project } from '../../core/project.ts';
import type { Detection } from '../../core/stack.ts';
import { UserError } from '../../errors.ts';
import { type FrontEnd, findFrontEnd, frontEndContext } from '../node/front-end/index.ts';
import { namedInSources } from '../shared/named.ts';
import { relativeTo } from '../shared/paths.ts';
import { DISTROLESS_PYTHON } from '../shared/python/bases.ts';
import { type Installation, installationOf } from '../shared/python/installation.ts';
import { type Manifest, readManifest } from '../shared/python/manifest.ts';
import { pythonVersion } from '../shared/python/versions.ts';
import { commandLineOf, toolOf } from '../shared/tools.ts';
import { earlierVersion } from '../shared/version-files.ts';
import { type Listens, listensOn } from './listens.ts';
import { pythonSources } from './sources.ts';
import { startOf } from './start.ts';
import type { Start } from './starting.ts';
import { evidenceOf, notesOf } from './told.ts';
import { usesInstanceFolder } from './writable.ts';

/** What detection found beyond the answers. */
export interface PythonFacts extends Installation {
  readonly start: Start;
  readonly listens: Listens;
  /** Whether it keeps something in Flask's instance folder. */
  readonly instance: boolean;
  readonly frontEnd: FrontEnd;
}

/** Looks at a folder that some file says is Python's, or that has a Python program. */
export function detectPython(project: Project, given: Given, around: Around): Detection<PythonFacts> | undefined {
  const service = given.service ?? '.';
  const manifest = readManifest(project, service);
  const listens = listensOn(project, service, manifest?.packages.has('django') ?? false);
  const port = given.port ?? listens.port?.port;
  const start = startOf({ project, service, given, manifest, port });
  if (!isPython(given, manifest, start, around)) return undefined;
  const version = pythonVersion(project, service, manifest, earlierVersion('python', given, around));
  const frontEnd = findFrontEnd(project, given, {
    names: (path) => namedInSources(pythonSources(project, service), service, path),
  });
  const installation = installationOf(project, service, manifest, given);
  const context = frontEndContext(frontEnd, installation.context);
  const facts: PythonFacts = {
    ...installation,
    context,
    folder: relativeTo(context, service) ?? '.',
    start,
    listens,
    instance: usesInstanceFolder(project, service, start),
    frontEnd,
  };
  const runtimeVersion = given.runtimeVersion ?? version.version;
  refuseBase(given, runtimeVersion);
  const listening = portOf(facts, port);
  return {
    stack: 'python',
    answers: { stack: 'python', service, runtimeVersion, base: 'slim', build: null, ...answersOf(facts, listening) },
    detected: [...evidenceOf(version.evidence, facts, listening), ...facts.frontEnd.detected],
    notes: [...version.notes, ...notesOf(facts), ...guessNotes(facts, listening, port)],
    secrets: [...facts.indexes.secrets, ...facts.frontEnd.secrets],
    variables: start.django?.variables ?? [],
    includes: facts.frontEnd.includes,
    ...toolOf(start.framework === null && !listens.opens ? toolIn(manifest) : undefined),
    facts,
  };
}

function answersOf({ manager, release, start, listens }: PythonFacts, listening: number | null): Given {
  const { words, framework } = start;
  return {
    framework: framework?.id ?? null,
    packageManager: manager?.id ?? null,
    packageManagerVersion: release?.value ?? null,
    ...(words === null ? {} : { start: words }),
    port: listening,
    healthcheck: listening === null ? null : (listens.health?.path ?? framework?.health ?? '/'),
  };
}

function guessNotes({ start }: PythonFacts, listening: number | null, said: number | undefined): string[] {
  const guessed = start.framework === null && start.words !== null && listening !== null && said === undefined;
  return guessed ? [`Nothing says on which port it listens, so ${listening} is a guess: --port says it.`] : [];
}

/** A package that brings a command, and reads its command line with a library for that. */
function toolIn(manifest: Manifest | undefined): string | undefined {
  const reader = commandLineOf(
    manifest?.packages.keys() ?? [],
    /^(?:click|typer|typer-slim|fire|docopt|cleo|cyclopts)$/,
  );
  return reader && manifest && manifest.scripts.size > 0
    ? `it brings a command (${reader}, ${manifest.path})`
    : undefined;
}

/** Whether Python plainly serves in a folder, or nobody else claims it. */
function isPython(given: Given, manifest: Manifest | undefined, start: Start, { claims }: Around): boolean {
  if (given.stack === 'python') return true;
  if (start.django !== null || (start.framework !== null && manifest !== undefined)) return true;
  return (manifest !== undefined || start.words !== null) && claims().length === 0;
}

/** A worker listens nowhere, and so does a script without a framework in whose sources nothing listens. */
function portOf({ start, listens }: PythonFacts, said: number | undefined): number | null {
  if (start.framework) return start.framework.port === null ? null : (said ?? start.framework.port);
  if (start.words === null || listens.opens || start.words[0] !== 'python')
    return listens.opens || start.words === null ? (said ?? 8000) : (said ?? null);
  return null;
}

function refuseBase({ base }: Given, version: string): void {
  if (base === 'distroless' && version !== DISTROLESS_PYTHON)
    throw new UserError(
      'usage',
      `--base distroless has Python ${DISTROLESS_PYTHON} only, and this service runs on ${version}`,
      `Take --base slim or hardened, or --runtime-version ${DISTROLESS_PYTHON} if the service runs on it.`,
    );
}
