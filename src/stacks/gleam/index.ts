import { defineStack } from '../../core/stack.ts';
import { nextSteps } from '../../core/view.ts';
import { serviceIgnoreFile } from '../shared/ignore.ts';
import { serviceDockerfile } from '../shared/service.ts';
import { gleamBase, gleamImage, gleamParents } from './bases.ts';
import { detectGleam, FRAMEWORKS, type GleamFacts } from './detect.ts';
import { gleamForeign } from './foreign.ts';
import { gleamPlan } from './view.ts';

/** Gleam services that run on Erlang. */
export const gleam = defineStack<GleamFacts>({
  id: 'gleam',
  title: 'Gleam',
  proof: {
    built: '',
    checked: 'packages of Hex, from git and from a folder, also those written in Elixir; Wisp, Mist',
  },
  foreign: gleamForeign,
  manifests: ['gleam.toml'],
  isService: ({ facts }) => facts.starts,
  frameworks: FRAMEWORKS,
  detect: detectGleam,

  questions: () => [
    { name: 'start', message: 'Start command (run as it is, without a shell)', kind: 'text' },
    { name: 'port', message: 'Port', kind: 'text', optional: true },
    { name: 'healthcheck', message: 'Path that answers when healthy', kind: 'text', optional: true },
  ],

  images({ base, runtimeVersion }, { otp, manifest }) {
    const images = gleamBase(base, otp, manifest.mix);
    return [...new Set([images.build, gleamImage(runtimeVersion), images.runtime])];
  },

  parents: gleamParents,

  files(spec) {
    const ignored = { built: ['**/build', '**/*.beam', '**/erl_crash.dump'], private: [], development: ['**/test'] };
    return [serviceDockerfile(spec, gleamPlan(spec)), serviceIgnoreFile(spec, spec.facts.context, ignored)];
  },

  nextSteps: (spec) => nextSteps(spec, spec.facts.context),
});
