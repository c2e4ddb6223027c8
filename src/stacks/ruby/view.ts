import type { Spec } from '../../core/stack.ts';
import type { Writable } from '../../core/view.ts';
import { frontEndStages } from '../node/front-end/index.ts';
import { rubyBase } from '../shared/ruby/bases.ts';
import { type ServicePlan, serviceTitle } from '../shared/service.ts';
import { assetStages, buildStage } from './build-stage.ts';
import type { RubyFacts } from './detect.ts';
import { homeOf, writableFolders } from './places.ts';
import { runtimeOf } from './runtime.ts';

/** The Dockerfile of a Ruby service: gems and assets in one stage, run in the other. */
export function rubyPlan(spec: Spec<RubyFacts>): ServicePlan {
  const { answers, facts } = spec;
  return {
    context: facts.context,
    title: serviceTitle(spec, [
      `Ruby ${answers.runtimeVersion}`,
      facts.bundle ? 'Bundler' : null,
      facts.start.framework?.title ?? null,
    ]),
    writable: writablePaths(spec),
    stages: [...frontEndStages(spec, facts.frontEnd, facts.context), buildStage(spec), ...assetStages(spec)],
    runtime: runtimeOf(spec),
  };
}

/** What a Rails application writes: each is memory when it runs, and belongs to the user in the image too. */
export function writablePaths({ answers, facts }: Spec<RubyFacts>): Writable[] {
  const { user } = rubyBase(answers.base, answers.runtimeVersion, facts.compiles);
  return writableFolders(facts).map((path) => ({ path: `${homeOf(facts)}/${path}`, user }));
}
