import type { Spec } from '../../core/stack.ts';
import { stageImage } from '../../core/view.ts';
import { recipeFor } from '../shared/javascript/packages/recipes/index.ts';
import type { NodeFacts } from './facts.ts';
import type { NodeImages } from './images.ts';
import { COMPILER_VARIABLES, installTool } from './install.ts';

/** The variables of a stage that installs. */
export function installEnvironment(facts: NodeFacts, production: boolean): Record<string, string> {
  return {
    ...recipeFor(facts.manager).environment,
    ...yarnLinker(facts),
    ...(facts.compiles ? COMPILER_VARIABLES : {}),
    ...(production ? {} : facts.shape.buildEnvironment),
  };
}

/** What brings the package manager into a stage whose image lacks it. */
export function installTools(spec: Spec<NodeFacts>, images: NodeImages): string[] {
  const { tool } = recipeFor(spec.facts.manager);
  return [
    ...(images.bun ? [bunProgram(spec, images.bun)] : []),
    ...(tool && !images.build.startsWith('oven/bun') ? [installTool(spec, tool)] : []),
  ];
}

/** Bun from its own image; where the digest stands alone, with the tag above it, as over every FROM. */
function bunProgram(spec: Spec<NodeFacts>, reference: string): string {
  const { image, tag } = stageImage(spec, reference);
  const copy = `COPY --from=${image} /usr/local/bin/bun /usr/local/bin/bun`;
  return tag === null ? copy : `# ${tag}\n${copy}`;
}

/** What a `.yarnrc.yml` that holds a credential, and so stays out, would have said. */
function yarnLinker({ keptOut, manager }: NodeFacts): Record<string, string> {
  return keptOut.includes('.yarnrc.yml') && manager.id === 'yarn' ? { YARN_NODE_LINKER: manager.linker } : {};
}
