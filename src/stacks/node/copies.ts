import { copyArguments } from '../../core/quote.ts';
import type { Spec } from '../../core/stack.ts';
import { UserError } from '../../errors.ts';
import { resolveInside } from '../shared/paths.ts';
import type { NodeFacts } from './facts.ts';
import { builds, deploys, gathers, home, serviceFolder } from './layout.ts';

/** The COPY lines of the last stage: dependencies first, for they change least; all of it root's. */
export function runtimeCopies(spec: Spec<NodeFacts>): string[] {
  const { facts } = spec;
  if (deploys(facts)) {
    // what deploy copies are the sources; a built folder may be among what it leaves out
    const built = facts.shape.outputs.some(({ from }) => from === '.') ? [] : outputs(spec);
    return [copy('build', '/prod', './'), ...built];
  }
  if (facts.shape.dependencies === 'none') return outputs(spec);
  if (gathers(facts))
    return [copy('production', '/app', '/app/'), ...generatedModules(facts, '/app/'), copy('build', '/out', './')];
  return [...shippedDependencies(facts), ...outputs(spec)];
}

/** What the production stage leaves, by how the manager links packages. */
function shippedDependencies(facts: NodeFacts): string[] {
  const { manager, manifest } = facts;
  if (manager.linker !== 'pnp')
    return [copy('production', '/app/node_modules', './node_modules'), ...generatedModules(facts, './')];
  const loader = manifest.type === 'module' ? ['.pnp.loader.mjs'] : [];
  return ['.yarn', '.pnp.cjs', ...loader].map((path) => copy('production', `/app/${path}`, `./${path}`));
}

/** What a generator left among the modules of the build stage, and the production stage's lack. */
function generatedModules({ generated }: NodeFacts, root: string): string[] {
  return generated === null ? [] : [copy('build', `/app/${generated}`, `${root}${generated}`)];
}

/** The service's own files, and its manifest: node reads `type` from it. */
function outputs(spec: Spec<NodeFacts>): string[] {
  const { facts } = spec;
  const stage = builds(spec) ? 'build' : 'source';
  const source = serviceFolder(facts);
  const target = home(facts).replace(/^\/app\/?/, './');
  const lines = facts.shape.outputs.map(({ from, to }) =>
    copy(stage, below(source, from), to === '.' ? target : join(target, to)),
  );
  const self = facts.shape.dependencies === 'none' || facts.shape.outputs.some(({ to }) => to === '.');
  if (self) return lines;
  return [
    ...lines,
    facts.workspace
      ? copy(stage, `${source}/package.json`, join(target, 'package.json'))
      : 'COPY package.json ./package.json',
  ];
}

/** A path as the build stage has it; an output of a monorepo's tool may lie above the service (`../../dist/api`). */
function below(folder: string, path: string): string {
  const inApp = resolveInside(folder.replace(/^\/app\/?/, '') || '.', path);
  if (inApp === undefined)
    throw new UserError('unquotable', `the built folder ${JSON.stringify(path)} lies outside the project`);
  return inApp === '.' ? '/app' : `/app/${inApp}`;
}

function join(folder: string, path: string): string {
  return path === '.' ? folder : `${folder.replace(/\/$/, '')}/${path}`;
}

function copy(stage: string, from: string, to: string): string {
  return `COPY --from=${stage} ${copyArguments([from, to], 'the path')}`;
}
