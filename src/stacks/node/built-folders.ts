/** Folders that hold what builds make, by their usual names. */
export const USUALLY_BUILT: ReadonlySet<string> = new Set([
  'dist',
  'build',
  'out',
  '.next',
  '.output',
  '.nuxt',
  '.svelte-kit',
  '_site',
]);
