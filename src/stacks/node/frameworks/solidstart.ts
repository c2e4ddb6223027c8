import type { Framework } from '../framework.ts';
import { findBuild } from './support/build.ts';
import { importsAny, readConfig } from './support/config.ts';
import { NITRO_PLUGINS, nitroServer } from './support/nitro.ts';

/** Version 1 builds with Vinxi and app.config, version 2 with Vite and a plugin for deployment; both leave Nitro's folder. */
export const solidstart: Framework = {
  id: 'solidstart',
  title: 'SolidStart',
  packages: ['@solidjs/start'],
  never: ['vinxi dev', 'vinxi start', 'vite', 'vite dev', 'vite preview'],
  shape: (input) => {
    const config = readConfig(input, 'app.config', 'vite.config');
    const old = config?.path.startsWith('app.config') ?? false;
    const ready = old || importsAny(config, ...NITRO_PLUGINS) !== undefined;
    const notes = ready
      ? []
      : [
          `Add nitro() from nitro/vite to the plugins of ${config?.path ?? 'vite.config.ts'}: without it the build leaves no server that starts.`,
        ];
    return nitroServer(input, config, findBuild(input, old ? 'vinxi build' : 'vite build'), { notes });
  },
};
