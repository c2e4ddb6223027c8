import type { ManagerChoice, Recipe } from '../recipe.ts';
import { bun } from './bun.ts';
import { npm } from './npm.ts';
import { pnpm } from './pnpm.ts';
import { yarn, yarnClassic } from './yarn.ts';

/** The recipe for a manager and its version. */
export function recipeFor(manager: ManagerChoice): Recipe {
  const major = Number.parseInt(manager.version ?? '', 10);
  switch (manager.id) {
    case 'npm':
      return npm;
    case 'pnpm':
      return pnpm(manager.version, Number.isNaN(major) ? 10 : major);
    case 'bun':
      return bun;
    case 'yarn':
      return major >= 2 ? yarn(manager, major) : yarnClassic(manager.version);
  }
}
