import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Engine, whyFailed } from './engine.ts';

/** What brings the program of a command. */
const PROGRAMS: Readonly<Record<string, readonly string[]>> = {
  uv: ['FROM python:3.14-slim-trixie AS lock', 'COPY --from=ghcr.io/astral-sh/uv:0.12.22 /uv /usr/local/bin/uv'],
  cargo: ['FROM rust:1-slim-trixie AS lock'],
};

/**
 * Runs the command that writes a project's lock file, where that file would name the registry that it was made with: in a build
 * of its own, so that it is not the host's Python or Rust.
 */
export async function lockProject(engine: Engine, command: string, project: string, scratch: string): Promise<void> {
  const lines = [
    ...(PROGRAMS[command.split(' ')[0] ?? ''] ?? PROGRAMS.uv ?? []),
    'WORKDIR /app',
    'COPY . .',
    `RUN ${command}`,
    'FROM scratch',
    'COPY --from=lock /app /',
  ];
  const file = join(scratch, 'Dockerfile.lock');
  await writeFile(file, `${lines.join('\n')}\n`);
  const outcome = await build(engine, { context: project, file, output: project });
  if (outcome.code !== 0) throw new Error(`lock: ${whyFailed(outcome)}`);
}
