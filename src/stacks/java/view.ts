import { copyArguments } from '../../core/quote.ts';
import type { Spec } from '../../core/stack.ts';
import type { Writable } from '../../core/view.ts';
import { frontEndStages } from '../node/front-end/index.ts';
import { type Runtime, type ServicePlan, serviceTitle } from '../shared/service.ts';
import type { ToolId } from './build.ts';
import { baseOf, buildStage, ROOT_OWNED } from './build-stage.ts';
import { shapeOf } from './commands.ts';
import type { JavaFacts } from './detect.ts';
import { FRAMEWORKS } from './frameworks.ts';
import { LINKED_HOME, linkingStage, linksRuntime } from './jlink.ts';
import { healthProbe, PROBE_FOLDER, probes } from './probe.ts';
import { SHAPES, shapeCopies } from './shapes.ts';
import { TOMCAT_WRITES } from './tomcat.ts';

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
    title: serviceTitle(spec, [
      `Java ${answers.runtimeVersion}`,
      TITLES[facts.build.tool],
      framework?.title ?? null,
      shape === 'war' ? 'Tomcat' : null,
    ]),
    writable: writableOf(spec),
    stages: [
      ...frontEndStages(spec, facts.frontEnd, facts.build.place.context),
      buildStage(spec),
      ...(linked ? [linkingStage(answers.base, answers.runtimeVersion, shape, facts.build)] : []),
    ],
    runtime: runtimeOf(spec, linked),
  };
}

/** What the process writes beside /tmp. */
export function writableOf(spec: Spec<JavaFacts>): readonly Writable[] {
  const { user } = baseOf(spec);
  const server = spec.facts.build.shape === 'war' ? TOMCAT_WRITES.map((path) => ({ path, user })) : [];
  return spec.facts.unpacks === undefined ? server : [...server, { path: TEMPORARY, user, exec: true }];
}

function runtimeOf(spec: Spec<JavaFacts>, linked: boolean): Runtime {
  const { answers, facts } = spec;
  const shape = shapeOf(spec);
  const [first = 'java', ...rest] = answers.start ?? ['java'];
  const { says } = SHAPES[shape];
  const base = baseOf(spec);
  return {
    says,
    base,
    environment: runtimeEnvironment(spec, linked),
    copies: [
      ...(base.ownsApp ? [`COPY --from=build ${ROOT_OWNED}/ /`] : []),
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
