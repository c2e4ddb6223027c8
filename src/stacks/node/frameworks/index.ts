import type { Framework, FrameworkInput, Shape } from '../framework.ts';
import { dependsOn } from '../manifest.ts';
import { express } from './express.ts';
import { fastify } from './fastify.ts';
import { hono } from './hono.ts';
import { koa } from './koa.ts';
import { nest } from './nest.ts';
import { next } from './next.ts';
import { vite } from './vite.ts';

/** The first that a service uses wins, so the more specific stands before what it is built on. */
export const frameworks: readonly Framework[] = [
  next,
  vite, // below most of the above
  nest, // before express and fastify: it runs on one of them
  fastify, // before express: a Fastify service may carry Express for its middleware
  koa,
  hono,
  express, // last: development servers and mocks of everything else depend on it
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
