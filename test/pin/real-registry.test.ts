import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { builtCli, folder, program, removeFolders } from '../cli/helpers.ts';

const registry = process.env.TEST_REGISTRY ?? process.env.LAB_REGISTRY;
if (registry === undefined)
  process.stderr.write('skipped: pin at a real registry (set TEST_REGISTRY=HOST:PORT with library/node in it)\n');

afterEach(removeFolders);

describe.skipIf(registry === undefined)('pin at a real registry', () => {
  const env = { SECURE_DOCKERFILE_MIRRORS: `docker.io=http://${registry}` };

  it('pins, finds nothing more to do, and moves what is behind', async () => {
    builtCli();
    const root = folder({
      Dockerfile:
        '# syntax=docker/dockerfile:1\nARG BASE=node:24-trixie-slim\nFROM $BASE\nCOPY --from=node:22-trixie-slim /a /a\n',
      'compose.yaml': 'services:\r\n  a:\r\n    image: node:24-trixie-slim\r\n',
      'app.yaml': 'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n    image: node:24-trixie-slim\n',
    });
    const files = ['Dockerfile', 'compose.yaml', 'app.yaml'];
    const texts = () => files.map((file) => readFileSync(join(root, file), 'utf8'));
    const before = texts();
    expect(program(root, ['pin', '--check', ...files], env).code).toBe(1);
    expect(program(root, ['pin', '--quiet', ...files], env)).toEqual({ code: 0, out: '', err: '' });
    const pinned = texts();
    expect(pinned.map((text) => text.replace(/@sha256:[0-9a-f]{64}/g, ''))).toEqual(before);
    expect(pinned.join('').match(/@sha256:/g)).toHaveLength(5);
    expect(program(root, ['pin', '--check', ...files], env).code).toBe(0);
    const { out } = program(root, ['pin', '--json', ...files], env);
    expect(JSON.parse(out).files.flatMap((file: { images: { kind: string; state: string }[] }) => file.images)).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: 'index', state: 'current' })]),
    );
    expect(texts()).toEqual(pinned);

    // as if the tag had moved since: the digest of another one stands beside it
    const [other = ''] = /sha256:[0-9a-f]{64}(?= \/a)/.exec(pinned[0] ?? '') ?? [];
    writeFileSync(join(root, 'app.yaml'), (pinned[2] ?? '').replace(/sha256:[0-9a-f]{64}/, other));
    expect(program(root, ['pin', '--check', ...files], env).code).toBe(1);
    expect(program(root, ['pin', ...files], env).out).toContain('1 behind');
    expect(program(root, ['pin', '--update', ...files], env).code).toBe(0);
    expect(texts()).toEqual(pinned);
  });
});
