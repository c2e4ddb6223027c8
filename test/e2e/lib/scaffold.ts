import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Engine, whyFailed } from './engine.ts';

export type ManagerId = keyof typeof MANAGERS;

/** How a package manager writes its lock file without installing (Yarn 1 cannot); `own`: what the starter's program locks by itself, if anything. */
const MANAGERS = {
  npm: 'npm install --package-lock-only --ignore-scripts --no-audit --no-fund',
  pnpm: 'npm pkg set packageManager=pnpm@10.34.8 && pnpm install --lockfile-only',
  yarn1: 'yarn install --ignore-scripts --non-interactive',
  yarn4: [
    "printf 'nodeLinker: node-modules\\n' > .yarnrc.yml",
    'npm pkg set packageManager=yarn@4.18.1',
    'touch yarn.lock && /yarn4/bin/yarn install --mode=update-lockfile',
  ].join(' && '),
  bun: 'bun install --lockfile-only',
  own: 'true',
} as const;

const GUIDES = fileURLToPath(new URL('../guides', import.meta.url));
const LOCK_FILES = 'node_modules package-lock.json pnpm-lock.yaml yarn.lock bun.lock bun.lockb';

/**
 * Runs a starter's own command and locks what it made. It happens in a build of its own, so it needs nothing but the engine
 * and is not the host's Node.js; the folder `app` comes out as `directory`.
 */
export async function scaffold(engine: Engine, command: string, manager: ManagerId, directory: string): Promise<void> {
  const lines = [
    'FROM node:24-trixie-slim AS starter',
    'ENV CI=1 DO_NOT_TRACK=1 NEXT_TELEMETRY_DISABLED=1 NG_CLI_ANALYTICS=false npm_config_update_notifier=false',
    'RUN npm install -g pnpm@10.34.8 bun@1.4.5 --allow-scripts=bun && npm install -g --prefix /yarn4 @yarnpkg/cli-dist@4.18.1',
    'WORKDIR /starter',
    `RUN --mount=type=bind,from=guides,target=/guides ${command}`,
    'WORKDIR /starter/app',
    `RUN rm -rf ${LOCK_FILES} && ${MANAGERS[manager]} && rm -rf node_modules .yarn .git`,
    'FROM scratch',
    'COPY --from=starter /starter/app /',
  ];
  const file = join(directory, 'Dockerfile.starter');
  await writeFile(file, `${lines.join('\n')}\n`);
  const outcome = await build(engine, {
    context: directory,
    file,
    output: join(directory, 'app'),
    contexts: { guides: GUIDES },
  });
  if (outcome.code !== 0) throw new Error(`scaffold: ${whyFailed(outcome)}`);
}
