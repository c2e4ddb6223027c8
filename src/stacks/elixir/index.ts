import { defineStack, type Question } from '../../core/stack.ts';
import { nextSteps } from '../../core/view.ts';
import { serviceIgnoreFile } from '../shared/ignore.ts';
import { serviceDockerfile } from '../shared/service.ts';
import { NODE_IMAGE } from './assets.ts';
import { elixirBase, elixirParents } from './bases.ts';
import { detectElixir, FRAMEWORKS, RELEASE } from './detect.ts';
import type { ElixirFacts } from './facts.ts';
import { elixirForeign } from './foreign.ts';
import { elixirPlan } from './view.ts';

/** Elixir services: releases of mix, Phoenix with its assets, umbrellas. */
export const elixir = defineStack<ElixirFacts>({
  id: 'elixir',
  title: 'Elixir',
  proof: {
    built: 'releases of mix without packages',
    checked: 'packages of Hex and from git, organisations, Phoenix with esbuild, Tailwind and Node, umbrellas, Alpine',
  },
  foreign: elixirForeign,
  manifests: ['mix.exs'],
  isService: ({ facts }) => !facts.member && (facts.mix.starts || facts.mix.umbrella !== null || facts.phoenix),
  frameworks: FRAMEWORKS,
  settings: [{ key: RELEASE, says: 'the release to build', usual: 'the only one; asked where there are several' }],
  detect: detectElixir,

  questions({ facts }) {
    const several: Question = {
      name: 'set',
      setting: RELEASE,
      message: 'Which release',
      kind: facts.releases.length > 1 ? 'select' : 'text',
      choices: facts.releases.map((name) => ({ value: name, title: name })),
    };
    return [
      ...(facts.releases.length === 1 ? [] : [several]),
      { name: 'start', message: 'Start command (run as it is, without a shell)', kind: 'text' },
      { name: 'port', message: 'Port', kind: 'text', optional: true },
      { name: 'healthcheck', message: 'Path that answers when healthy', kind: 'text', optional: true },
    ];
  },

  images({ base, runtimeVersion }, { assets }) {
    const images = elixirBase(base, runtimeVersion);
    return [...new Set([images.build, ...(assets.node ? [NODE_IMAGE] : []), images.runtime])];
  },

  parents: elixirParents,

  files(spec) {
    const ignored = {
      built: ['**/_build', '**/deps', '**/node_modules', 'priv/static/assets', '**/cover', '**/erl_crash.dump'],
      private: ['config/*.secret.exs', '**/.elixir_ls'],
      development: ['**/test', '**/*.ez', '**/.iex.exs', '**/.credo.exs'],
    };
    return [serviceDockerfile(spec, elixirPlan(spec)), serviceIgnoreFile(spec, spec.facts.context, ignored)];
  },

  nextSteps: (spec) => nextSteps(spec, spec.facts.context),
});
