import { copyArguments, shellPaths } from '../../core/quote.ts';
import { inside, relativeTo } from '../shared/paths.ts';
import { bootLauncher } from './boot.ts';
import type { JavaBuild, Shape, ToolId } from './build.ts';
import { TOMCAT_ROOT, TOMCAT_START } from './tomcat.ts';

/** Part of what a build leaves: the folder or a pattern of ours below its output, and where it goes in `/app`. */
type Part = readonly [from: string, to: string];

/** How one shape gets from what a build leaves to what runs. */
interface ShapeRecipe {
  /** What the runtime stage's banner says. */
  readonly says: string;
  /** Commands behind the build; `output` is the folder that the build leaves, quoted for the shell. */
  readonly pick?: (output: string, build: JavaBuild) => readonly string[];
  /** A command that takes the archive apart, into `/out`; one that knows no other folder than its own is run there. */
  readonly unpack?: string;
  /** What is copied, in order, what changes least first: each a layer. Paths that begin with `/` are not below the output. */
  readonly parts: (build: JavaBuild) => readonly Part[];
  /** The start; null where the class that runs has to be known. */
  readonly start: (mainClass: string | null, build: JavaBuild) => readonly string[] | null;
}

/** Where Spring Boot's jar is kept until it is taken apart, and where that is done. */
const KEPT = '/app.jar';
export const UNPACKED = '/out';

const LAYERS = 'the layers of the jar, what changes least first';
const JARS = 'the jars that it needs, then its own';

const started =
  (classpath: string) =>
  (mainClass: string | null): readonly string[] | null =>
    mainClass === null ? null : ['java', '-cp', classpath, mainClass];
const oneJar = () => ['java', '-jar', 'app.jar'];

export const SHAPES: Readonly<Record<Shape, ShapeRecipe>> = {
  'boot-tools': {
    says: LAYERS,
    pick: (output, build) => [...removed(output, build), `mv ${output}/${archive(build)} ${KEPT}`],
    unpack: `java -Djarmode=tools -jar ${KEPT} extract --layers --destination ${UNPACKED}`,
    parts: () => [
      [`${UNPACKED}/dependencies/lib/`, './lib/'],
      [`${UNPACKED}/snapshot-dependencies/`, './'],
      [`${UNPACKED}/application/app.jar`, './app.jar'],
    ],
    start: oneJar,
  },
  'boot-layertools': {
    says: LAYERS,
    pick: (output, build) => [...removed(output, build), `mv ${output}/${archive(build)} ${KEPT}`],
    unpack: `java -Djarmode=layertools -jar ${KEPT} extract --destination ${UNPACKED}`,
    parts: () => [
      [`${UNPACKED}/dependencies/BOOT-INF/lib/`, './BOOT-INF/lib/'],
      [`${UNPACKED}/spring-boot-loader/`, './'],
      [`${UNPACKED}/snapshot-dependencies/`, '.'],
      [`${UNPACKED}/application/`, '/app/'],
    ],
    start: (_, { frameworkVersion }) => ['java', bootLauncher(frameworkVersion)],
  },
  quarkus: {
    says: 'the fast jar, what changes least first',
    parts: () => [
      ['quarkus-app/lib/', './lib/'],
      ['quarkus-app/*.jar', './'],
      ['quarkus-app/app/', './app/'],
      ['quarkus-app/quarkus/', './quarkus/'],
    ],
    start: () => ['java', '-jar', 'quarkus-run.jar'],
  },
  classpath: {
    says: JARS,
    // what needs nothing has no such folder
    pick: (output, build) => [...removed(output, build), `mkdir -p ${output}/dependency`],
    parts: (build) => [
      ['dependency/', './lib/'],
      [archive(build), './app.jar'],
    ],
    start: started('app.jar:lib/*'),
  },
  dist: {
    says: JARS,
    pick: (output) => [`for jar in ${output}/libs/*.jar; do rm -f ${output}/install/*/lib/"\${jar##*/}"; done`],
    parts: () => [
      ['install/*/lib', './lib/'],
      ['libs/', './app/'],
    ],
    start: started('app/*:lib/*'),
  },
  stage: {
    says: 'its jars',
    parts: ({ configured }) => [
      ['universal/stage/lib/', './lib/'],
      ...(configured ? [['universal/stage/conf/', './conf/'] as const] : []),
    ],
    start: (mainClass, { configured }) => started(configured ? 'conf:lib/*' : 'lib/*')(mainClass),
  },
  jar: {
    says: 'one jar with all that it needs',
    pick: removed,
    parts: (build) => [[archive(build), './app.jar']],
    start: oneJar,
  },
  war: {
    says: 'Tomcat, and the archive taken apart',
    pick: (output, build) => [`mv ${output}/${archive(build)} ${KEPT}`],
    unpack: `jar -xf ${KEPT}`,
    parts: () => [[`${UNPACKED}/`, TOMCAT_ROOT]],
    start: () => TOMCAT_START,
  },
};

/** Where below its output a tool leaves archives. */
const FOLDERS: Readonly<Record<ToolId, string>> = { maven: '', gradle: 'libs/', sbt: 'scala-*/' };

/** The one archive of a build that runs. */
function archive(build: JavaBuild): string {
  return `${FOLDERS[build.tool]}${build.archive}`;
}

/** The folder that the service's build leaves its output in, seen from where the tool is started. */
function outputOf({ tool, place }: JavaBuild): string {
  const { root, folder } = place;
  return inside(folder === root ? '.' : (relativeTo(root, folder) ?? folder), tool === 'gradle' ? 'build' : 'target');
}

/** The commands that pick out what runs of what the build leaves. */
export function picked(shape: Shape, build: JavaBuild): readonly string[] {
  return SHAPES[shape].pick?.(shellPaths([outputOf(build)], 'the folder'), build) ?? [];
}

/** Without the archives that lie beside the one that runs and fit the same pattern. */
function removed(output: string, { attaches }: JavaBuild): string[] {
  const others = ['original-*', '*-sources', '*-javadoc', '*-tests'].map((name) => `${output}/${name}.jar`);
  return attaches ? [`rm -f ${others.join(' ')}`] : [];
}

/** The COPYs of a shape, each a layer. */
export function shapeCopies(shape: Shape, build: JavaBuild): string[] {
  const { context, root } = build.place;
  const output = inside(inside('/app', relativeTo(context, root) ?? '.').replace(/\/\.$/, ''), outputOf(build));
  return SHAPES[shape].parts(build).map(([from, to]) => {
    const below = from.startsWith('/') ? [from, ''] : [output, `/${from}`];
    return `COPY --from=build ${copyArguments([below[0] ?? '', to], 'the folder', below[1])}`;
  });
}
