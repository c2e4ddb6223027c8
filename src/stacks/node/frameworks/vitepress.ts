import type { Framework } from '../framework.ts';
import { docsSite } from './support/docs.ts';

export const vitepress: Framework = {
  id: 'vitepress',
  title: 'VitePress',
  packages: ['vitepress'],
  never: ['vitepress dev', 'vitepress preview', 'vitepress serve', 'vitepress'],
  shape: (input) =>
    docsSite(input, {
      command: 'vitepress build',
      folder: '.vitepress',
      setting: 'outDir',
      option: '--outDir',
      relativeTo: 'pages',
    }),
};
