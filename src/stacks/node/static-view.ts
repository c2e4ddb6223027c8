import { copyArguments } from '../../core/quote.ts';
import type { Blueprint, Spec } from '../../core/stack.ts';
import { commandsOf, dockerfilePath } from '../../core/view.ts';
import { runtimeView } from '../shared/service.ts';
import { siteConfig, siteRuntime } from '../shared/site.ts';
import type { NodeFacts } from './facts.ts';
import { nodeImages } from './images.ts';
import { contextOf, serviceFolder } from './layout.ts';
import { manifestsStage } from './manifests-stage.ts';
import { buildStage } from './stages.ts';
import { type NodeView, titleOf } from './view.ts';

/** The Dockerfile and nginx.conf of a service whose build leaves static files. */
export function staticFiles(spec: Spec<NodeFacts>): Blueprint[] {
  const context = contextOf(spec);
  return [
    { path: dockerfilePath(spec, context), template: 'node/Dockerfile.hbs', view: staticView(spec, context) },
    siteConfig(spec, context, spec.facts.shape.fallback),
  ];
}

function staticView(spec: Spec<NodeFacts>, context: string): NodeView {
  const { answers, facts } = spec;
  const images = nodeImages(answers, facts);
  const copies = facts.shape.outputs.map(({ from }) => {
    const built = from === '.' ? serviceFolder(facts) : `${serviceFolder(facts)}/${from}`;
    return `COPY --from=build ${copyArguments([built, './'], 'the built folder')}`;
  });
  const says = 'nginx and the built files; no Node.js, no set-id file';
  return {
    header: { title: titleOf(spec), ...commandsOf(spec, context, []) },
    manifests: manifestsStage(spec, images),
    build: buildStage(spec, images),
    production: null,
    runtime: runtimeView(spec, siteRuntime(spec, { context, says, copies })),
  };
}
