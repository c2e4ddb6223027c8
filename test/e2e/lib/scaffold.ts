import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Engine, whyFailed } from './engine.ts';

/** Where the commands of starters run: the stage's first instructions, and what a command may leave that is not the project's. */
interface Workshop {
  readonly title: string;
  readonly begins: readonly string[];
  readonly removed: string;
}

const UV = 'ghcr.io/astral-sh/uv:0.12.22';

const NODE: Workshop = {
  title: 'Node.js',
  begins: [
    'FROM node:24-trixie-slim AS starter',
    'ENV CI=1 DO_NOT_TRACK=1 NEXT_TELEMETRY_DISABLED=1 NG_CLI_ANALYTICS=false npm_config_update_notifier=false',
    'RUN npm install -g pnpm@10.34.8 bun@1.4.5 --allow-scripts=bun && npm install -g --prefix /yarn4 @yarnpkg/cli-dist@4.18.1',
  ],
  removed: 'node_modules package-lock.json pnpm-lock.yaml yarn.lock bun.lock bun.lockb',
};

const PYTHON: Workshop = {
  title: 'Python',
  begins: [
    'FROM python:3.14-slim-trixie AS starter',
    `COPY --from=${UV} /uv /uvx /usr/local/bin/`,
    'ENV UV_PYTHON_DOWNLOADS=never UV_NO_PROGRESS=1 PIP_DISABLE_PIP_VERSION_CHECK=1',
  ],
  removed: '.venv uv.lock poetry.lock pdm.lock',
};

const WORKSHOPS = {
  node: NODE,
  // npm brings its program, too
  deno: { ...NODE, title: 'Deno' },
  python: PYTHON,
  // the programs of sites are Python's, their users are not
  pages: { ...PYTHON, title: 'Sites' },
  go: {
    title: 'Go',
    begins: ['FROM golang:1.26-trixie AS starter', 'ENV GOTOOLCHAIN=local'],
    removed: 'vendor',
  },
  rust: { title: 'Rust', begins: ['FROM rust:1-slim-trixie AS starter'], removed: 'target Cargo.lock' },
  java: { title: 'Java', begins: ['FROM maven:3.9-eclipse-temurin-21 AS starter'], removed: 'target' },
} satisfies Readonly<Record<string, Workshop>>;

/** What holds a starter to exact versions: how it writes its lock file without installing (Yarn 1 cannot). */
interface Manager {
  readonly title: string;
  readonly workshop: keyof typeof WORKSHOPS;
  readonly locks: string;
}

const HASHES =
  'uv pip compile requirements.in --quiet --generate-hashes --no-emit-index-url --output-file requirements.txt';

const MANAGERS = {
  npm: {
    title: 'npm',
    workshop: 'node',
    locks: 'npm install --package-lock-only --ignore-scripts --no-audit --no-fund',
  },
  pnpm: {
    title: 'pnpm',
    workshop: 'node',
    locks: 'npm pkg set packageManager=pnpm@10.34.8 && pnpm install --lockfile-only',
  },
  yarn1: { title: 'Yarn 1', workshop: 'node', locks: 'yarn install --ignore-scripts --non-interactive' },
  yarn4: {
    title: 'Yarn 4',
    workshop: 'node',
    locks: [
      "printf 'nodeLinker: node-modules\\n' > .yarnrc.yml",
      'npm pkg set packageManager=yarn@4.18.1',
      'touch yarn.lock && /yarn4/bin/yarn install --mode=update-lockfile',
    ].join(' && '),
  },
  bun: { title: 'Bun', workshop: 'node', locks: 'bun install --lockfile-only' },
  own: { title: 'its own', workshop: 'deno', locks: 'true' },
  uv: { title: 'uv', workshop: 'python', locks: 'uv lock' },
  pip: { title: 'pip with hashes', workshop: 'python', locks: HASHES },
  poetry: {
    title: 'Poetry',
    workshop: 'python',
    // of PyPI Poetry asks for more than the plain index, which is all that a mirror may have
    locks: [
      'uv tool install --quiet poetry==2.5.1 && export PATH=/root/.local/bin:$PATH',
      "poetry source add --priority=primary simple $(python -c 'from pip._internal.models.index import PyPI; print(PyPI.simple_url)')",
      'poetry lock --no-interaction',
    ].join(' && '),
  },
  pdm: { title: 'PDM', workshop: 'python', locks: "uvx 'pdm[locked]==2.29.2' lock" },
  tool: { title: 'nothing listed', workshop: 'pages', locks: 'true' },
  hashes: { title: 'pip with hashes', workshop: 'pages', locks: HASHES },
  go: { title: 'modules', workshop: 'go', locks: 'go mod tidy' },
  cargo: { title: 'Cargo', workshop: 'rust', locks: 'cargo generate-lockfile' },
  // Maven has no lock file: its poms name versions
  maven: { title: 'Maven', workshop: 'java', locks: 'true' },
} as const satisfies Readonly<Record<string, Manager>>;

export type ManagerId = keyof typeof MANAGERS;

/** The managers by what they belong to, for the page of results. */
export function managersByKind(): readonly { readonly kind: string; readonly managers: readonly ManagerColumn[] }[] {
  const entries = Object.entries(MANAGERS) as [ManagerId, Manager][];
  return (Object.keys(WORKSHOPS) as (keyof typeof WORKSHOPS)[]).map((workshop) => ({
    kind: WORKSHOPS[workshop].title,
    managers: entries.flatMap(([id, manager]) => (manager.workshop === workshop ? [{ id, title: manager.title }] : [])),
  }));
}

/** A column of the page of results. */
export interface ManagerColumn {
  readonly id: ManagerId;
  readonly title: string;
}

const GUIDES = fileURLToPath(new URL('../guides', import.meta.url));

/**
 * Runs a starter's own command and locks what it made. It happens in a build of its own, so it needs nothing but the engine
 * and no language of the host's; the folder `app` comes out as `directory`.
 */
export async function scaffold(engine: Engine, command: string, manager: ManagerId, directory: string): Promise<void> {
  const { workshop, locks } = MANAGERS[manager];
  const { begins, removed } = WORKSHOPS[workshop];
  const lines = [
    ...begins,
    'WORKDIR /starter',
    `RUN --mount=type=bind,from=guides,target=/guides ${command}`,
    'WORKDIR /starter/app',
    `RUN rm -rf ${removed} && ${locks} && rm -rf node_modules .venv .yarn .git`,
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
