import type { Given } from '../../core/answers.ts';
import type { Around } from '../../core/around.ts';
import type { Project } from '../../core/project.ts';
import type { Detection } from '../../core/stack.ts';
import { UserError } from '../../errors.ts';
import { type FrontEnd, frontEndContext } from '../node/front-end/index.ts';
import { inside, relativeTo } from '../shared/paths.ts';
import { earlierVersion } from '../shared/version-files.ts';
import { refuseBase } from './bases.ts';
import { bootJava } from './boot.ts';
import type { JavaBuild, MainClass, ToolId } from './build.ts';
import { type Repositories, repositoriesOf } from './credentials.ts';
import { frameworkOf } from './frameworks.ts';
import { javaFrontEnd } from './front-end.ts';
import { gradleBuild } from './gradle/index.ts';
import { linksRuntime } from './jlink.ts';
import { type Listens, listensOn } from './listens.ts';
import { programsIn } from './mains.ts';
import { mavenBuild } from './maven/index.ts';
import { MODULE } from './modules.ts';
import { unpackingLibrary } from './natives.ts';
import { sbtBuild } from './sbt.ts';
import { SHAPES } from './shapes.ts';
import { evidenceOf, notesOf } from './told.ts';
import { javaVersion } from './versions.ts';

/** What detection found beyond the answers. */
export interface JavaFacts {
  readonly build: JavaBuild;
  readonly listens: Listens;
  readonly repositories: Repositories;
  /** A dependency that unpacks machine code and runs it, or undefined. */
  readonly unpacks: string | undefined;
  /** The file that Dropwizard is started with, below the context. */
  readonly config: string | undefined;
  readonly frontEnd: FrontEnd;
}

/** In order: where a folder has the files of several tools, the first is taken unless another is named. */
const TOOLS: Readonly<Record<ToolId, (project: Project, service: string, given: Given) => JavaBuild | undefined>> = {
  maven: mavenBuild,
  gradle: gradleBuild,
  sbt: sbtBuild,
};

/** Looks at a folder that Maven, Gradle or sbt builds. */
export function detectJava(project: Project, given: Given, around?: Around): Detection<JavaFacts> | undefined {
  const service = given.service ?? '.';
  const own = buildOf(project, service, given);
  if (!own) return undefined;
  const frontEnd = javaFrontEnd(project, given, own);
  const build = seenFrom(frontEndContext(frontEnd, own.place.context), own);
  const { folder } = build.place;
  const found = frameworkOf(build.dependencies);
  const listens = listensOn(project, folder, build);
  const version = javaVersion(project, folder, build.asks, {
    fallback: bootJava(build.frameworkVersion),
    earlier: earlierVersion('java', given, around),
  });
  const repositories = repositoriesOf(project, folder, build.settings);
  const runtimeVersion = given.runtimeVersion ?? version.version;
  refuseBase(given.base, runtimeVersion, build.shape, linksRuntime(given.set ?? {}, build.shape));
  const mains = build.mainClass ? [build.mainClass] : programsIn(project, folder);
  const config = found?.framework.id === 'dropwizard' ? dropwizardConfig(project, folder) : undefined;
  const start = startOf(build, mains, config);
  const facts: JavaFacts = {
    build,
    listens,
    repositories,
    unpacks: unpackingLibrary(build.dependencies),
    config: config && (relativeTo(build.place.context, config) ?? config),
    frontEnd,
  };
  const chosen = folder === service ? undefined : relativeTo(service, folder);
  return {
    stack: 'java',
    answers: {
      stack: 'java',
      service,
      framework: found?.framework.id ?? null,
      runtimeVersion,
      base: 'slim',
      ...answersOf(facts, start, found !== undefined),
      ...(chosen === undefined ? {} : { set: { [MODULE]: chosen } }),
    },
    detected: [...evidenceOf({ version: version.evidence, facts, found, start, chosen }), ...facts.frontEnd.detected],
    notes: [...version.notes, ...notesOf(facts, mains, start !== undefined)],
    secrets: [{ ...build.secret, required: repositories.keptOut.length > 0 }, ...facts.frontEnd.secrets],
    includes: facts.frontEnd.includes,
    facts,
  };
}

/** From further above nothing can be fetched ahead: Maven starts where the pom is. */
function seenFrom(context: string, build: JavaBuild): JavaBuild {
  return context === build.place.context ? build : { ...build, primes: false, place: { ...build.place, context } };
}

/** What the build and the sources answer. */
function answersOf({ build, listens }: JavaFacts, start: Start | undefined, known: boolean): Given {
  return {
    packageManager: build.tool,
    build: build.goals,
    ...(start ? { start: start.words } : {}),
    port: listens.port?.port ?? null,
    healthcheck: healthcheckOf(listens, known || build.shape === 'war'),
  };
}

function buildOf(project: Project, service: string, given: Given): JavaBuild | undefined {
  const asked = given.packageManager;
  // another stack's manager is that stack's business, unless this one is named
  if (given.stack === 'java' && asked != null && !Object.hasOwn(TOOLS, asked))
    throw new UserError('usage', `--package-manager ${asked} builds no Java`, 'Known: maven, gradle, sbt.');
  for (const [tool, read] of Object.entries(TOOLS)) {
    const build = asked == null || asked === tool ? read(project, service, given) : undefined;
    if (build) return build;
  }
  return undefined;
}

/** A start command, and what says it. */
export interface Start {
  readonly words: readonly string[];
  readonly from: string;
}

/** The start of what the build leaves; where a class has to be named, the one that the build or the only one that the sources say. */
function startOf(build: JavaBuild, mains: readonly MainClass[], config: string | undefined): Start | undefined {
  if (build.shape === null) return undefined;
  const options = config === undefined ? [] : ['server', config.slice(config.lastIndexOf('/') + 1)];
  const recipe = SHAPES[build.shape];
  const plain = recipe.start(null, build);
  if (plain) return { words: [...plain, ...options], from: build.shapeFrom };
  const [main] = mains;
  const words = main && mains.length === 1 ? recipe.start(main.value, build) : null;
  return main && words ? { words: [...words, ...options], from: main.from } : undefined;
}

/** The configuration that Dropwizard is started with. */
function dropwizardConfig(project: Project, folder: string): string | undefined {
  const names = ['config.yml', 'config.yaml', 'configuration.yml'];
  return names.map((name) => inside(folder, name)).find((path) => project.has(path));
}

/** Any answer of a web framework's or server's says that it runs; of others nothing is known. */
function healthcheckOf({ port, health }: Listens, answers: boolean): string | null {
  return port === null ? null : (health?.path ?? (answers ? '/' : null));
}
