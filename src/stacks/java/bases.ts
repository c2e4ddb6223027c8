import type { ParentImage } from '../../core/stack.ts';
import { UserError } from '../../errors.ts';
import { supportedVersions } from '../../images/support.ts';
import { type StackBase, withoutShell, withShell } from '../shared/bases.ts';
import { NOT_KNOWN_SIGNED, parentImages } from '../shared/parents.ts';
import type { JavaBuild, Shape, ToolId } from './build.ts';
import { TOMCATS, tomcatImage, tomcatVersion } from './tomcat.ts';

/** What builds: a wrapper brings its tool, and needs only a JDK. */
type Builder = ToolId | 'wrapper';

/** sbt's images name three versions; the launcher in them takes the one of project/build.properties. */
const SBT_TAGS: Readonly<Record<string, string>> = {
  25: '25.0.4_7_1.13.0_3.8.4',
  21: '21.0.12_8_1.13.0_2.13.18',
  17: '17.0.19_10_1.12.15_3.3.8',
};

const BUILDERS: Readonly<Record<Builder, (version: string) => string>> = {
  wrapper: (version) => `eclipse-temurin:${version}-jdk`,
  maven: (version) => `maven:3.9-eclipse-temurin-${version}`,
  // Gradle 9 itself needs Java 17
  gradle: (version) => `gradle:${Number(version) < 17 ? 8 : 9}-jdk${version}`,
  sbt: (version) => `sbtscala/scala-sbt:eclipse-temurin-${SBT_TAGS[version] ?? SBT_TAGS[25]}`,
};

/** Bytecode runs on any system, so one image builds for all bases. */
const RUNTIMES: Readonly<Record<string, (version: string, build: string) => StackBase>> = {
  slim: (version, build) => withShell(build, `eclipse-temurin:${version}-jre`),
  distroless: (version, build) => withoutShell(build, `gcr.io/distroless/java${version}-debian13:nonroot`),
  alpine: (version, build) => withShell(build, `eclipse-temurin:${version}-jre-alpine`),
  // the free images have this tag only: the digest is what holds the version still
  chainguard: (_, build) => ({ ...withoutShell(build, 'cgr.dev/chainguard/jre:latest'), ownsApp: true }),
  hardened: (version, build) => withoutShell(build, `dhi.io/eclipse-temurin:${version}-debian13`),
};

/** A runtime of jlink's is a program like any other: it brings its own Java. */
const LINKED: Readonly<Record<string, (build: string) => StackBase>> = {
  slim: (build) => withShell(build, 'debian:trixie-slim'),
  distroless: (build) => withoutShell(build, 'gcr.io/distroless/cc-debian13:nonroot'),
  alpine: (build) => withShell(build, 'alpine:3.24'),
};

/** The releases that distroless images have. */
const DISTROLESS: ReadonlySet<string> = new Set(['17', '21', '25']);

/** The images of a service by `--base`. */
export function javaBase(answer: string, version: string, facts: JavaBuild, linked: boolean): StackBase {
  const build = BUILDERS[facts.wrapper ? 'wrapper' : facts.tool](version);
  if (facts.shape === 'war' && answer === 'slim') return withShell(build, tomcatImage(tomcatVersion(facts), version));
  const known = linked ? entry(LINKED, answer)?.(build) : entry(RUNTIMES, answer)?.(version, build);
  return known ?? withShell(build, answer);
}

/** The JDK that makes a runtime of its own with jlink: of the same C library as the base. */
export function linkingImage(answer: string, version: string): string {
  return `eclipse-temurin:${version}-jdk${answer === 'alpine' ? '-alpine' : ''}`;
}

/** Refuses a base that has no image for a release or a server, in one line. */
export function refuseBase(base: string | undefined, version: string, shape: Shape | null, linked: boolean): void {
  if (shape === 'war' && base !== undefined && base !== 'slim' && entry(RUNTIMES, base))
    throw new UserError(
      'usage',
      `--base ${base} has no Tomcat, and a WAR needs one`,
      'Take --base slim, an image of yours with Tomcat, or let Spring Boot make a jar.',
    );
  if (linked && base !== undefined && entry(RUNTIMES, base) && !entry(LINKED, base))
    throw new UserError(
      'usage',
      `--set jlink=yes has no image of --base ${base} to run on`,
      'Take --base slim, distroless or alpine.',
    );
  if (base === 'distroless' && !linked && !DISTROLESS.has(version))
    throw new UserError(
      'usage',
      `--base distroless has Java 17, 21 and 25 only, and this service runs on ${version}`,
      'Take --base slim or hardened, or --runtime-version 25 if the service runs on it.',
    );
}

function entry<Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** Every image that the Dockerfile of a Java service can name. */
export function javaParents(today: string): readonly ParentImage[] {
  const versions = supportedVersions('java', today);
  const tables = (['wrapper', 'maven', 'gradle'] as const).map((builder) => tableOf(BUILDERS[builder]));
  const sbt = Object.keys(SBT_TAGS).map((version) => ({
    reference: BUILDERS.sbt(version),
    base: null,
    publisher: 'the Scala community',
    user: 'root',
    shell: true,
    megabytes: null,
    signedBy: NOT_KNOWN_SIGNED,
  }));
  const tomcats = TOMCATS.map((line) => ({
    slim: (version: string) => withShell(BUILDERS.maven(version), tomcatImage(line, version)),
  }));
  const current = versions.filter((version) => DISTROLESS.has(version));
  return [
    ...parentImages([...tables, LINKED_TABLE], versions),
    ...parentImages(tomcats, current).filter(({ reference }) => reference.startsWith('tomcat:')),
    ...sbt,
  ];
}

type Table = Readonly<Record<string, (version: string) => StackBase | undefined>>;

function tableOf(builder: (version: string) => string): Table {
  return {
    ...mapped(RUNTIMES, (make) => (version) => make(version, builder(version))),
    distroless: (version) => (DISTROLESS.has(version) ? RUNTIMES.distroless?.(version, builder(version)) : undefined),
  };
}

const LINKED_TABLE: Table = mapped(LINKED, (make, id) => (version) => make(linkingImage(id, version)));

function mapped<From, To>(table: Readonly<Record<string, From>>, change: (value: From, key: string) => To) {
  return Object.fromEntries(Object.entries(table).map(([key, value]) => [key, change(value, key)]));
}
