import { type Language, likelyReader, sourceReader } from '../sources.ts';

const SOURCE = /\.(?:[cm]?[jt]s|[jt]sx|vue)$/;
const NO_SOURCE = /(?:\.d\.[cm]?ts|\.(?:test|spec|stories|min|config)\.[cm]?[jt]sx?|_test\.[jt]sx?)$/;

const JAVASCRIPT: Language = {
  source: (name) => name === 'www' || (SOURCE.test(name) && !NO_SOURCE.test(name)),
  likely: /^(?:server|main|index|app|www|start|bootstrap|env|config|health\w{0,12})\b/,
  skipped:
    /^(?:node_modules|dist|build|out|coverage|public|static|assets|test|tests|__tests__|__mocks__|spec|e2e|cypress|playwright|fixtures|docs|examples?|scripts|migrations|seeds?|generated|vendor|tmp)$/,
};

/** The service's own sources (shared/sources.ts). Port, health route and signals all look at the same files. */
export const sourcesOf = sourceReader(JAVASCRIPT);
/** Those that most likely open a port. */
export const likelySourcesOf = likelyReader(JAVASCRIPT);
