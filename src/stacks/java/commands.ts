import { commandChain } from '../../core/command.ts';
import { shellCommand, shellPaths, shellWord } from '../../core/quote.ts';
import type { Spec } from '../../core/stack.ts';
import { relativeTo } from '../shared/paths.ts';
import type { Shape, ToolId } from './build.ts';
import type { JavaFacts } from './detect.ts';

/** What the build leaves; one that says of no program leaves one jar, as far as anybody can tell. */
export function shapeOf({ facts }: Spec<JavaFacts>): Shape {
  return facts.build.shape ?? 'jar';
}

/** The command that builds, by tool. */
export const COMMANDS: Readonly<Record<ToolId, (spec: Spec<JavaFacts>) => string>> = {
  maven: (spec) => mavenCommand(spec, '-ntp -C'),
  gradle: (spec) => `${program(spec, 'gradle')} --no-daemon ${goals(spec)}`,
  sbt: (spec) => `sbt ${goals(spec)}`,
};

/** Jars of what the program needs, beside its own. */
const COPY_DEPENDENCIES =
  'org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DincludeScope=runtime';

/** `-C`: what comes with another checksum than its repository says fails the build. */
export function mavenCommand(spec: Spec<JavaFacts>, options: string): string {
  const { build } = spec.facts;
  const module = moduleOf(spec);
  return [
    `${program(spec, 'mvn')} -B ${options}`,
    // modules may need each other's tests
    build.primes ? '-Dmaven.test.skip=true' : '-DskipTests',
    ...(module === '.' ? [] : [`-pl ${shellPaths([module], 'the module')} -am`]),
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
