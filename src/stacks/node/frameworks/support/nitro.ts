import type { FrameworkInput, Shape } from '../../framework.ts';
import type { Build } from './build.ts';
import { type Config, literal, safeFolder } from './config.ts';
import { server, site } from './shape.ts';

/** Presets whose build is a server for Node. Dashes and underscores are the same to Nitro. */
const FOR_NODE = new Set(['node', 'node-server', 'node-cluster', 'true']);
const PRESET = ['preset', 'nitro.preset', 'server.preset', 'plugins.preset', 'plugins.nitro.preset'];

/**
 * What Nitro builds below Nuxt, SolidStart, TanStack Start or by itself: one folder that holds everything that it needs.
 * @param config the file that may name Nitro's preset and output folder
 */
export function nitroServer(
  input: FrameworkInput,
  config: Config | undefined,
  build: Build,
  parts: Partial<Shape> = {},
): Shape {
  const folder = safeFolder(input, literal(config, 'output.dir', 'nitro.output.dir', 'server.output.dir')) ?? '.output';
  const preset = literal(config, ...PRESET)?.replaceAll('_', '-');
  const from = { build: build.from, outputs: config?.path ?? 'default' };
  if (preset === 'static') {
    return site(input, { build: build.build, folder: `${folder}/public`, fallback: '404', notes: build.notes, from });
  }
  const elsewhere = preset !== undefined && !FOR_NODE.has(preset);
  const note = `${config?.path} sets Nitro's preset to \`${preset}\`, which is not for Node: remove it, and NITRO_PRESET=node-server decides.`;
  return server(input, {
    build: build.build,
    outputs: [{ from: folder, to: folder }],
    dependencies: 'none',
    start: [`${folder}/server/index.mjs`],
    port: 3000,
    environment: { HOST: '0.0.0.0' },
    buildEnvironment: { NITRO_PRESET: 'node-server' },
    ...parts,
    notes: [...build.notes, ...(elsewhere ? [note] : []), ...(parts.notes ?? [])],
    from,
  });
}

/** Packages whose Vite plugin makes Nitro build the server. */
export const NITRO_PLUGINS = ['nitro/vite', '@tanstack/nitro-v2-vite-plugin', '@solidjs/vite-plugin-nitro-2'];
