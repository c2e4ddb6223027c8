import { defineStack } from '../../core/stack.ts';
import { nextSteps } from '../../core/view.ts';
import { keepingOut, serviceIgnoreFile } from '../shared/ignore.ts';
import { serviceDockerfile } from '../shared/service.ts';
import { denoBase, denoParents } from './bases.ts';
import { detectDeno } from './detect.ts';
import type { DenoFacts } from './facts.ts';
import { denoForeign } from './foreign.ts';
import { FRAMEWORKS } from './frameworks.ts';
import { denoPlan } from './view.ts';

/** Deno services: servers, workers and `deno serve`, with packages from JSR, npm or an address. */
export const deno = defineStack<DenoFacts>({
  id: 'deno',
  title: 'Deno',
  proof: {
    built:
      'deno init, tasks with their permissions, deno serve; packages of npm with deno.json or package.json, workspaces; Hono',
    checked: 'packages of JSR and from an address, Fresh, Oak, Alpine, Chainguard and hardened images',
  },
  foreign: denoForeign,
  manifests: ['deno.json', 'deno.jsonc'],
  isService: ({ answers }) => answers.start !== undefined,
  frameworks: FRAMEWORKS,
  detect: detectDeno,

  questions: () => [
    { name: 'start', message: 'Start command (deno run or deno serve, with its permissions)', kind: 'text' },
    { name: 'port', message: 'Port', kind: 'text', optional: true },
    { name: 'healthcheck', message: 'Path that answers when healthy', kind: 'text', optional: true },
  ],

  images({ base, runtimeVersion }) {
    const images = denoBase(base, runtimeVersion);
    return [...new Set([images.build, images.runtime])];
  },

  parents: denoParents,

  files(spec) {
    const { context, keptOut, manifests } = spec.facts;
    const npmrc = manifests.includes('.npmrc') ? ['!.npmrc'] : [];
    const ignored = {
      built: ['**/node_modules', '**/_fresh'],
      private: [...keptOut.filter((path) => !path.endsWith('.npmrc')).map(keepingOut), ...npmrc],
      development: ['**/*_test.ts', '**/*.test.ts', '**/*_bench.ts'],
    };
    return [serviceDockerfile(spec, denoPlan(spec)), serviceIgnoreFile(spec, context, ignored)];
  },

  nextSteps: (spec) => nextSteps(spec, spec.facts.context),
});
