import { posix } from 'node:path';
import type { FrameworkInput } from '../../framework.ts';
import { splitScript } from './commands.ts';

const RUNNERS = new Set(['node', 'tsx', 'ts-node', 'bun', 'nodemon', 'pm2-runtime', 'deno']);
const START = /^(?:start|start:prod|start:production|serve:prod|prod)$/;
const TAKES_VALUE = new Set(['-r', '--require', '--import', '--loader', '--env-file', '--experimental-loader']);
/** What a framework's own build leaves is its server, not one of the project's. */
const BUILT = /^(?:\.next|\.output|node_modules)\//;

/**
 * The file of a server that the project itself brings, as its start scripts name it (`NODE_ENV=production node server.js`).
 * @param built a folder whose files are the framework's own
 */
export function ownServer({ manifest }: FrameworkInput, built?: string): string | undefined {
  for (const [name, script] of Object.entries(manifest.scripts)) {
    if (!START.test(name)) continue;
    for (const words of splitScript(script)) {
      const file = fileOf(words);
      if (file !== undefined && !BUILT.test(file) && file !== built && !(built && file.startsWith(`${built}/`)))
        return file;
    }
  }
  return undefined;
}

function fileOf(words: readonly string[]): string | undefined {
  const at = words.findIndex((word) => RUNNERS.has(word));
  if (at === -1) return undefined;
  for (let next = at + 1; next < words.length; next++) {
    const word = words[next] as string;
    if (TAKES_VALUE.has(word)) next++;
    else if (!word.startsWith('-') && word !== 'run')
      return isFile(word, words[next - 1]) ? posix.normalize(word) : undefined;
  }
  return undefined;
}

/** `bun run build` names a script; `bun run src/index.ts` a file. */
function isFile(word: string, before: string | undefined): boolean {
  return /\.[cm]?[jt]sx?$/.test(word) || (before !== 'run' && !/^(?:x|vite|serve|next|ace)$/.test(word));
}
