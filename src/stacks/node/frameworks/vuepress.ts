import type { Framework } from '../framework.ts';
import { docsSite } from './support/docs.ts';

export const vuepress: Framework = {
  id: 'vuepress',
  title: 'VuePress',
  packages: ['vuepress', '@vuepress/cli'],
  never: ['vuepress dev', 'vuepress-vite dev', 'vuepress-webpack dev'],
  shape: (input) =>
    docsSite(input, {
      command: 'vuepress build',
      folder: '.vuepress',
      setting: 'dest',
      option: '--dest',
      relativeTo: 'service',
    }),
};
