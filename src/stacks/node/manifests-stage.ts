import { run } from '../../core/instruction.ts';
import { shellWord } from '../../core/quote.ts';
import type { Spec } from '../../core/stack.ts';
import { banner } from '../../core/view.ts';
import type { NodeFacts } from './facts.ts';
import type { NodeImages } from './images.ts';
import { builds } from './layout.ts';
import { emptyStage, type NodeStageView } from './stages.ts';

/** What `node/Dockerfile.hbs` names for the stage that keeps only what an install reads, of however many members. */
export type ManifestsView = Omit<NodeStageView, 'tools' | 'manifests' | 'install' | 'commands'> & {
  readonly keep: string;
};

/** For a workspace: a stage whose content changes only with a manifest, so that only then an install runs again. */
export function manifestsStage(spec: Spec<NodeFacts>, images: NodeImages): ManifestsView | null {
  if (!spec.facts.workspace || (!builds(spec) && spec.facts.shape.dependencies === 'none')) return null;
  return {
    ...emptyStage(spec, images),
    banner: banner('manifests', MANIFESTS_SAY),
    name: 'manifests',
    keep: keepManifests(spec.facts),
  };
}

export const MANIFESTS_SAY = 'what an install reads, of every member of the workspace';

/** Deletes all but what an install reads. */
export function keepManifests({ lockfile, installFiles }: NodeFacts): string {
  const kept = [
    ...(lockfile ? [lockfile] : []),
    ...installFiles.map(({ path, kind }) => (kind === 'directory' ? `${path}/*` : path)),
  ];
  const tests = kept.map((path) => `-not -path ${shellWord(`./${path}`, 'the file')}`);
  return run([], [['find . -type f -not -name package.json', ...tests, '-delete'].join(' ')]);
}

/** In a workspace: brings what an install reads, of every member. */
export function copyManifests({ workspace }: NodeFacts): string {
  return workspace ? 'COPY --from=manifests /app ./' : '';
}
