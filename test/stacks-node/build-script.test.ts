import { expect, it } from 'vitest';
import { buildScript } from '../../src/stacks/node/build-script.ts';
import { readManifest } from '../../src/stacks/node/manifest.ts';
import { memoryProject } from '../helpers.ts';

it.each([
  [{}, null],
  [{ build: 'tsc' }, 'build'],
  [{ build: 'rimraf dist && tsc -p tsconfig.build.json' }, 'build'],
  [{ build: 'tsc --noEmit' }, null],
  [{ build: 'tsc --noEmit && vite build' }, 'build'],
  [{ build: 'npx tsc --noEmit' }, null],
  [{ build: 'echo "no build"' }, null],
  [{ build: 'exit 0' }, null],
  [{ build: 'true' }, null],
  [{ build: 'eslint . && npm run lint' }, null],
  [{ build: '' }, null],
  [{ build: 'echo building && tsc' }, 'build'],
  [{ build: 'make || true' }, 'build'],
  [{ 'build:prod': 'tsc' }, 'build:prod'],
  [{ build: 'echo', 'build:prod': 'tsc' }, 'build:prod'],
  [{ build: 'tsc', 'build:prod': 'tsc -p prod' }, 'build'],
  [{ compile: 'tsc' }, 'compile'],
  [{ 'build:docs': 'typedoc' }, null],
])('of %j: %s', (scripts, name) => {
  const manifest = readManifest(memoryProject({ 'package.json': JSON.stringify({ scripts }) }), '.');
  expect(manifest && buildScript(manifest)).toBe(name);
});
