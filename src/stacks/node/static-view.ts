import { healthcheck } from '../../core/instruction.ts';
import { copyArguments, execForm } from '../../core/quote.ts';
import type { Blueprint, Spec } from '../../core/stack.ts';
import {
  banner,
  besideDockerfile,
  commandsOf,
  dockerfilePath,
  type HeaderView,
  serviceName,
  stageImage,
} from '../../core/view.ts';
import type { NodeFacts } from './facts.ts';
import { nodeImages } from './images.ts';
import { contextOf, serviceFolder } from './layout.ts';
import { buildStage, type ManifestsView, manifestsStage, type NodeStageView } from './stages.ts';
import { titleOf } from './view.ts';

/** nginx-unprivileged's own user. */
const NGINX_USER = '101:101';
const STATIC_PORT = 8080;

/** What `node/static.Dockerfile.hbs` names. */
export interface StaticView {
  readonly header: HeaderView;
  readonly manifests: ManifestsView | null;
  readonly build: NodeStageView;
  readonly runtime: {
    readonly banner: string;
    readonly image: string;
    readonly tag: string | null;
    readonly name: string;
    readonly config: string;
    readonly copies: readonly string[];
    readonly user: string;
    readonly port: number;
    readonly stopSignal: string;
    readonly healthcheck: string;
    readonly signals: null;
    readonly entrypoint: string;
    readonly command: string;
  };
}

/** The Dockerfile and nginx.conf of a service whose build leaves static files. */
export function staticFiles(spec: Spec<NodeFacts>): Blueprint[] {
  const config = besideDockerfile(spec, contextOf(spec), 'nginx.conf');
  const spa = spec.facts.shape.fallback === 'spa';
  return [
    {
      path: dockerfilePath(spec, contextOf(spec)),
      template: 'node/static.Dockerfile.hbs',
      view: staticView(spec, config.split('/').at(-1) ?? config),
    },
    { path: config, template: 'static/nginx.conf.hbs', view: { title: serviceName(spec), port: portOf(spec), spa } },
  ];
}

function portOf({ answers }: Spec<NodeFacts>): number {
  return answers.port ?? STATIC_PORT;
}

function staticView(spec: Spec<NodeFacts>, config: string): StaticView {
  const { answers, facts } = spec;
  const images = nodeImages(answers, facts);
  const port = portOf(spec);
  const probe = ['wget', '-q', '-O', '/dev/null', `http://127.0.0.1:${port}/healthz`];
  return {
    header: { title: titleOf(spec), ...commandsOf(spec, contextOf(spec), []) },
    manifests: manifestsStage(spec, images),
    build: buildStage(spec, images),
    runtime: {
      banner: banner('runtime', 'nginx and the built files; no Node.js, no set-id file'),
      ...stageImage(spec, images.runtime),
      name: 'runtime',
      config,
      copies: facts.shape.outputs.map(({ from }) => {
        const built = from === '.' ? serviceFolder(facts) : `${serviceFolder(facts)}/${from}`;
        return `COPY --from=build ${copyArguments([built, './'], 'the built folder')}`;
      }),
      user: NGINX_USER,
      port,
      stopSignal: 'SIGQUIT',
      healthcheck: healthcheck(answers.healthcheck === null ? null : probe),
      signals: null,
      entrypoint: execForm(['nginx'], 'the entrypoint'),
      command: execForm(['-g', 'daemon off;'], 'the command'),
    },
  };
}
