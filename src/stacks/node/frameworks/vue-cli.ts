import type { Framework } from '../framework.ts';
import { baseIn } from './support/base.ts';
import { findBuild } from './support/build.ts';
import { commandsOf, option } from './support/commands.ts';
import { literal, readConfig, safeFolder } from './support/config.ts';
import { ownServer } from './support/own-server.ts';
import { site } from './support/shape.ts';

export const vueCli: Framework = {
  id: 'vue-cli',
  title: 'Vue CLI',
  packages: ['@vue/cli-service'],
  detect: (input) => ownServer(input) === undefined,
  never: ['vue-cli-service serve', 'vue-cli-service'],
  shape: (input) => {
    const config = readConfig(input, 'vue.config');
    const { build, notes, from } = findBuild(input, 'vue-cli-service build');
    const said = commandsOf(input.manifest, 'vue-cli-service build').map(({ rest }) => option(rest, '--dest'));
    const folder = said.find((path) => path !== undefined) ?? literal(config, 'outputDir');
    return site(input, {
      build,
      folder: safeFolder(input, folder) ?? 'dist',
      base: baseIn(config, 'publicPath', 'baseUrl'),
      fallback: 'spa',
      notes,
      from: { build: from, outputs: folder === undefined ? 'default' : (config?.path ?? 'default') },
    });
  },
};
