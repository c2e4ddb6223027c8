import { sourceReader } from '../shared/sources.ts';

/** The service's own Go sources: never tests or packages of others. */
export const goSources = sourceReader({
  source: (name) => name.endsWith('.go') && !name.endsWith('_test.go'),
  likely: /^(?:main|server|app|http|config|routes?|router)\b/,
  skipped: /^(?:vendor|testdata|node_modules|web|ui|frontend|static|docs|examples?|scripts|third_party|hack)$/,
});
