import { run } from '../../../core/instruction.ts';
import { shellCommand, shellWord } from '../../../core/quote.ts';
import type { Spec } from '../../../core/stack.ts';
import { relativeTo } from '../paths.ts';
import type { Group } from './groups.ts';
import { bringUv, CACHES, MAKE_VENV, step, unlocked, VENV } from './install-step.ts';
import { homeOf, type Installation } from './installation.ts';
import type { Manager } from './manager.ts';
import { TOOLS, type ToolId } from './tools.ts';

/** What a manager does in the build stage. */
export interface Install {
  readonly environment: Readonly<Record<string, string>>;
  /** Instructions before the sources are there: a changed source installs nothing again. */
  readonly before: readonly string[];
  /** And after. */
  readonly after: readonly string[];
}

const LOCKED = '# exactly what the lock file says, into an environment without pip';
const HASHED = '# nothing but what the hashes allow';

/** The steps that install a service's dependencies, and itself where it is a package. */
export function installSteps(spec: Spec<Installation>): Install {
  const { manager } = spec.facts;
  if (manager === null) return { environment: {}, before: [], after: [] };
  if (manager.id === 'uv') return byUv(spec);
  return manager.id === 'pip' ? byPip(spec) : byTool(spec, manager);
}

function byUv(spec: Spec<Installation>): Install {
  const { manager, manifest, local, workspace, groups } = spec.facts;
  const environment = {
    UV_COMPILE_BYTECODE: '1',
    UV_LINK_MODE: 'copy',
    UV_PYTHON_DOWNLOADS: 'never',
    UV_PROJECT_ENVIRONMENT: VENV,
  };
  const locked = manager?.locked ?? false;
  const packaged = manifest?.packaged ?? false;
  const sync = (words: string, files: readonly string[]) => {
    // anyone may write what uv locks an environment with
    const install = step(spec, CACHES.uv, files, [`uv sync ${words}`, `rm ${VENV}/.lock`]);
    return locked ? install : unlocked(install);
  };
  const also = groups.map(({ kind, name }) => `--${kind} ${name} `).join('');
  const only = `${also}${groups.some(({ name }) => name === 'dev') ? '' : '--no-dev '}`;
  const whole = `${locked ? '--locked ' : ''}${only}--no-editable`;
  if (local) return { environment, before: [bringUv(spec)], after: [sync(whole, [])] };
  if (workspace) {
    const member = `--package ${shellWord(workspace.name, 'the name')}`;
    const all = ['pyproject.toml', 'uv.lock', ...workspace.manifests];
    const first = sync(`--frozen ${only}--no-install-workspace ${member}`, all);
    return { environment, before: [bringUv(spec), first], after: [sync(`${whole} ${member}`, [])] };
  }
  // the second step compares the lock file with the whole project: a package's own version may be known by then only
  const first = packaged ? `${locked ? '--frozen ' : ''}${only}`.trim() : whole;
  const files = ['pyproject.toml', ...(locked ? ['uv.lock'] : [])];
  const before = [bringUv(spec), sync(`${first} --no-install-project`, files)];
  return { environment, before, after: packaged ? [sync(whole, [])] : [] };
}

/** Poetry, PDM and Pipenv: brought by uv at an exact version, they install into the environment that is there. */
function byTool(spec: Spec<Installation>, manager: Manager): Install {
  const { manifest, local, groups } = spec.facts;
  const recipe = TOOLS[manager.id as ToolId];
  const version = spec.answers.packageManagerVersion ?? recipe.version;
  const tool = `uv tool install ${shellWord(`${recipe.package}==${version}`, 'the package manager')}`;
  const bring = [bringUv(spec), run([CACHES.uv], [tool])];
  const commands = recipe.install(version, manager.locked, groups);
  const own = manifest?.packaged && recipe.own !== null ? [step(spec, CACHES[recipe.id], [], [recipe.own])] : [];
  const install = step(spec, CACHES[recipe.id], local ? [] : recipe.files(manager.locked), [MAKE_VENV, commands]);
  const told = manager.locked ? `${LOCKED}\n${install}` : unlocked(install);
  return {
    environment: {
      ...recipe.environment,
      VIRTUAL_ENV: VENV,
      UV_TOOL_BIN_DIR: '/usr/local/bin',
      UV_PYTHON_DOWNLOADS: 'never',
    },
    before: local ? bring : [...bring, told],
    after: local ? [told, ...own] : own,
  };
}

function byPip(spec: Spec<Installation>): Install {
  const { manager, manifest, local, groups } = spec.facts;
  const { requirements } = manifest ?? {};
  const pip = `pip --python ${VENV}/bin/python install`;
  const environment = { PIP_DISABLE_PIP_VERSION_CHECK: '1', PIP_NO_INPUT: '1' };
  if (!requirements)
    return {
      environment,
      before: [],
      after: [unlocked(step(spec, CACHES.pip, [], [MAKE_VENV, `${pip} ${itself(groups)}`]))],
    };
  const [main = '', ...included] = requirements.files.map((path) => relativeTo(homeOf(spec.facts), path) ?? path);
  const words = `${pip}${manager?.locked ? ' --require-hashes' : ''} -r ${shellCommand([main], 'the requirements')}`;
  const install = step(spec, CACHES.pip, local ? [] : [main, ...included], [MAKE_VENV, words]);
  const told = manager?.locked ? `${HASHED}\n${install}` : unlocked(install);
  return { environment, before: local ? [] : [told], after: local ? [told] : [] };
}

/** The project itself, with its extras. */
function itself(groups: readonly Group[]): string {
  const extras = groups.filter(({ kind }) => kind === 'extra').map(({ name }) => name);
  return extras.length === 0 ? '.' : shellWord(`.[${extras.join(',')}]`, 'the extras');
}

/** Packages that no file of the project lists, by name, into the environment; at first it is made. */
export function installNamed(spec: Spec<Installation>, packages: readonly string[], first: boolean): string {
  const install = `pip --python ${VENV}/bin/python install ${shellCommand(packages, 'the package')}`;
  return unlocked(step(spec, CACHES.pip, [], first ? [MAKE_VENV, install] : [install]));
}

/** An environment knows its interpreter by path, and distroless images have it at another one than the image that installs. */
export function relink({ answers, facts }: Spec<Installation>): string {
  if (answers.base !== 'distroless' || facts.manager === null) return '';
  const comment = '# the interpreter that the environment links to is another one when it runs';
  const move = `sed -i 's|/usr/local/bin|/usr/bin|' ${VENV}/pyvenv.cfg`;
  return `${comment}\n${run([], [`ln -sf /usr/bin/python3 ${VENV}/bin/python`, move])}`;
}
