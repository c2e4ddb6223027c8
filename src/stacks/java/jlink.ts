import { run } from '../../core/instruction.ts';
import { UserError } from '../../errors.ts';
import type { Stage } from '../shared/service.ts';
import { linkingImage } from './bases.ts';
import type { JavaBuild, Shape } from './build.ts';
import { shapeCopies } from './shapes.ts';

/** The setting that asks for a runtime with no more than the modules that the program uses. */
export const JLINK = 'jlink';
/** Where that runtime is, in its stage and in the image. */
export const LINKED_HOME = '/opt/java/openjdk';

/** Where the jars of a shape are, for the tool that reads which modules they use. */
const JARS: Readonly<Partial<Record<Shape, { readonly own: string; readonly others: string | null }>>> = {
  classpath: { own: 'app.jar', others: 'lib/*' },
  dist: { own: 'app/*.jar', others: 'lib/*' },
  jar: { own: 'app.jar', others: null },
};
/** What no bytecode names: name services, curves of TLS, what serializers and drivers look for by name. */
const UNSEEN = 'java.naming,java.management,jdk.crypto.ec,jdk.unsupported';

/**
 * Whether a runtime of the service's own is asked for.
 * @throws UserError `usage` where the setting is no answer, or the program finds its classes in ways that no tool can see
 */
export function linksRuntime(set: Readonly<Record<string, string>>, shape: Shape | null): boolean {
  const asked = set[JLINK];
  if (asked === undefined || asked === 'no') return false;
  if (asked !== 'yes') throw new UserError('usage', `--set ${JLINK}=${JSON.stringify(asked)} is neither yes nor no`);
  if (shape === null || JARS[shape] === undefined)
    throw new UserError(
      'usage',
      `--set ${JLINK}=yes is for plain programs: a framework finds classes by name, and their modules would be missing`,
      'Leave it out.',
    );
  return true;
}

/** The stage that makes the runtime, from the jars that run. */
export function linkingStage(base: string, version: string, shape: Shape, build: JavaBuild): Stage {
  const { own, others } = JARS[shape] ?? { own: 'app.jar', others: null };
  const path = others === null ? '' : ` --class-path '${others}'`;
  const modules = `$(jdeps --ignore-missing-deps --print-module-deps --recursive -q --multi-release ${version}${path} ${own})`;
  return {
    name: 'jre',
    says: 'a Java with the modules that the program uses, and no others',
    image: linkingImage(base, version),
    steps: [
      shapeCopies(shape, build).join('\n'),
      run(
        ['--network=none'],
        [
          `modules="${modules}"`,
          `jlink --add-modules "$modules,${UNSEEN}" --strip-debug --no-man-pages --no-header-files --output /jre`,
        ],
      ),
    ],
  };
}
