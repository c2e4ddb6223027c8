import { copyArguments } from '../../core/quote.ts';
import type { Blueprint, Spec } from '../../core/stack.ts';
import { commandsOf, dockerfilePath, type HeaderView } from '../../core/view.ts';
import { type RuntimeView, runtimeView } from '../shared/service.ts';
import { siteConfig, siteRuntime } from '../shared/site.ts';
import type { NodeFacts } from './facts.ts';
import { nodeImages } from './images.ts';
import { contextOf, serviceFolder } from './layout.ts';
import { type ManifestsView, manifestsStage } from './manifests-stage.ts';
import { buildStage, type NodeStageView } from './stages.ts';
import { titleOf } from './view.ts';

/** What `node/static.Dockerfile.hbs` names. */
interface StaticView {
  readonly header: HeaderView;
  readonly manifests: ManifestsView | null;
  readonly build: NodeStageView;
  readonly runtime: RuntimeView;
}

/** The Dockerfile and nginx.conf of a service whose build leaves static files. */
export function staticFiles(spec: Spec<NodeFacts>): Blueprint[] {
  const context = contextOf(spec);
  return [
    { path: dockerfilePath(spec, context), template: 'node/static.Dockerfile.hbs', view: staticView(spec, context) },
    siteConfig(spec, context, spec.facts.shape.fallback),
  ];
}

function staticView(spec: Spec<NodeFacts>, context: string): StaticView {
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
    runtime: runtimeView(spec, siteRuntime(spec, { context, says, copies })),
  };
}
