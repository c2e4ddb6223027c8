import { sourceReader } from '../shared/sources.ts';

/** The service's own Ruby sources: never tests, migrations or gems. */
export const rubySources = sourceReader({
  source: (name) => /\.r[bu]$/.test(name) && !/_(?:test|spec)\.rb$/.test(name),
  likely: /^(?:config|app|main|server|application|routes|puma|falcon|production|api|bot|worker|run)\b/,
  skipped:
    /^(?:spec|tests?|features|db|vendor|node_modules|tmp|log|storage|public|docs?|examples?|scripts?|coverage|locales)$/,
});
