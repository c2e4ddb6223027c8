import type { Secret } from '../../core/stack.ts';
import type { JavaAsk } from './versions.ts';

/** The tools that build. */
export type ToolId = 'maven' | 'gradle' | 'sbt';

/**
 * What a build leaves, and so how it is taken apart and started:
 * - `boot-tools`, `boot-layertools`: Spring Boot's jar, which takes itself apart into layers (from 3.3 on, and before)
 * - `quarkus`: Quarkus' fast jar, a folder of four
 * - `classpath`: the program's jar, and beside it those that it needs (Maven)
 * - `dist`: a folder of jars, the program's own among them (Gradle's application plugin)
 * - `stage`: the same by sbt-native-packager
 * - `jar`: one jar that holds everything
 * - `war`: an archive that runs in a server: Tomcat
 */
export type Shape = 'boot-tools' | 'boot-layertools' | 'quarkus' | 'classpath' | 'dist' | 'stage' | 'jar' | 'war';

/** Where a service's files and its build's are, as paths of the project. */
export interface Place {
  /** The folder that `docker build` gets: the service's own, or the root where the build needs more than that. */
  readonly context: string;
  /** Where the tool is started. */
  readonly root: string;
  /** Where the sources of the service are. */
  readonly folder: string;
}

/** A build tool's wrapper, which brings the tool in the version that the project names. */
export interface Wrapper {
  /** The script, seen from where the tool is started: `mvnw`, `../gradlew`. */
  readonly script: string;
  /** Whether the script looks for `unzip`, and without it fetches an archive that its checksum is not for. */
  readonly unzips: boolean;
  readonly notes: readonly string[];
}

/** What runs, and what says so. */
export interface MainClass {
  readonly value: string;
  readonly from: string;
}

/** What a build file says of a service, whichever tool reads it. */
export interface JavaBuild {
  readonly tool: ToolId;
  /** The file that says it. */
  readonly manifest: string;
  readonly place: Place;
  readonly wrapper: Wrapper | null;
  /** The services that lie below, as paths of the project, where the folder is none itself. */
  readonly modules: readonly string[];
  /** `group:artifact` → version where the project says one. */
  readonly dependencies: ReadonlyMap<string, string | undefined>;
  readonly shape: Shape | null;
  /** What decides the shape, for evidence. */
  readonly shapeFrom: string;
  /** The version of Spring Boot or Quarkus where it is known. */
  readonly frameworkVersion: string | undefined;
  /** What the tool is told to do: `package`, `:api:bootJar`. */
  readonly goals: string;
  readonly mainClass: MainClass | null;
  readonly asks: readonly JavaAsk[];
  /** Whether everything that the build reads from repositories can be fetched by the manifest alone. */
  readonly primes: boolean;
  /** Files that prime it, as paths of the project. */
  readonly manifests: readonly string[];
  /** How the archive that runs is called, as a pattern of plain characters: `*.jar`, `*-exec.jar`. */
  readonly archive: string;
  /** Whether the build leaves archives beside it that the pattern takes in: sources, what was not shaded. */
  readonly attaches: boolean;
  /** Whether a folder of configuration goes along (sbt-native-packager). */
  readonly configured: boolean;
  /** Files that may name repositories and hold their passwords, as paths of the project. */
  readonly settings: readonly string[];
  readonly secret: Secret;
  readonly notes: readonly string[];
}
