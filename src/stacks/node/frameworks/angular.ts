import { isObject, type Json, readJson, stringAt, valueAt } from '../../../core/project.ts';
import { inside } from '../../shared/paths.ts';
import type { Base, Framework, FrameworkInput, Shape } from '../framework.ts';
import { baseTold } from './support/base.ts';
import { type Build, findBuild } from './support/build.ts';
import { safeFolder } from './support/config.ts';
import { server, site } from './support/shape.ts';

export const angular: Framework = {
  id: 'angular',
  title: 'Angular',
  packages: ['@angular/core'],
  detect: (input) => findApp(input) !== undefined,
  never: ['ng serve', 'ng dev', 'ng run'],
  shape: (input) => {
    const app = findApp(input);
    const build = findBuild(input, 'ng build');
    if (!app) return page(input, app, 'dist', build);
    const folder = outputFolder(input, app);
    if (app.renders === 'bundled') return rendered(input, folder, ['server', 'server.mjs'], build);
    if (app.renders === 'apart') return rendered(input, folder, ['server', 'main.js'], build);
    return page(
      input,
      app,
      app.flat ? folder : `${folder}/${stringAt(app.options, 'outputPath', 'browser') ?? 'browser'}`,
      build,
    );
  },
};

/** The application that angular.json describes. */
interface App {
  readonly name: string;
  readonly options: Json | undefined;
  /** Whether the old builder writes the pages straight into the output folder. */
  readonly flat: boolean;
  /** `bundled`: the build leaves a server; `apart`: a target of its own builds it, as before version 17. */
  readonly renders: 'no' | 'bundled' | 'apart';
}

function findApp(input: FrameworkInput): App | undefined {
  const projects = valueAt(readJson(input.project, inside(input.service, 'angular.json')), 'projects');
  if (!isObject(projects)) return undefined;
  const found = Object.entries(projects).find(
    ([, project]) => stringAt(project, 'projectType') !== 'library' && targets(project),
  );
  if (!found) return undefined;
  const [name, project] = found;
  const all = targets(project);
  const options = valueAt(all, 'build', 'options');
  const builder = stringAt(all, 'build', 'builder') ?? '';
  const apart = valueAt(all, 'server') !== undefined;
  return {
    name,
    options: isObject(options) ? options : undefined,
    flat: /:browser(?:-esbuild)?$/.test(builder),
    renders: rendersOnDemand(options) ? 'bundled' : apart ? 'apart' : 'no',
  };
}

function targets(project: unknown): unknown {
  return valueAt(project, 'architect') ?? valueAt(project, 'targets');
}

/** `ssr` with an entry leaves a server, unless everything is written ahead (`outputMode: "static"`). */
function rendersOnDemand(options: unknown): boolean {
  const ssr = valueAt(options, 'ssr');
  return (ssr === true || isObject(ssr)) && stringAt(options, 'outputMode') !== 'static';
}

function outputFolder(input: FrameworkInput, { name, options }: App): string {
  const said = stringAt(options, 'outputPath') ?? stringAt(options, 'outputPath', 'base');
  return safeFolder(input, said) ?? safeFolder(input, `dist/${name}`) ?? 'dist';
}

function baseHref(app: App | undefined): Base | null {
  const url = stringAt(app?.options, 'baseHref');
  return url === undefined ? null : { url, from: 'angular.json baseHref' };
}

function page(input: FrameworkInput, app: App | undefined, folder: string, { build, notes, from }: Build): Shape {
  return site(input, {
    build,
    folder,
    base: baseTold(input, 'ng build', '--base-href') ?? baseHref(app),
    fallback: 'spa',
    buildEnvironment: { NG_CLI_ANALYTICS: 'false' },
    ...fonts(input),
    notes,
    from: { build: from, outputs: 'angular.json' },
  });
}

const HOSTS =
  'Angular answers only to host names that it was told: set NG_ALLOWED_HOSTS to the public ones when it runs, or security.allowedHosts in angular.json. The image allows localhost, for its own health check.';

function rendered(
  input: FrameworkInput,
  folder: string,
  entry: readonly string[],
  { build, notes, from }: Build,
): Shape {
  const older = entry.at(-1) === 'main.js';
  return server(input, {
    build: older && Object.hasOwn(input.manifest.scripts, 'build:ssr') ? 'build:ssr' : build,
    outputs: [{ from: folder, to: folder }],
    dependencies: 'none',
    start: [[folder, ...entry].join('/')],
    port: 4000,
    ...(older ? {} : { environment: { NG_ALLOWED_HOSTS: 'localhost,127.0.0.1' } }),
    buildEnvironment: { NG_CLI_ANALYTICS: 'false' },
    ...fonts(input),
    notes: older ? notes : [...notes, HOSTS],
    from: { build: from, outputs: 'angular.json' },
  });
}

/** The optimizer inlines web fonts, and so fetches what index.html links. */
function fonts(input: FrameworkInput): Partial<Shape> {
  const html = input.project.text(inside(input.service, 'src/index.html')) ?? '';
  const linked = ['fonts.googleapis.com', 'use.typekit.net'].find((host) => html.includes(host));
  return linked ? { buildNeedsNetwork: `src/index.html links ${linked}, which Angular fetches to inline it` } : {};
}
