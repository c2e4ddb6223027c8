import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { create } from '../test/e2e/lib/create.ts';
import { build, type Engine, removeImage, whyFailed } from '../test/e2e/lib/engine.ts';
import { readImage } from '../test/e2e/lib/layers.ts';
import type { Program } from './programs.ts';

export interface Weight {
  /** Bytes of all files in all layers, uncompressed. */
  readonly whole: number;
  /** The same without the layers of the parent image. */
  readonly above: number;
}

/** A folder with a Dockerfile that is ready to be built. */
export interface Buildable {
  readonly root: string;
  readonly file: string;
}

/** Our files for a copy of the project. */
export async function ours(
  project: string,
  to: string,
  base: string,
  flags: readonly string[] = [],
): Promise<Buildable> {
  await cp(project, to, { recursive: true });
  const { root, file } = await create(to, `bench-${base}`, ['--base', base, ...flags]);
  return { root, file };
}

/**
 * Their files for a copy of the project, on the parent images that ours names: the FROM lines are rewritten, since theirs
 * name tags that move.
 */
export async function theirs(project: string, to: string, program: Program, like: Buildable): Promise<Buildable> {
  await cp(project, to, { recursive: true });
  await program.generate(to);
  const file = join(to, 'Dockerfile');
  const parents = new Map(parentsOf(await readFile(join(like.root, like.file), 'utf8')));
  const text = await readFile(file, 'utf8');
  const rewritten = text.replace(/^FROM (\S*?)(node|nginx)(\S*)/gm, (line, _registry, name: string) => {
    const parent = parents.get(name);
    return parent ? `FROM ${parent}` : line;
  });
  await writeFile(file, rewritten.replace(/^# syntax.*\n/, ''));
  return { root: to, file: 'Dockerfile' };
}

/** The parent images of a Dockerfile by what they are. */
function parentsOf(dockerfile: string): [string, string][] {
  return [...dockerfile.matchAll(/^FROM (\S*?(node|nginx)\S*)/gm)].map(([, reference, kind]) => [
    kind as string,
    reference as string,
  ]);
}

/** Builds it; the error holds the last lines. */
export async function buildImage(engine: Engine, { root, file }: Buildable, tag: string): Promise<number> {
  const outcome = await build(engine, { tag, context: root, file: join(root, file) });
  if (outcome.code !== 0) throw new Error(`${tag}: ${whyFailed(outcome)}`);
  return outcome.seconds;
}

/** Three images of one project: ours, ours without a shell, theirs; all on the parents that ours names. */
export async function weighAll(engine: Engine, project: string, directory: string, program: Program) {
  const us = await ours(project, join(directory, 'ours'), 'slim');
  const small = await ours(project, join(directory, 'small'), 'distroless');
  const them = await theirs(project, join(directory, 'theirs'), program, us);
  return {
    ours: await weigh(engine, us, 'csd-bench-ours'),
    small: await weigh(engine, small, 'csd-bench-small'),
    theirs: await weigh(engine, them, 'csd-bench-theirs'),
  };
}

/** Builds it, weighs it and removes it. */
async function weigh(engine: Engine, buildable: Buildable, tag: string): Promise<Weight> {
  await buildImage(engine, buildable, tag);
  const { layers } = await readImage(tag);
  await removeImage(tag);
  const parent = await parentLayers(engine, buildable);
  const sum = (bytes: readonly number[]) => bytes.reduce((all, each) => all + each, 0);
  return { whole: sum(layers), above: sum(layers.slice(parent)) };
}

const counted = new Map<string, number>();

/** How many layers the last stage's parent image has: those of an image that is nothing but this parent. */
async function parentLayers(engine: Engine, { root, file }: Buildable): Promise<number> {
  const reference = parentOfLastStage(await readFile(join(root, file), 'utf8'));
  const known = counted.get(reference);
  if (known !== undefined) return known;
  const tag = 'csd-bench-parent';
  const only = join(root, '.parent.Dockerfile');
  await writeFile(only, `FROM ${reference}\nLABEL bench=parent\n`);
  await buildImage(engine, { root, file: '.parent.Dockerfile' }, tag);
  const { layers } = await readImage(tag);
  await removeImage(tag);
  counted.set(reference, layers.length);
  return layers.length;
}

function parentOfLastStage(dockerfile: string): string {
  const stages = [...dockerfile.matchAll(/^FROM (\S+)(?: AS (\S+))?/gim)];
  let reference = stages.at(-1)?.[1] ?? '';
  for (let stage = stageOf(reference); stage; stage = stageOf(reference)) reference = stage[1] ?? '';
  return reference;

  function stageOf(name: string) {
    return stages.find(([, , alias]) => alias === name);
  }
}
