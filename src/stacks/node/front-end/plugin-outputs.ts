import { readJson, stringAt } from '../../../core/project.ts';
import { dependsOn } from '../../shared/javascript/manifest.ts';
import { inside } from '../../shared/paths.ts';
import type { FrameworkInput } from '../framework.ts';
import { readConfig } from '../frameworks/support/config.ts';
import type { Outputs } from './outputs.ts';

/** A plug-in that puts the result where a server's framework looks for it. */
interface Plugin {
  readonly package: string;
  readonly paths: (input: FrameworkInput) => readonly string[];
}

const PLUGINS: readonly Plugin[] = [
  {
    package: 'laravel-vite-plugin',
    paths: (input) => [
      `${said(input, 'vite.config', 'publicDirectory') ?? 'public'}/${said(input, 'vite.config', 'buildDirectory') ?? 'build'}`,
    ],
  },
  { package: 'vite-plugin-ruby', paths: (input) => [viteRuby(input)] },
  { package: 'vite-plugin-symfony', paths: (input) => [said(input, 'vite.config', 'outDir') ?? 'public/build'] },
  { package: '@symfony/webpack-encore', paths: (input) => [encore(input)] },
  // Mix writes files beside the sources of public/: the folder comes back whole
  { package: 'laravel-mix', paths: () => ['public'] },
];

/** What a plug-in of the server's framework makes of the build's result, in the folder that it is known to use. */
export function byPlugin(input: FrameworkInput): Outputs | undefined {
  const plugin = PLUGINS.find(({ package: name }) => dependsOn(input.manifest, name));
  return plugin && { paths: plugin.paths(input), from: `${input.manifest.path} ${plugin.package}` };
}

/** A text setting wherever it stands in a config file: a plug-in's own options have no fixed place. */
function said(input: FrameworkInput, file: string, key: string): string | undefined {
  const { text = '' } = readConfig(input, file) ?? {};
  return new RegExp(`\\b${key}:\\s{0,8}['"]([\\w./-]{1,100})['"]`).exec(text)?.[1]?.replace(/^\/|\/$/g, '');
}

function viteRuby({ project, service }: FrameworkInput): string {
  const path = inside(service, 'config/vite.json');
  const json = project.has(path) ? readJson(project, path) : undefined;
  const setting = (key: string) => stringAt(json, 'production', key) ?? stringAt(json, 'all', key);
  return `${setting('publicDir') ?? 'public'}/${setting('publicOutputDir') ?? 'vite'}`;
}

function encore(input: FrameworkInput): string {
  const { text = '' } = readConfig(input, 'webpack.config') ?? {};
  return /\.setOutputPath\(\s{0,8}['"]\.?\/?([\w./-]{1,100})['"]/.exec(text)?.[1] ?? 'public/build';
}
