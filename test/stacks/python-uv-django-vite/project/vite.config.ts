import { resolve } from 'node:path';
import { defineConfig } from 'vite';

export default defineConfig({
  base: '/static/',
  build: { manifest: true, outDir: resolve(__dirname, 'assets/dist'), rollupOptions: { input: 'frontend/main.ts' } },
});
