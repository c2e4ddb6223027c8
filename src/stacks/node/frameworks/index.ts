import { dependsOn } from '../../shared/javascript/manifest.ts';
import type { Framework, FrameworkInput, Shape } from '../framework.ts';
import { adonis } from './adonis.ts';
import { angular } from './angular.ts';
import { astro } from './astro.ts';
import { cra } from './cra.ts';
import { docusaurus } from './docusaurus.ts';
import { eleventy } from './eleventy.ts';
import { expo } from './expo.ts';
import { express } from './express.ts';
import { fastify } from './fastify.ts';
import { gatsby } from './gatsby.ts';
import { hexo } from './hexo.ts';
import { hono } from './hono.ts';
import { koa } from './koa.ts';
import { nest } from './nest.ts';
import { next } from './next.ts';
import { nitro } from './nitro.ts';
import { nuxt } from './nuxt.ts';
import { payload } from './payload.ts';
import { qwik } from './qwik.ts';
import { reactRouter } from './react-router.ts';
import { remix } from './remix.ts';
import { rsbuild } from './rsbuild.ts';
import { solidstart } from './solidstart.ts';
import { storybook } from './storybook.ts';
import { strapi } from './strapi.ts';
import { sveltekit } from './sveltekit.ts';
import { tanstackStart } from './tanstack-start.ts';
import { vite } from './vite.ts';
import { vitepress } from './vitepress.ts';
import { vueCli } from './vue-cli.ts';
import { vuepress } from './vuepress.ts';

/** The first that a service uses wins, so the more specific stands before what it is built on. */
export const frameworks: readonly Framework[] = [
  payload, // lives inside Next
  next,
  nuxt, // brings Vue, Vite and Nitro
  tanstackStart, // these seven build with Vite, and some with Nitro
  solidstart,
  reactRouter,
  remix,
  sveltekit,
  qwik,
  astro,
  nitro, // below Nuxt and the Starts; alone it serves by itself or beside what Vite builds
  adonis, // whole server frameworks: they bring Koa, Express or Vite for their own use
  strapi,
  nest, // on Express or Fastify
  angular, // before express, which its own server for rendering uses
  gatsby,
  expo,
  cra,
  vueCli,
  vite, // pages alone, and only where no server of the project's own is started
  rsbuild,
  fastify, // before express, which it may carry for its middleware
  koa,
  hono,
  express,
  docusaurus, // documentation beside a service is not the service
  vitepress,
  vuepress,
  eleventy,
  hexo,
  storybook, // last: every library of components may have one
];

/**
 * Whole frameworks that are not known here: what they bring along (Next, Hono, Express …) would be taken for the service itself.
 * Such a service is a plain program, whose start must be told.
 */
const UNKNOWN = [
  '@keystone-6/core',
  '@medusajs/medusa',
  '@redwoodjs/core',
  'blitz',
  'directus',
  'rwsdk',
  'sails',
  'vike',
  'waku',
];

/** What a service turned out to be. */
export interface FoundFramework {
  readonly framework: Framework;
  /** What to call it to people: `React with Vite`. */
  readonly title: string;
  readonly shape: Shape;
}

/** The framework that a service uses, with what becomes of it; undefined for a plain program. */
export function findFramework(input: FrameworkInput): FoundFramework | undefined {
  if (UNKNOWN.some((name) => dependsOn(input.manifest, name))) return undefined;
  const framework = frameworks.find((candidate) => uses(candidate, input));
  return framework && describe(framework, input);
}

/** A framework by its short name, e.g. for `--framework`. */
export function frameworkById(id: string): Framework | undefined {
  return frameworks.find((framework) => framework.id === id);
}

/** The shape of a framework that was chosen, whether detection agrees or not. */
export function describe(framework: Framework, input: FrameworkInput): FoundFramework {
  return { framework, title: framework.titleFor?.(input) ?? framework.title, shape: framework.shape(input) };
}

function uses({ packages, detect }: Framework, input: FrameworkInput): boolean {
  return packages.some((name) => dependsOn(input.manifest, name)) && (detect?.(input) ?? true);
}
