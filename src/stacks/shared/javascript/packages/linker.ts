import { type Project, readJson, readToml, readYaml, stringAt, valueAt } from '../../../../core/project.ts';
import { inside, resolveInside } from '../../paths.ts';
import type { ManagerId } from './manager-releases.ts';
import { rcEntries } from './rc-file.ts';

/** How packages lie on disk: flat folders, Yarn's Plug'n'Play, or links into a store beside them. */
export type Linker = 'node-modules' | 'pnp' | 'pnpm';

/** The linker that the settings in the install's folder choose, else the manager's default. */
export function linkerOf(project: Project, home: string, id: ManagerId, major: number): Linker {
  if (id === 'yarn') return major >= 2 ? berryLinker(project, home) : 'node-modules';
  if (id === 'pnpm') return pnpmLinker(project, home);
  return id === 'bun' ? bunLinker(project, home) : 'node-modules';
}

function berryLinker(project: Project, home: string): Linker {
  const linker = stringAt(readYaml(project, inside(home, '.yarnrc.yml')), 'nodeLinker');
  return linker === 'node-modules' || linker === 'pnpm' ? linker : 'pnp';
}

function pnpmLinker(project: Project, home: string): Linker {
  const rc = rcEntries(project.text(inside(home, '.npmrc')) ?? '').findLast(({ key }) => key === 'node-linker')?.value;
  const setting = stringAt(readYaml(project, inside(home, 'pnpm-workspace.yaml')), 'nodeLinker') ?? rc;
  if (setting === 'hoisted') return 'node-modules';
  return setting === 'pnp' ? 'pnp' : 'pnpm';
}

/** Without a setting, Bun links the packages of a workspace where its lock file says that a Bun since 1.3.2 began it. */
function bunLinker(project: Project, home: string): Linker {
  const setting = stringAt(readToml(project, inside(home, 'bunfig.toml')), 'install', 'linker');
  if (setting !== undefined) return setting === 'isolated' ? 'pnpm' : 'node-modules';
  const workspaces = valueAt(readJson(project, inside(home, 'package.json')), 'workspaces');
  const head = project.text(inside(home, 'bun.lock'))?.slice(0, 200) ?? '';
  return workspaces !== undefined && /"configVersion":\s{0,4}[1-9]/.test(head) ? 'pnpm' : 'node-modules';
}

/** Yarn's own program that the project brings along (`.yarn/releases/yarn-4.1.0.cjs`), when it is really there. */
export function yarnPathOf(project: Project, home: string): string | null {
  const berry = stringAt(readYaml(project, inside(home, '.yarnrc.yml')), 'yarnPath');
  const classic = /^yarn-path[ \t]{1,8}"?([^"\r\n]{1,300}?)"?[ \t]*$/m.exec(
    (project.text(inside(home, '.yarnrc')) ?? '').slice(0, 10_000),
  )?.[1];
  const path = resolveInside(home, berry ?? classic ?? '');
  return path !== undefined && project.has(path) ? path : null;
}
