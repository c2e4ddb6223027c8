import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findEngine, LABEL, removeAll } from './lib/engine.ts';
import { must } from './lib/process.ts';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
/** Every way to name an image that a Dockerfile has; what the build prints tells which images it took. */
const DOCKERFILE = `# syntax=docker/dockerfile:1
ARG TAG=24-trixie-slim
ARG BASE="debian:trixie-slim"
FROM node:\${TAG} AS build
RUN --mount=from=debian:trixie-slim,target=/other <<EOF
set -e
node -p "parseInt(process.versions.node)" > /major
echo FROM nginx:1 > /text
test -e /other/etc/debian_version
EOF
FROM \${BASE}
COPY --from=build /major /text /
COPY --from=node:24-trixie-slim /usr/local/bin/node /node
CMD ["cat", "/major", "/text"]
`;

const engine = await findEngine();
if (!engine) process.stdout.write('e2e skipped: no Docker Engine at DOCKER_HOST\n');

describe.skipIf(!engine)('a pinned file builds', () => {
  let root = '';

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'pin-e2e-'));
    await writeFile(join(root, 'Dockerfile'), DOCKERFILE);
    await must(process.execPath, [CLI, 'pin', '--quiet', 'Dockerfile'], { cwd: root });
  });
  afterAll(async () => {
    await removeAll();
    await rm(root, { recursive: true, force: true });
  });

  const printed = async (...flags: readonly string[]) => {
    const network = engine?.bridge ? [] : ['--network=host'];
    const tag = `csd-pin-${flags.length}`;
    await must('docker', ['build', '-q', '--label', LABEL, '-t', tag, ...network, ...flags, root]);
    return (await must('docker', ['run', '--rm', '--label', LABEL, '--network=none', tag])).stdout;
  };

  test('to the same as before', async () => {
    const text = await readFile(join(root, 'Dockerfile'), 'utf8');
    expect(text.match(/@sha256:[0-9a-f]{64}/g)).toHaveLength(5);
    expect(text.replace(/@sha256:[0-9a-f]{64}/g, '')).toBe(DOCKERFILE);
    expect(await printed()).toBe('24\nFROM nginx:1\n');
  });

  test('to what is asked for where a variable is set: no digest wins over it', async () => {
    expect(await printed('--build-arg', 'TAG=22-trixie-slim')).toBe('22\nFROM nginx:1\n');
  });
});
