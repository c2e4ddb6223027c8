import { sourceReader } from '../shared/sources.ts';

/** The service's own Rust sources: never tests, benchmarks or packages of others. */
export const rustSources = sourceReader({
  source: (name) => name.endsWith('.rs') && name !== 'build.rs',
  likely: /^(?:main|server|app|http|config|settings|startup|routes?|router)\b/,
  skipped: /^(?:vendor|target|tests|benches|examples|fixtures|node_modules|web|ui|frontend|static|docs|migrations)$/,
});
