import { defineStack, type Question } from '../../core/stack.ts';
import { nextSteps } from '../../core/view.ts';
import { frontEndIgnored, frontEndImages, frontEndQuestions, frontEndSettings } from '../node/front-end/index.ts';
import { serviceIgnoreFile } from '../shared/ignore.ts';
import { relativeTo } from '../shared/paths.ts';
import { serviceDockerfile } from '../shared/service.ts';
import { javaBase, javaParents, linkingImage } from './bases.ts';
import { detectJava, type JavaFacts } from './detect.ts';
import { javaForeign } from './foreign.ts';
import { FRAMEWORKS } from './frameworks.ts';
import { ignoredOf } from './ignore.ts';
import { JLINK, linksRuntime } from './jlink.ts';
import { MODULE } from './modules.ts';
import { javaPlan, writableOf } from './view.ts';

/** Services on the JVM: Java, Kotlin and Scala, built by Maven, Gradle or sbt. */
export const java = defineStack<JavaFacts>({
  id: 'java',
  title: 'Java, Kotlin, Scala',
  foreign: javaForeign,
  manifests: ['pom.xml', 'build.gradle.kts', 'build.gradle', 'settings.gradle.kts', 'settings.gradle', 'build.sbt'],
  // a module is found by itself
  isService: ({ facts: { build }, answers }) => build.shape !== null && build.place.folder === answers.service,
  frameworks: FRAMEWORKS,
  settings: [
    { key: MODULE, says: 'the module that runs', usual: 'the only one; asked where there are several' },
    {
      key: JLINK,
      says: 'yes for a Java of the program’s own, with the modules that it uses (plain programs)',
      usual: 'no',
    },
    ...frontEndSettings,
  ],
  proof: {
    built: 'Maven: Spring Boot, Quarkus, Micronaut, Ktor in Kotlin, plain programs, modules, wrappers, jlink',
    checked: 'Gradle, sbt, WARs, Play, Node front ends',
  },
  detect: detectJava,

  questions({ facts: { build, frontEnd }, answers }) {
    const module: Question = {
      name: 'set',
      setting: MODULE,
      message: 'Which module',
      kind: 'select',
      choices: build.modules.map((path) => {
        const value = relativeTo(answers.service ?? '.', path) ?? path;
        return { value, title: value };
      }),
    };
    return [
      ...(build.shape === null && build.modules.length > 1 ? [module] : []),
      ...frontEndQuestions(frontEnd),
      { name: 'start', message: 'Start command (run as it is, without a shell)', kind: 'text' },
      { name: 'port', message: 'Port', kind: 'text', optional: true },
      { name: 'healthcheck', message: 'Path that answers when healthy', kind: 'text', optional: true },
    ];
  },

  images(answers, { build, frontEnd }) {
    const { base, runtimeVersion, set } = answers;
    const linked = linksRuntime(set, build.shape);
    const images = javaBase(base, runtimeVersion, build, linked);
    return [
      ...new Set([
        ...frontEndImages(answers, frontEnd),
        images.build,
        ...(linked ? [linkingImage(base, runtimeVersion)] : []),
        images.runtime,
      ]),
    ];
  },

  parents: javaParents,

  files(spec) {
    const { context } = spec.facts.build.place;
    const pages = frontEndIgnored(spec.facts.frontEnd, context);
    return [serviceDockerfile(spec, javaPlan(spec)), serviceIgnoreFile(spec, context, ignoredOf(spec.facts), pages)];
  },

  nextSteps: (spec) => nextSteps(spec, spec.facts.build.place.context, writableOf(spec)),
});
