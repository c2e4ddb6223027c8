import type { Framework } from '../framework.ts';
import { findBuild } from './support/build.ts';
import { commandsOf } from './support/commands.ts';
import { literal, readConfig } from './support/config.ts';
import { nitroServer } from './support/nitro.ts';
import { site } from './support/shape.ts';

const TELEMETRY = { NUXT_TELEMETRY_DISABLED: '1' };

export const nuxt: Framework = {
  id: 'nuxt',
  title: 'Nuxt',
  packages: ['nuxt', 'nuxt3', 'nuxt-nightly'],
  never: ['nuxt dev', 'nuxt preview', 'nuxi dev', 'nuxi preview', 'nuxt start'],
  shape: (input) => {
    const config = readConfig(input, 'nuxt.config');
    const build = findBuild(input, 'nuxt build');
    const generates = ['nuxt generate', 'nuxi generate'].some((tool) =>
      commandsOf(input.manifest, tool).some(({ script }) => script === build.build),
    );
    if (!generates)
      return nitroServer(input, config, build, { buildEnvironment: { ...TELEMETRY, NITRO_PRESET: 'node-server' } });
    return site(input, {
      build: build.build,
      folder: '.output/public',
      fallback: literal(config, 'ssr') === 'false' ? 'spa' : '404',
      buildEnvironment: TELEMETRY,
      notes: build.notes,
      from: { build: build.from, outputs: `${input.manifest.path} scripts.${build.build}` },
    });
  },
};
