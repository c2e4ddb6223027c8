import type { Manifest } from './manifest.ts';
import { stepsOf } from './script-words.ts';

const NAMES = ['build', 'build:prod', 'build:production', 'build:server', 'build:app', 'compile'];
/** Commands that leave nothing to ship. */
const LEAVES_NOTHING =
  /^(?:echo|exit|true|:|printf|eslint|prettier|biome|oxlint|vitest|jest|npm test|npm run (?:lint|test|typecheck)|(?:pnpm|yarn) (?:run )?(?:lint|test|typecheck))\b/;

/**
 * The manifest script that builds the service.
 * @returns null when there is none, or when it leaves nothing: `echo`, `tsc --noEmit`, a linter
 */
export function buildScript({ scripts }: Manifest): string | null {
  return NAMES.find((name) => Object.hasOwn(scripts, name) && builds(scripts[name] ?? '')) ?? null;
}

function builds(text: string): boolean {
  const steps = stepsOf(text);
  if ('reason' in steps) return true;
  return steps.some(({ words }) => {
    const command = words.join(' ').replace(/^(?:npx|pnpm exec|yarn exec|yarn|bunx) /, '');
    return (
      !LEAVES_NOTHING.test(command) &&
      !(/^(?:tsc|tsgo|vue-tsc|svelte-check)\b/.test(command) && /--noEmit\b(?! false)/.test(command))
    );
  });
}
