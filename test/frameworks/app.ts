import type { FrameworkInput, Shape } from '../../src/stacks/node/framework.ts';
import { type FoundFramework, findFramework } from '../../src/stacks/node/frameworks/index.ts';
import { readManifest } from '../../src/stacks/shared/javascript/manifest.ts';
import { memoryProject } from '../helpers.ts';

/** A service in a few words. Packages are a list of names, each with a version if it matters: `express`, `remix@2.1.0`. */
export interface App {
  readonly dependencies?: string;
  readonly development?: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly manifest?: Readonly<Record<string, unknown>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly service?: string;
}

/** What frameworks get to look at, for a service that is described in a few words. */
export function inputOf(app: App): FrameworkInput {
  const service = app.service ?? '.';
  const manifest = {
    name: 'plum',
    dependencies: packages(app.dependencies),
    devDependencies: packages(app.development),
    scripts: app.scripts ?? {},
    ...app.manifest,
  };
  const path = service === '.' ? 'package.json' : `${service}/package.json`;
  const project = memoryProject({ [path]: JSON.stringify(manifest), ...app.files });
  const read = readManifest(project, service);
  if (!read) throw new Error(`${path} was not read`);
  return { project, service, manifest: read };
}

export function find(app: App): FoundFramework | undefined {
  return findFramework(inputOf(app));
}

/** A shape as the tables expect it: outputs are `from` where they stay, else `from → to`. */
export type Shown = Omit<Shape, 'outputs'> & { readonly outputs: readonly string[] };

export function shapeOf(app: App): Shown {
  const found = find(app);
  if (!found) throw new Error('no framework was found');
  const outputs = found.shape.outputs.map(({ from, to }) => (from === to ? from : `${from} → ${to}`));
  return { ...found.shape, outputs };
}

function packages(names = ''): Record<string, string> {
  const list = names.split(' ').filter((name) => name !== '');
  return Object.fromEntries(
    list.map((name) => {
      const at = name.indexOf('@', 1);
      return at === -1 ? [name, '*'] : [name.slice(0, at), name.slice(at + 1)];
    }),
  );
}
