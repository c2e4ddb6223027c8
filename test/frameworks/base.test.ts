import { describe, expect, it } from 'vitest';
import { chooseShape } from '../../src/stacks/node/choose-shape.ts';
import type { Base } from '../../src/stacks/node/framework.ts';
import { type App, inputOf, shapeOf } from './app.ts';

const page = { 'index.html': '<div id="app"></div>' };
const vite = (config: string): App => ({
  development: 'vite',
  scripts: { build: 'vite build' },
  files: { ...page, 'vite.config.ts': `export default defineConfig({ ${config} })` },
});

describe('where pages say that they lie', () => {
  it.each<[string, App, Base | null]>([
    ['Vite', vite('base: "/shop/"'), { url: '/shop/', from: 'vite.config.ts base' }],
    ['Vite, nothing', vite('plugins: []'), null],
    ['Vite, by code', vite('base: process.env.BASE'), null],
    [
      'Vite, by an option',
      { ...vite('base: "/shop/"'), scripts: { build: 'vite build --base=/store/' } },
      { url: '/store/', from: 'package.json scripts.build --base' },
    ],
    [
      'VitePress',
      {
        development: 'vitepress',
        scripts: { build: 'vitepress build docs' },
        files: { 'docs/.vitepress/config.mts': 'export default { base: "/guide/" }' },
      },
      { url: '/guide/', from: 'docs/.vitepress/config.mts base' },
    ],
    [
      'Docusaurus',
      {
        dependencies: '@docusaurus/core',
        files: { 'docusaurus.config.js': 'module.exports = { baseUrl: "/guide/" }' },
      },
      { url: '/guide/', from: 'docusaurus.config.js baseUrl' },
    ],
    [
      'Astro',
      { dependencies: 'astro', files: { 'astro.config.mjs': 'export default { base: "/guide" }' } },
      { url: '/guide', from: 'astro.config.mjs base' },
    ],
    [
      'Create React App',
      { dependencies: 'react-scripts', manifest: { homepage: 'https://acme.example/shop' } },
      { url: 'https://acme.example/shop', from: 'package.json homepage' },
    ],
    [
      'Vue CLI',
      { development: '@vue/cli-service', files: { 'vue.config.js': 'module.exports = { publicPath: "/shop/" }' } },
      { url: '/shop/', from: 'vue.config.js publicPath' },
    ],
    [
      'Angular',
      {
        dependencies: '@angular/core',
        files: {
          'angular.json': JSON.stringify({
            projects: { shop: { architect: { build: { builder: 'x:application', options: { baseHref: '/shop/' } } } } },
          }),
        },
      },
      { url: '/shop/', from: 'angular.json baseHref' },
    ],
    [
      'Next.js, exported',
      { dependencies: 'next', files: { 'next.config.js': 'module.exports = { output: "export", basePath: "/shop" }' } },
      { url: '/shop', from: 'next.config.js basePath' },
    ],
  ])('%s', (_, app, base) => {
    expect(shapeOf(app).base).toEqual(base);
  });

  it.each([
    ['/shop/', true],
    ['https://acme.example/shop', true],
    ['/', false],
    ['', false],
    ['./', false],
    ['https://acme.example', false],
  ])('%j is told: %s', (base, told) => {
    const { notes } = chooseShape(inputOf(vite(`base: ${JSON.stringify(base)}`)), {});
    expect(notes.join('\n').includes('vite.config.ts base places the site below /shop/')).toBe(told);
  });
});
