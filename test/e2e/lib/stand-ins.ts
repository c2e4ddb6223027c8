import { fileURLToPath } from 'node:url';
import type { Case } from './cases.ts';
import { build, type Engine, whyFailed } from './engine.ts';

const FOLDER = fileURLToPath(new URL('../stand-ins/', import.meta.url));

/** By tag: cases run side by side, and two builds of one tag at once are in each other's way. */
const begun = new Map<string, ReturnType<typeof build>>();

/**
 * Builds what stands in for images that cannot be had where the test runs: stages of `stand-ins/<folder>/Dockerfile`.
 * @returns what the build has to be told: each image's name → the one that is taken for it
 */
export async function standInsOf(
  engine: Engine,
  { standIns = {} }: Pick<Case, 'standIns'>,
): Promise<Record<string, string>> {
  const contexts: Record<string, string> = {};
  for (const [image, what] of Object.entries(standIns)) {
    const [folder = '', stage = ''] = what.split(':');
    const tag = `csd-e2e-stand-in-${folder}-${stage}`;
    const building = begun.get(tag) ?? build(engine, { tag, context: `${FOLDER}${folder}`, target: stage });
    begun.set(tag, building);
    const outcome = await building;
    if (outcome.code !== 0) throw new Error(`the stand-in for ${image}: ${whyFailed(outcome)}`);
    contexts[image] = `docker-image://${tag}`;
  }
  return contexts;
}
