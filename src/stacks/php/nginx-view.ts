import { copyArguments } from '../../core/quote.ts';
import type { Spec } from '../../core/stack.ts';
import { partName } from '../../core/view.ts';
import { relativeTo } from '../shared/paths.ts';
import type { ServicePlan } from '../shared/service.ts';
import { siteRuntime } from '../shared/site.ts';
import type { PhpFacts } from './facts.ts';
import { NGINX_HEALTH, NGINX_PART } from './server.ts';
import { below, builtCopy, outputs, stagesFor } from './stages.ts';
import { titleOf } from './view.ts';

/** The Dockerfile of nginx before PHP-FPM: the files of the document root, and none of the scripts. */
export function nginxPlan(spec: Spec<PhpFacts>): ServicePlan {
  const { facts } = spec;
  const folder = facts.root?.folder ?? '.';
  const built = outputs(facts).flatMap((path) => {
    const served = path === folder ? '.' : relativeTo(folder, path);
    // a whole document root goes over what is there already
    return served === undefined ? [] : [builtCopy(spec, path, served === '.' ? '/app/' : `./${served}`)];
  });
  return {
    context: facts.context,
    title: titleOf(spec, 'nginx'),
    part: { name: NGINX_PART, options: `--name ${partName(spec, NGINX_PART)}`, serves: true },
    stages: stagesFor(spec, 'site'),
    runtime: siteRuntime(spec, {
      context: facts.context,
      says: 'nginx and the public files; no PHP, no set-id file',
      copies: [`COPY --from=build ${copyArguments([below(spec, folder), './'], 'the public files')}`, ...built],
      health: NGINX_HEALTH,
    }),
  };
}
