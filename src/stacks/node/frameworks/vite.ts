import { dependsOn } from '../../shared/javascript/manifest.ts';
import type { Framework } from '../framework.ts';
import { baseIn, baseTold } from './support/base.ts';
import { findBuild } from './support/build.ts';
import { literal, readConfig } from './support/config.ts';
import { site } from './support/shape.ts';
import { buildsPages, viteFolder } from './support/vite.ts';

/** What the pages are written with, for the title; the more specific first. */
const LIBRARIES: readonly (readonly [name: string, title: string])[] = [
  ['preact', 'Preact'],
  ['solid-js', 'Solid'],
  ['@builder.io/qwik', 'Qwik'],
  ['@qwik.dev/core', 'Qwik'],
  ['svelte', 'Svelte'],
  ['vue', 'Vue'],
  ['react', 'React'],
  ['lit', 'Lit'],
];

/** Pages that Vite bundles, whatever they are written with. */
export const vite: Framework = {
  id: 'vite',
  title: 'Vite',
  packages: ['vite', 'rolldown-vite'],
  detect: buildsPages,
  titleFor: ({ manifest }) => {
    const library = LIBRARIES.find(([name]) => dependsOn(manifest, name));
    return library ? `${library[1]} with Vite` : 'Vite';
  },
  never: ['vite', 'vite dev', 'vite serve', 'vite preview', 'serve dist'],
  shape: (input) => {
    const config = readConfig(input, 'vite.config');
    const { build, notes, from } = findBuild(input, 'vite build');
    const built = viteFolder(input, config);
    return site(input, {
      build,
      folder: built.folder,
      base: baseTold(input, 'vite build', '--base') ?? baseIn(config, 'base'),
      fallback: literal(config, 'appType') === 'mpa' ? '404' : 'spa',
      notes: [...notes, ...built.notes],
      from: { build: from, outputs: built.from },
    });
  },
};
