import { sourceReader } from '../shared/sources.ts';

/** The service's own Elixir sources and configuration: never tests or packages of others. */
export const elixirSources = sourceReader({
  source: (name) => /\.exs?$/.test(name) && name !== 'mix.exs' && !/_test\.exs$/.test(name),
  likely: /^(?:runtime|prod|config|application|router|endpoint)\b/,
  skipped: /^(?:deps|_build|test|priv|assets|node_modules|cover|doc)$/,
});
