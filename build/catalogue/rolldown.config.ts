import { join } from 'node:path';
import { defineConfig } from 'rolldown';

const root = join(import.meta.dirname, '..', '..');

/** For `npm run catalogue`: our modules in one file that every Node.js can run. Packages stay where they are installed. */
export default defineConfig({
  cwd: root,
  platform: 'node',
  input: 'build/catalogue/main.ts',
  external: /^[^./\\\0](?!:[\\/])/,
  output: { file: 'node_modules/.cache/catalogue.mjs', format: 'esm', codeSplitting: false },
});
