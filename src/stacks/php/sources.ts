import { sourceReader } from '../shared/sources.ts';

/** The service's own PHP sources: never tests, packages of others, templates or what a build leaves. */
export const phpSources = sourceReader({
  source: (name) => name.endsWith('.php') && !/Test\.php$|\.blade\.php$|\.tpl\.php$/.test(name),
  likely: /^(?:index|app|web|api|routes|bootstrap|worker|main|server|cli|database|db|config)\b/i,
  skipped:
    /^(?:vendor|node_modules|tests?|Tests?|var|storage|writable|cache|tmp|templates|views|lang|translations|migrations|stubs|docs|assets|dist|build)$/,
});
