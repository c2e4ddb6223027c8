import { bindMount, cacheMount, run, secretMount } from '../../core/instruction.ts';
import { shellCommand } from '../../core/quote.ts';
import type { Spec } from '../../core/stack.ts';
import { stageImage } from '../../core/view.ts';
import { relativeTo } from '../shared/paths.ts';
import { uvImage } from './bases.ts';
import type { PythonFacts } from './detect.ts';

/** Where the dependencies go: apart from the sources, so that a changed source moves one small layer. */
export const VENV = '/opt/venv';

/** What a manager does in the build stage. */
export interface Install {
  readonly environment: Readonly<Record<string, string>>;
  /** Instructions before the sources are there: a changed source installs nothing again. */
  readonly before: readonly string[];
  /** And after. */
  readonly after: readonly string[];
}

/** Above an install that nothing holds to a lock file: detection has said so, and our own audit is told. */
const UNLOCKED =
  '# secure-dockerfile ignore=install/no-lock the project has no lock file, so installs are not reproducible';

const HASHED = '# nothing but what the hashes allow';

/** The steps that install a service's dependencies, and itself where it is a package. */
export function installSteps(spec: Spec<PythonFacts>): Install {
  const { manager } = spec.facts;
  if (manager === null) return { environment: {}, before: [], after: [] };
  return manager.id === 'uv' ? byUv(spec) : byPip(spec);
}

function byUv(spec: Spec<PythonFacts>): Install {
  const { facts } = spec;
  const { manager, manifest, local } = facts;
  const environment = {
    UV_COMPILE_BYTECODE: '1',
    UV_LINK_MODE: 'copy',
    UV_PYTHON_DOWNLOADS: 'never',
    UV_PROJECT_ENVIRONMENT: VENV,
  };
  const uv = bringUv(spec);
  const packaged = manifest?.packaged ?? false;
  const sync = (commands: readonly string[], files: readonly string[]) =>
    step(spec, cacheMount('uv', '/root/.cache/uv'), files, commands);
  if (manager?.locked) {
    const files = ['pyproject.toml', 'uv.lock'];
    const whole = 'uv sync --locked --no-dev --no-editable';
    if (local) return { environment, before: [...link(spec), uv], after: [sync([venv(spec), whole], [])] };
    if (!packaged)
      return {
        environment,
        before: [...link(spec), uv, sync([venv(spec), `${whole} --no-install-project`], files)],
        after: [],
      };
    const first = sync([venv(spec), 'uv sync --frozen --no-dev --no-install-project'], files);
    return { environment, before: [...link(spec), uv, first], after: [sync([whole], [])] };
  }
  const pip = `uv pip install --python ${VENV}`;
  const first = sync([venv(spec), `${pip} --requirements pyproject.toml`], ['pyproject.toml']);
  return {
    environment,
    before: [...link(spec), uv, unlocked(first)],
    after: packaged ? [sync([`${pip} --no-deps .`], [])] : [],
  };
}

/** uv's own image holds nothing but its programs. */
function bringUv(spec: Spec<PythonFacts>): string {
  const { image, tag } = stageImage(spec, uvImage(spec.facts.uv));
  return `${tag === null ? '' : `# ${tag}\n`}COPY --from=${image} /uv /usr/local/bin/uv`;
}

function byPip(spec: Spec<PythonFacts>): Install {
  const { manager, manifest, local } = spec.facts;
  const { requirements } = manifest ?? {};
  const cache = cacheMount('pip', '/root/.cache/pip');
  const pip = `pip --python ${VENV}/bin/python install`;
  const environment = { PIP_DISABLE_PIP_VERSION_CHECK: '1', PIP_NO_INPUT: '1' };
  if (!requirements)
    return { environment, before: link(spec), after: [unlocked(step(spec, cache, [], [venv(spec), `${pip} .`]))] };
  const [main = '', ...included] = requirements.files.map((path) => relativeTo(spec.answers.service, path) ?? path);
  const words = `${pip}${manager?.locked ? ' --require-hashes' : ''} -r ${shellCommand([main], 'the requirements')}`;
  const install = step(spec, cache, local ? [] : [main, ...included], [venv(spec), words]);
  const told = manager?.locked ? `${HASHED}\n${install}` : unlocked(install);
  return { environment, before: local ? link(spec) : [...link(spec), told], after: local ? [told] : [] };
}

/** Without pip: what runs needs no package manager. */
function venv({ answers }: Spec<PythonFacts>): string {
  return `${answers.base === 'distroless' ? '/usr/bin/' : ''}python3 -m venv --without-pip ${VENV}`;
}

/** An environment links to its interpreter by path, and distroless images have it at another one than the image that installs. */
function link({ answers }: Spec<PythonFacts>): string[] {
  const comment = '# where the runtime has its interpreter: the environment links to it by path';
  return answers.base === 'distroless' ? [`${comment}\nRUN ln -s /usr/local/bin/python3 /usr/bin/python3`] : [];
}

function unlocked(instruction: string): string {
  return `${UNLOCKED}\n${instruction}`;
}

const TARGETS: Readonly<Record<string, string>> = { netrc: '/root/.netrc', pipconf: '/root/.config/pip/pip.conf' };

/** A RUN with the files that it reads, its cache and its secret as mounts. */
function step(
  { secrets }: Spec<PythonFacts>,
  cache: string,
  files: readonly string[],
  commands: readonly string[],
): string {
  const mounts = secrets.flatMap(({ id, required }) =>
    TARGETS[id] === undefined ? [] : [secretMount(id, TARGETS[id], required)],
  );
  return run([...files.map((path) => bindMount(path)), cache, ...mounts], commands);
}
