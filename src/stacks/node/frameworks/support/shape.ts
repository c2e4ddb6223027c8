import type { FrameworkInput, Output, Shape } from '../../framework.ts';
import { existing } from './config.ts';
import { fetchesWhileBuilding } from './network.ts';

/** What every framework must say of a server; the rest has defaults. */
type ServerParts = Pick<Shape, 'build' | 'outputs' | 'start' | 'port'> & Partial<Shape>;

/** A process of the runtime, with production dependencies unless said otherwise. */
export function server(input: FrameworkInput, parts: ServerParts): Shape {
  const shape = { ...defaults(input, parts.build), kind: 'server', fallback: '404', ...parts } as const;
  return { ...shape, notes: [...shape.notes, ...misplaced(input, shape.start)] };
}

/** A package that starts the service has to survive an install without development dependencies. */
function misplaced({ manifest }: FrameworkInput, start: readonly string[] | null): string[] {
  const name = /^node_modules\/((?:@[^/]+\/)?[^/.@][^/]*)\//.exec(start?.[0] ?? '')?.[1];
  if (name === undefined || !Object.hasOwn(manifest.devDependencies, name)) return [];
  return [
    `${name} starts the service but is among the devDependencies of ${manifest.path}: move it to the dependencies.`,
  ];
}

/** What every framework must say of static files. */
type SiteParts = Pick<Shape, 'build' | 'fallback'> & { readonly folder: string } & Partial<
    Omit<Shape, 'outputs' | 'start'>
  >;

/** Files that nginx serves: the one folder that the build leaves becomes the document root. */
export function site(input: FrameworkInput, { folder, ...parts }: SiteParts): Shape {
  return {
    ...defaults(input, parts.build),
    kind: 'static',
    outputs: [{ from: folder, to: '.' }],
    dependencies: 'none',
    start: null,
    port: 8080,
    ...parts,
  };
}

function defaults(input: FrameworkInput, build: string | null) {
  return {
    dependencies: 'production',
    base: null,
    environment: {},
    needs: [],
    buildEnvironment: {},
    writable: [],
    caches: [],
    buildNeedsNetwork: build === null ? null : fetchesWhileBuilding(input),
    notes: [],
    from: {},
  } as const;
}

/** Outputs that stay where they are. */
export function asTheyAre(...paths: readonly string[]): Output[] {
  return paths.map((path) => ({ from: path, to: path }));
}

/** The same, of those that the project has: a COPY of a folder that may be missing would fail. */
export function ifThere(input: FrameworkInput, ...paths: readonly string[]): Output[] {
  return asTheyAre(...existing(input, ...paths));
}
