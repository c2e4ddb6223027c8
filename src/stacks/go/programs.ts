import type { Given } from '../../core/answers.ts';
import type { Project } from '../../core/project.ts';
import { UserError } from '../../errors.ts';
import { relativeTo } from '../shared/paths.ts';
import { type MainPackage, mainPackages } from './mains.ts';
import type { GoModule } from './module.ts';

/** The setting that names the package to build. */
export const PACKAGE = 'package';

/** A service in a folder of its own below the module is that program; at the module's root all of them are there to choose. */
export function programsOf(project: Project, service: string, folder: string, { mod }: GoModule): MainPackage[] {
  const below = relativeTo(folder, service);
  if (service === folder || below === undefined) return mainPackages(project, folder, mod.module);
  return mainPackages(project, service, service).map((main) => ({
    ...main,
    package: main.package === '.' ? `./${below}` : `./${below}/${main.package.slice(2)}`,
  }));
}

/** The named one, the only one, or the one at the module's root. */
export function chosenMain(mains: readonly MainPackage[], given: Given): MainPackage | undefined {
  const named = given.set?.[PACKAGE];
  if (named !== undefined) {
    if (!/^\.(?:\/[\w.-]+)*$/.test(named) || named.split('/').includes('..'))
      throw new UserError(
        'usage',
        `--set ${PACKAGE}=${JSON.stringify(named)} is no package of the module`,
        'Write it as ./cmd/api.',
      );
    const known = mains.find((main) => main.package === named);
    return known ?? { package: named, name: named.split('/').at(-1) || 'app', from: 'your answer' };
  }
  return mains.length === 1 || mains[0]?.package === '.' ? mains[0] : undefined;
}
