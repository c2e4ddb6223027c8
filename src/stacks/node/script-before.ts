import { shown } from '../shared/shown.ts';
import { BUILDS, MIGRATIONS } from './script-tables.ts';

const SILENT = /^(?:echo|sleep|true|:|set|wait-on|dockerize|node -v|node --version|date|printf)\b/;

/** What to say about a command that a start script runs before the program. */
export function beforeNote(command: string): string[] {
  if (SILENT.test(command)) return [];
  const plain = command.replace(/^(?:npx|pnpm exec|yarn exec|bunx) /, '');
  if (MIGRATIONS.test(plain)) {
    return [
      `The start script runs ${shown(command)} first; the container does not: run migrations once per release, as a job of their own.`,
    ];
  }
  if (BUILDS.test(plain)) return [`The start script runs ${shown(command)} first; here that belongs into the build.`];
  return [`The start script runs ${shown(command)} first; the container starts the program alone.`];
}
