import { copyArguments, shellWord } from '../../core/quote.ts';
import { inside } from '../shared/paths.ts';
import { bootLauncher } from './boot.ts';
import type { JavaBuild, Shape, ToolId } from './build.ts';

/** How one shape gets from what a build leaves to what runs. */
export interface ShapeRecipe {
  /** What the runtime stage's banner says. */
  readonly says: string;
  /** Commands behind the build that lay out `/out`; `output` is the folder that the build leaves, quoted for the shell. */
  readonly gather: (output: string, build: JavaBuild) => readonly string[];
  /** What is copied from `/out`, in order, what changes least first: each a layer. */
  readonly layers: readonly string[];
  /** The start, without its own options; null where the class that runs has to be known. */
  readonly start: (mainClass: string | null, build: JavaBuild) => readonly string[] | null;
}

/** Spring Boot's own order, in which what changes least comes first. */
const BOOT_LAYERS = ['dependencies', 'spring-boot-loader', 'snapshot-dependencies', 'application'];

const started =
  (classpath: string) =>
  (mainClass: string | null): readonly string[] | null =>
    mainClass === null ? null : ['java', '-cp', classpath, mainClass];

export const SHAPES: Readonly<Record<Shape, ShapeRecipe>> = {
  'boot-tools': {
    says: 'the layers of the jar, what changes least first',
    gather: (output, build) => [
      theJar(output, build, 'app.jar'),
      'java -Djarmode=tools -jar app.jar extract --layers --destination /out',
    ],
    layers: BOOT_LAYERS,
    start: () => ['java', '-jar', 'app.jar'],
  },
  'boot-layertools': {
    says: 'the layers of the jar, what changes least first',
    gather: (output, build) => [
      theJar(output, build, 'app.jar'),
      'java -Djarmode=layertools -jar app.jar extract --destination /out',
    ],
    layers: BOOT_LAYERS,
    start: (_, { frameworkVersion }) => ['java', bootLauncher(frameworkVersion)],
  },
  quarkus: {
    says: 'the fast jar, what changes least first',
    gather: (output) => [`mv ${output}/quarkus-app /out`, 'mkdir -p /out/jars', 'mv /out/*.jar /out/jars/'],
    layers: ['lib:lib', 'jars', 'app:app', 'quarkus:quarkus'],
    start: () => ['java', '-jar', 'quarkus-run.jar'],
  },
  classpath: {
    says: 'the jars that it needs, then its own',
    gather: (output, build) => [
      `mkdir -p ${output}/lib /out/app`,
      `mv ${output}/lib /out/lib`,
      theJar(output, build, '/out/app/app.jar'),
    ],
    layers: ['lib:lib', 'app'],
    start: started('app.jar:lib/*'),
  },
  dist: {
    says: 'the jars that it needs, then its own',
    gather: (output) => [
      'mkdir /out',
      `mv ${output}/install/*/lib /out/lib`,
      `mv ${output}/libs /out/app`,
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell's variable
      'for jar in /out/app/*.jar; do rm -f "/out/lib/${jar##*/}"; done',
    ],
    layers: ['lib:lib', 'app:app'],
    start: started('app/*:lib/*'),
  },
  stage: {
    says: 'its jars, and its configuration where it has one',
    gather: (output) => [`mv ${output}/universal/stage /out`, 'mkdir -p /out/conf', 'rm -rf /out/bin'],
    layers: ['lib:lib', 'conf:conf'],
    start: started('conf:lib/*'),
  },
  jar: {
    says: 'one jar with all that it needs',
    gather: (output, build) => ['mkdir /out', theJar(output, build, '/out/app.jar')],
    layers: ['.'],
    start: () => ['java', '-jar', 'app.jar'],
  },
  war: {
    says: 'the server, and the archive taken apart',
    gather: (output, build) => ['mkdir /out', theJar(output, build, '/out/app.war')],
    layers: ['.'],
    start: () => null,
  },
};

/** The one archive of a build that runs: by its name where the build leaves others, and alone where it leaves none. */
function theJar(output: string, { tool, archive, attaches }: JavaBuild, to: string): string {
  if (!attaches) return `mv ${output}/${FOLDERS[tool]}${archive} ${to}`;
  const others = ['original-*', '*-sources.jar', '*-javadoc.jar', '*-tests.jar'].map((name) => `! -name '${name}'`);
  return `find ${output} -maxdepth 1 -name '${archive}' ${others.join(' ')} -exec mv {} ${to} ';'`;
}

/** Where below its output a tool leaves archives. */
const FOLDERS: Readonly<Record<ToolId, string>> = { maven: '', gradle: 'libs/', sbt: 'scala-*/' };

/** The folder that a tool's build leaves its output in, quoted for the shell. */
export function outputOf({ tool }: JavaBuild, module: string): string {
  return shellWord(inside(module, tool === 'gradle' ? 'build' : 'target'), 'the folder');
}

/** The COPYs of a shape: `name:name` keeps the folder, `name` lays what is in it beside the rest. */
export function shapeCopies(layers: readonly string[]): string[] {
  return layers.map((layer) => {
    const [from = '', to] = layer.split(':');
    const source = from === '.' ? '/out' : `/out/${from}`;
    return `COPY --from=build ${copyArguments([`${source}/`, to === undefined ? './' : `./${to}/`], 'the layer')}`;
  });
}
