import { bindMount, cacheMount, run, secretMount } from '../../core/instruction.ts';
import { pairValue } from '../../core/quote.ts';
import type { Spec } from '../../core/stack.ts';
import { frontEndCopies } from '../node/front-end/index.ts';
import { relativeTo } from '../shared/paths.ts';
import type { Stage } from '../shared/service.ts';
import { javaBase } from './bases.ts';
import type { ToolId } from './build.ts';
import { COMMANDS, mavenCommand, shapeOf } from './commands.ts';
import type { JavaFacts } from './detect.ts';
import { linksRuntime } from './jlink.ts';
import { COMPILE_PROBE, PROBE_SOURCE, probes } from './probe.ts';
import { picked, SHAPES, UNPACKED } from './shapes.ts';

/** In the build stage: what the last stage takes whole, for no file of it may belong to the user that runs. */
export const ROOT_OWNED = '/root-owned';

/** The images of the service. */
export function baseOf({ answers, facts }: Spec<JavaFacts>) {
  const linked = linksRuntime(answers.set, facts.build.shape);
  return javaBase(answers.base, answers.runtimeVersion, facts.build, linked);
}

/** What Maven's wrapper needs of `unzip`, by what every JDK has: without it, it fetches an archive that its checksum is not for. */
const UNZIP = `COPY --chmod=0755 <<'EOF' /usr/local/bin/unzip
#!/bin/sh
cd "$4" && jar -xf "$2" && chmod +x */bin/mvn
EOF`;

/** The stage that builds. */
export function buildStage(spec: Spec<JavaFacts>): Stage {
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
    steps: [
      build.wrapper?.unzips ? UNZIP : '',
      ...(build.primes ? [prime(spec)] : []),
      // before the sources, so that a changed one compiles no probe
      ...(probes(spec.answers) ? [PROBE_SOURCE, run(['--network=none'], [COMPILE_PROBE])] : []),
      ['COPY . .', ...frontEndCopies(spec.facts.frontEnd, build.place.context)].join('\n'),
      enter,
      compile(spec),
      ...unpacked(spec),
      base.ownsApp ? `WORKDIR ${ROOT_OWNED}/app` : '',
    ],
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

/** The jar taken apart, which needs nothing of what is built. */
function unpacked(spec: Spec<JavaFacts>): string[] {
  const { unpack } = SHAPES[shapeOf(spec)];
  // the WORKDIR stands between two RUNs that could not be one
  return unpack === undefined ? [] : [`WORKDIR ${UNPACKED}`, run(['--network=none'], [unpack])];
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
