import type { Project } from '../../core/project.ts';
import type { Spec } from '../../core/stack.ts';
import type { Writable } from '../../core/view.ts';
import { pythonBase } from '../shared/python/bases.ts';
import { VENV } from '../shared/python/install-step.ts';
import { TOOLS } from '../shared/python/tools.ts';
import type { PythonFacts } from './detect.ts';
import { pythonSources } from './sources.ts';
import type { Start } from './starting.ts';

/** Whether the sources use Flask's folder for what an instance of the application keeps. */
export function usesInstanceFolder(project: Project, service: string, { framework }: Start): boolean {
  return (
    framework?.id === 'flask' && pythonSources(project, service).some(({ text }) => /\binstance_path\b/.test(text))
  );
}

/** What a service writes when it runs: Flask's instance folder, beside the sources or where the environment keeps data. */
export function writableOf({ answers, facts }: Spec<PythonFacts>): readonly Writable[] {
  const module = /^([A-Za-z_][\w.]{0,200}):/.exec(answers.start?.find((word) => word.includes(':')) ?? '')?.[1];
  if (!facts.instance || module === undefined) return [];
  const { user } = pythonBase(answers.base, answers.runtimeVersion, facts.compiles);
  const sources = facts.start.root === '.' ? '/app' : `/app/${facts.start.root}`;
  return [{ path: isInstalled(facts) ? `${VENV}/var/${module}-instance` : `${sources}/instance`, user }];
}

/** Whether the project is in the environment like its dependencies, so that its sources need not be there a second time. */
export function isInstalled({ manager, manifest, start }: PythonFacts): boolean {
  if (manager === null || !(manifest?.packaged ?? false) || start.django !== null) return false;
  return manager.id === 'uv' || (manager.id !== 'pip' && TOOLS[manager.id].copies);
}
