import { commandChain } from '../../core/command.ts';
import { bindMount, cacheMount, run, secretMount } from '../../core/instruction.ts';
import { copyArguments, pairValue, shellCommand, shellWord } from '../../core/quote.ts';
import type { Spec } from '../../core/stack.ts';
import type { Writable } from '../../core/view.ts';
import { relativeTo } from '../shared/paths.ts';
import { type Runtime, type ServicePlan, type Stage, serviceTitle } from '../shared/service.ts';
import { javaBase } from './bases.ts';
import type { ToolId } from './build.ts';
import type { JavaFacts } from './detect.ts';
import { FRAMEWORKS } from './frameworks.ts';
import { LINKED_HOME, linkingStage, linksRuntime } from './jlink.ts';
import { COMPILE_PROBE, healthProbe, PROBE_FOLDER, PROBE_SOURCE, probes } from './probe.ts';
import { picked, SHAPES, shapeCopies, UNPACKED } from './shapes.ts';

const TITLES: Readonly<Record<ToolId, string>> = { maven: 'Maven', gradle: 'Gradle', sbt: 'sbt' };

/** Where machine code is unpacked and run, which /tmp forbids. */
const TEMPORARY = '/app/tmp';

/** The Dockerfile of a Java service: built and taken apart in one stage, run in layers in the other. */
export function javaPlan(spec: Spec<JavaFacts>): ServicePlan {
  const { answers, facts } = spec;
  const framework = FRAMEWORKS.find(({ id }) => id === answers.framework);
  const shape = shapeOf(spec);
  const linked = linksRuntime(answers.set, shape);
  return {
    context: facts.build.place.context,
    title: serviceTitle(spec, [`Java ${answers.runtimeVersion}`, TITLES[facts.build.tool], framework?.title ?? null]),
    writable: writableOf(spec),
    stages: [
      buildStage(spec),
      ...(linked ? [linkingStage(answers.base, answers.runtimeVersion, shape, facts.build)] : []),
    ],
    runtime: runtimeOf(spec, linked),
  };
}

/** What the process writes beside /tmp. */
export function writableOf(spec: Spec<JavaFacts>): readonly Writable[] {
  if (spec.facts.unpacks === undefined) return [];
  return [{ path: TEMPORARY, user: baseOf(spec).user, exec: true }];
}

/** A build that says of no program leaves one jar, as far as anybody can tell. */
function shapeOf({ facts }: Spec<JavaFacts>) {
  return facts.build.shape ?? 'jar';
}

function baseOf({ answers, facts }: Spec<JavaFacts>) {
  const linked = linksRuntime(answers.set, facts.build.shape);
  return javaBase(answers.base, answers.runtimeVersion, facts.build, linked);
}

function buildStage(spec: Spec<JavaFacts>): Stage {
  const { build } = spec.facts;
  const root = relativeTo(build.place.context, build.place.root) ?? '.';
  const base = baseOf(spec);
  const enter =
    root === '.' || build.place.root === build.place.context
      ? ''
      : `WORKDIR ${pairValue(`/app/${root}`, 'the folder')}`;
  return {
    name: 'build',
    says: build.primes ? 'what the pom names, fetched first; compiled without a network' : 'built without its tests',
    image: base.build,
    imageUser: base.buildUser,
    environment: build.tool === 'gradle' ? { GRADLE_USER_HOME: '/gradle' } : {},
    steps: [...(build.primes ? [prime(spec)] : []), 'COPY . .', enter, compile(spec), ...finish(spec)],
  };
}

/** Everything that the build needs, in a layer of its own: the same build without sources, for which a changed source fetches nothing. */
function prime(spec: Spec<JavaFacts>): string {
  const { build } = spec.facts;
  const files = build.manifests.map((path) => relativeTo(build.place.context, path) ?? path);
  const skipped = build.shape?.startsWith('boot') ? ' -Dspring-boot.repackage.skip=true' : '';
  return run(
    [...files.map((path) => bindMount(path)), secret(spec)],
    [`${mavenCommand(spec, '-ntp -C')}${skipped}`, 'rm -rf target'],
  );
}

/** The jar taken apart, and the probe compiled; nothing that is built is needed for either. */
function finish(spec: Spec<JavaFacts>): string[] {
  const { unpack } = SHAPES[shapeOf(spec)];
  const probe = probes(spec.answers);
  const commands = [...(unpack === undefined ? [] : [unpack]), ...(probe ? [COMPILE_PROBE] : [])];
  if (commands.length === 0) return [];
  return [
    probe ? PROBE_SOURCE : '',
    unpack === undefined ? '' : `WORKDIR ${UNPACKED}`,
    run(['--network=none'], commands),
  ];
}

/** The build, and what runs picked out of what it leaves. */
function compile(spec: Spec<JavaFacts>): string {
  const { build } = spec.facts;
  const then = picked(shapeOf(spec), build);
  if (build.primes) return run(['--network=none'], [mavenCommand(spec, '-o'), ...then]);
  const caches = [...CACHES[build.tool], ...(build.wrapper ? WRAPPED[build.tool] : [])];
  return run([...caches, secret(spec)], [COMMANDS[build.tool](spec), ...then]);
}

/** Not the folders above them, in which the secrets are: a cache keeps an empty file in a secret's place. */
const CACHES: Readonly<Record<ToolId, readonly string[]>> = {
  maven: [cacheMount('maven', '/root/.m2/repository')],
  gradle: [cacheMount('gradle', '/gradle/caches')],
  sbt: [cacheMount('sbt', '/root/.sbt/boot'), cacheMount('coursier', '/root/.cache/coursier')],
};

/** Where wrappers keep the tools that they bring. */
const WRAPPED: Readonly<Record<ToolId, readonly string[]>> = {
  maven: [cacheMount('maven-wrapper', '/root/.m2/wrapper')],
  gradle: [cacheMount('gradle-wrapper', '/gradle/wrapper')],
  sbt: [],
};

const SECRETS: Readonly<Record<ToolId, string>> = {
  maven: '/root/.m2/settings.xml',
  gradle: '/gradle/gradle.properties',
  sbt: '/root/.sbt/.credentials',
};

function secret({ facts, secrets }: Spec<JavaFacts>): string {
  const { id } = facts.build.secret;
  const required = secrets.some((each) => each.id === id && each.required);
  return secretMount(id, SECRETS[facts.build.tool], required);
}

const COMMANDS: Readonly<Record<ToolId, (spec: Spec<JavaFacts>) => string>> = {
  maven: (spec) => mavenCommand(spec, '-ntp -C'),
  gradle: (spec) => `${program(spec, 'gradle')} --no-daemon ${goals(spec)}`,
  sbt: (spec) => `sbt ${goals(spec)}`,
};

/** Jars of what the program needs, beside its own. */
const COPY_DEPENDENCIES =
  'org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DincludeScope=runtime';

/** `-C`: what comes with another checksum than its repository says fails the build. */
function mavenCommand(spec: Spec<JavaFacts>, options: string): string {
  const { build } = spec.facts;
  const module = moduleOf(spec);
  return [
    `${program(spec, 'mvn')} -B ${options}`,
    // modules may need each other's tests
    build.primes ? '-Dmaven.test.skip=true' : '-DskipTests',
    ...(module === '.' ? [] : [`-pl ${shellWord(module, 'the module')} -am`]),
    goals(spec),
    ...(shapeOf(spec) === 'classpath' ? [COPY_DEPENDENCIES] : []),
  ].join(' ');
}

/** The wrapper is run by a shell: not every checkout keeps that it may be run. */
function program({ facts }: Spec<JavaFacts>, name: string): string {
  const { wrapper } = facts.build;
  return wrapper ? `sh ${shellWord(wrapper.script, 'the wrapper')}` : name;
}

/** The answer `--build`, each word of it quoted. */
function goals({ answers, facts }: Spec<JavaFacts>): string {
  const [words = [], ...more] = commandChain(answers.build ?? facts.build.goals, 'the build');
  return [words, ...more].map((each) => shellCommand(each, 'the build')).join(' ');
}

/** The service's folder as the build's root sees it. */
function moduleOf({ facts }: Spec<JavaFacts>): string {
  const { root, folder } = facts.build.place;
  return folder === root ? '.' : (relativeTo(root, folder) ?? folder);
}

function runtimeOf(spec: Spec<JavaFacts>, linked: boolean): Runtime {
  const { answers, facts } = spec;
  const shape = shapeOf(spec);
  const [first = 'java', ...rest] = answers.start ?? ['java'];
  const { says } = SHAPES[shape];
  return {
    says,
    base: baseOf(spec),
    environment: runtimeEnvironment(spec, linked),
    copies: [
      ...(linked ? [`COPY --from=jre /jre ${LINKED_HOME}`] : []),
      ...(probes(answers) ? [`COPY --from=build ${PROBE_FOLDER} ${PROBE_FOLDER}`] : []),
      ...shapeCopies(shape, facts.build),
      ...(facts.config === undefined
        ? []
        : [`COPY --from=build ${copyArguments([`/app/${facts.config}`, './'], 'the configuration')}`]),
    ],
    probe: healthProbe(answers, facts),
    terse: probes(answers),
    entrypoint: [first],
    command: rest,
  };
}

/** A share of the container's memory for the heap, no life after an error of memory, no files of its own in /tmp. */
const JVM_OPTIONS = ['-XX:MaxRAMPercentage=75', '-XX:+ExitOnOutOfMemoryError', '-XX:-UsePerfData'];

function runtimeEnvironment({ answers, facts }: Spec<JavaFacts>, linked: boolean): Record<string, string> {
  const { variable } = facts.listens;
  const options = [
    ...JVM_OPTIONS,
    ...(facts.unpacks === undefined ? [] : [`-Djava.io.tmpdir=${TEMPORARY}`]),
    // a file that says which process runs has no place in a container
    ...(answers.framework === 'play' ? ['-Dpidfile.path=/dev/null'] : []),
  ];
  return {
    ...(linked
      ? {
          JAVA_HOME: LINKED_HOME,
          PATH: `${LINKED_HOME}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
        }
      : {}),
    JAVA_TOOL_OPTIONS: options.join(' '),
    ...(answers.port !== null && variable !== null ? { [variable]: String(answers.port) } : {}),
  };
}
