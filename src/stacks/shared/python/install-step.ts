import { bindMount, cacheMount, run, secretMount } from '../../../core/instruction.ts';
import type { Spec } from '../../../core/stack.ts';
import { stageImage } from '../../../core/view.ts';
import { inside } from '../paths.ts';
import { UNLOCKED } from '../unlocked.ts';
import { uvImage } from './bases.ts';
import { belowContext, type Installation } from './installation.ts';

/** Where the dependencies go: apart from the sources, so that a changed source moves one small layer. */
export const VENV = '/opt/venv';

/** Without pip: what runs needs no package manager. */
export const MAKE_VENV = `python -m venv --without-pip ${VENV}`;

/** What each manager keeps between builds. */
export const CACHES = {
  uv: cacheMount('uv', '/root/.cache/uv'),
  pip: cacheMount('pip', '/root/.cache/pip'),
  poetry: cacheMount('poetry', '/root/.cache/pypoetry'),
  pdm: cacheMount('pdm', '/root/.cache/pdm'),
  pipenv: cacheMount('pipenv', '/root/.cache/pipenv'),
} as const;

/** uv's own image holds nothing but its programs. */
export function bringUv(spec: Spec<Installation>): string {
  const { image, tag } = stageImage(spec, uvImage(spec.facts.uv));
  return `${tag === null ? '' : `# ${tag}\n`}COPY --from=${image} /uv /usr/local/bin/uv`;
}

/** An install that nothing holds to a lock file, and a word on it. */
export function unlocked(instruction: string): string {
  return `${UNLOCKED}\n${instruction}`;
}

const TARGETS: Readonly<Record<string, string>> = {
  netrc: '/root/.netrc',
  pipconf: '/root/.config/pip/pip.conf',
  poetry_auth: '/root/.config/pypoetry/auth.toml',
  pdm_config: '/root/.config/pdm/config.toml',
};

/** A RUN with the files that it reads, its cache and its secret as mounts. */
export function step(
  { facts, secrets }: Spec<Installation>,
  cache: string,
  files: readonly string[],
  commands: readonly string[],
): string {
  const mounts = secrets.flatMap(({ id, required }) =>
    TARGETS[id] === undefined ? [] : [secretMount(id, TARGETS[id], required)],
  );
  return run(
    [...files.map((path) => bindMount(path, false, inside(belowContext(facts), path))), cache, ...mounts],
    commands,
  );
}
