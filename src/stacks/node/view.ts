import { environment, healthcheck } from '../../core/instruction.ts';
import { execForm, pairValue } from '../../core/quote.ts';
import type { Spec } from '../../core/stack.ts';
import { banner, commandsOf, type HeaderView, stageImage, type Writable } from '../../core/view.ts';
import { ENDS_AT_SIGTERM } from '../shared/javascript/signals.ts';
import { type RuntimeView, serviceTitle } from '../shared/service.ts';
import { runtimeCopies } from './copies.ts';
import type { NodeFacts } from './facts.ts';
import { type NodeImages, nodeImages } from './images.ts';
import { builds, contextOf, gathers, home } from './layout.ts';
import { type ManifestsView, manifestsStage } from './manifests-stage.ts';
import { healthProbe } from './probe.ts';
import { programOptions, writePreload } from './signals.ts';
import { buildStage, type NodeStageView, productionStage, ROOT_OWNED } from './stages.ts';

/** What `node/Dockerfile.hbs` names. */
export interface NodeView {
  readonly header: HeaderView;
  readonly manifests: ManifestsView | null;
  readonly build: NodeStageView | null;
  readonly production: NodeStageView | null;
  readonly runtime: RuntimeView;
}

/** The view of a service that Node or Bun runs. */
export function nodeView(spec: Spec<NodeFacts>): NodeView {
  const images = nodeImages(spec.answers, spec.facts);
  return {
    header: {
      title: titleOf(spec),
      ...commandsOf(spec, contextOf(spec), writablePaths(spec.facts, images.user)),
    },
    manifests: manifestsStage(spec, images),
    build: buildStage(spec, images),
    production: productionStage(spec, images),
    runtime: runtimeView(spec, images),
  };
}

/** Where the process may write: the framework's own paths, each a tmpfs. */
export function writablePaths(facts: NodeFacts, user: string): Writable[] {
  return facts.shape.writable.map((path) => ({ path: `${home(facts)}/${path}`, user }));
}

/** What the header calls a Node service. */
export function titleOf(spec: Spec<NodeFacts>): string {
  const { answers, facts } = spec;
  const runtime =
    facts.runtime === 'bun' ? `Bun ${facts.manager.version ?? ''}`.trim() : `Node.js ${answers.runtimeVersion}`;
  return serviceTitle(spec, [runtime, managerTitle(facts), facts.framework, facts.typescript ? 'TypeScript' : null]);
}

function managerTitle({ manager, runtime }: NodeFacts): string | null {
  const titles = { npm: 'npm', pnpm: 'pnpm', yarn: 'Yarn', bun: 'Bun' };
  return manager.id === 'bun' && runtime === 'bun' ? null : titles[manager.id];
}

/** Flat folders have a workspace's packages in the root, which the service sees two folders up; links are in its own. */
function hoisted(word: string, facts: NodeFacts): string {
  const flat = gathers(facts) && facts.manager.linker === 'node-modules';
  if (!flat || !word.startsWith('node_modules/')) return word;
  return `${'../'.repeat(facts.workspace?.service.path.split('/').length ?? 0)}${word}`;
}

const REMOVE_NODE_TOOLS = [
  'rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack \\',
  '           /usr/local/bin/yarn /usr/local/bin/yarnpkg /opt/yarn-*',
].join('\n');

/** Lays root's own /app over one that the base image gives to the user that runs. */
function homeCopy(spec: Spec<NodeFacts>, { ownsApp }: NodeImages): string[] {
  return ownsApp ? [`COPY --from=${builds(spec) ? 'build' : 'source'} ${ROOT_OWNED}/ /`] : [];
}

function runtimeView(spec: Spec<NodeFacts>, images: NodeImages): RuntimeView {
  const { answers, facts } = spec;
  const [first, ...given] = answers.start ?? [];
  const rest = given.map((word) => hoisted(word, facts));
  const script = first === 'node' || first === 'bun';
  return {
    banner: banner('runtime', 'no package manager, no set-id file, nothing that the process may change'),
    ...stageImage(spec, images.runtime),
    name: 'runtime',
    environment: environment({
      NODE_ENV: 'production',
      ...(answers.port === null ? {} : { PORT: String(answers.port) }),
      ...(facts.runtime === 'bun' ? { DO_NOT_TRACK: '1' } : {}),
      ...facts.shape.environment,
    }),
    root: !images.root,
    remove: images.shell && facts.runtime === 'node' ? `RUN ${REMOVE_NODE_TOOLS}` : writePreload(facts),
    shell: images.shell,
    copies: [...homeCopy(spec, images), ...runtimeCopies(spec)],
    workdir: home(facts) === '/app' ? '' : `WORKDIR ${pairValue(home(facts), 'the folder')}`,
    user: images.user,
    port: answers.port,
    stopSignal: 'SIGTERM',
    healthcheck: healthcheck(
      answers.port === null ? null : healthProbe(images.program, answers, facts),
      facts.workspace !== null || facts.compiles,
    ),
    signals: script && !facts.handlesSignals ? ENDS_AT_SIGTERM : null,
    entrypoint: execForm(
      script || first === undefined ? [images.program, ...programOptions(facts)] : [first],
      'the start command',
    ),
    command: rest.length > 0 ? execForm(rest, 'the start command') : null,
  };
}
