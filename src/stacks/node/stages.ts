import { environment } from '../../core/instruction.ts';
import type { Spec } from '../../core/stack.ts';
import { banner, stageImage } from '../../core/view.ts';
import { recipeFor } from '../shared/javascript/packages/recipes/index.ts';
import { buildCommands, fetches } from './build-steps.ts';
import type { NodeFacts } from './facts.ts';
import type { NodeImages } from './images.ts';
import { install } from './install.ts';
import { installEnvironment, installTools } from './install-tools.ts';
import { builds, deploys } from './layout.ts';
import { copyManifests } from './manifests-stage.ts';

/** In the build stage: what the last stage takes whole, for no file of it may belong to the user that runs. */
export const ROOT_OWNED = '/root-owned';

/** A stage before the last: installs, and in the build stage also builds. Every value is an instruction or empty. */
export interface NodeStageView {
  readonly banner: string;
  readonly image: string;
  readonly tag: string | null;
  readonly name: string;
  /** Whether the image starts as another user, so that the stage has to become root and to hand back. */
  readonly root: boolean;
  readonly leave: string;
  readonly environment: string;
  readonly tools: readonly string[];
  /** In a workspace: the COPY of what an install reads. */
  readonly manifests: string;
  readonly install: string;
  readonly commands: readonly string[];
}

/** The stage that installs everything and compiles; for a plain program the one that holds its sources. */
export function buildStage(spec: Spec<NodeFacts>, images: NodeImages): NodeStageView {
  if (!builds(spec)) {
    const says = 'the sources, as they are';
    return { ...emptyStage(spec, images), banner: banner('source', says), name: 'source', commands: rootOwned(images) };
  }
  return {
    ...installStage(spec, images, { production: false }),
    banner: banner('build', sayBuild(spec)),
    name: 'build',
    commands: [...buildCommands(spec), ...rootOwned(images)],
  };
}

/** WORKDIR makes the folders of a stage that works as root: an /app to lay over one that belongs to the last image's user. */
function rootOwned({ ownsApp }: NodeImages): string[] {
  return ownsApp ? [`\nWORKDIR ${ROOT_OWNED}/app`] : [];
}

/** What the build stage's banner says of it. */
export function sayBuild(spec: Spec<NodeFacts>): string {
  const { answers, facts } = spec;
  const scripts = facts.scriptsAllowed.length > 0 ? 'only allowed install scripts' : 'install scripts off';
  const installed = `installed ${facts.lockfile ? 'from the' : 'without a'} lock file, ${scripts}`;
  if (answers.build === null) return installed;
  const network = fetches(spec) ? 'with a network, for the build fetches' : 'without a network';
  return `${installed}; ${facts.typescript ? 'compiled' : 'built'} ${network}`;
}

/** The stage with the dependencies that run, where they are needed and no other stage has them. */
export function productionStage(spec: Spec<NodeFacts>, images: NodeImages): NodeStageView | null {
  if (spec.facts.shape.dependencies === 'none' || deploys(spec.facts)) return null;
  return {
    ...installStage(spec, images, { production: true }),
    banner: banner('production', 'the dependencies that run, and no others'),
    name: 'production',
  };
}

/** A stage that does nothing yet. */
export function emptyStage(spec: Spec<NodeFacts>, images: NodeImages): NodeStageView {
  const root = images.buildUser !== null;
  return {
    banner: '',
    name: '',
    ...stageImage(spec, images.build),
    root,
    leave: root ? `USER ${images.buildUser}` : '',
    environment: '',
    tools: [],
    manifests: '',
    install: '',
    commands: [],
  };
}

function installStage(
  spec: Spec<NodeFacts>,
  images: NodeImages,
  { production }: { production: boolean },
): NodeStageView {
  return {
    ...emptyStage(spec, images),
    environment: environment(installEnvironment(spec.facts, production)),
    tools: installTools(spec, images),
    manifests: copyManifests(spec.facts),
    install: install(spec, recipeFor(spec.facts.manager), production),
  };
}
