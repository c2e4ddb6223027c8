import type { Project } from '../../core/project.ts';
import type { FrontEndUse } from '../node/front-end/index.ts';
import { namedInSources } from '../shared/named.ts';
import { inside } from '../shared/paths.ts';
import type { Bundle } from '../shared/ruby/bundle.ts';
import type { Rails } from './rails.ts';
import { rubySources } from './sources.ts';

/** A gem that has Node build assets of Rails: how Node does so without it, and what tells the gem that it is done. */
interface Bundler {
  readonly gems: readonly string[];
  readonly use: (project: Project, service: string) => FrontEndUse;
  readonly done: readonly string[];
}

/** Not NODE_ENV: with it managers leave out what only builds. */
const PRODUCTION = { RAILS_ENV: 'production' };

const webpack = (project: Project, service: string): FrontEndUse => ({
  build: `webpack --config ${webpackConfig(project, service)}`,
  outputs: ['public/packs'],
  environment: PRODUCTION,
});

const BUNDLERS: readonly Bundler[] = [
  {
    gems: ['vite_rails', 'vite_ruby'],
    use: () => ({ build: 'vite build', environment: PRODUCTION }),
    done: ['VITE_RUBY_SKIP_ASSETS_PRECOMPILE_EXTENSION=true'],
  },
  { gems: ['shakapacker'], use: webpack, done: ['SHAKAPACKER_PRECOMPILE=false'] },
  { gems: ['webpacker'], use: webpack, done: ['WEBPACKER_PRECOMPILE=false'] },
  {
    gems: ['jsbundling-rails', 'cssbundling-rails'],
    use: () => ({ scripts: ['build', 'build:css'], outputs: ['app/assets/builds'] }),
    done: ['SKIP_JS_BUILD=1', 'SKIP_CSS_BUILD=1'],
  },
];

/** Shakapacker's own file, else those that Webpacker left. */
function webpackConfig(project: Project, service: string): string {
  const files = [
    'config/webpack/webpack.config.js',
    'config/webpack/webpack.config.ts',
    'config/webpack/production.js',
  ];
  return files.find((file) => project.has(inside(service, file))) ?? 'config/webpack/webpack.config.js';
}

/** What the front end of a Ruby service is built for. */
export function frontEndUse(
  project: Project,
  service: string,
  bundle: Bundle | undefined,
  rails: Rails | null,
): FrontEndUse {
  const names = (path: string) => namedInSources(rubySources(project, service), service, path);
  const bundler = rails && bundlerOf(bundle);
  if (bundler) return { names, ...bundler.use(project, service) };
  // Sprockets takes styles and scripts from packages as they are
  const asks = project.text(inside(service, 'config/initializers/assets.rb')) ?? '';
  return /^[^#\n]{0,200}\bnode_modules\b/m.test(asks) ? { names, outputs: ['node_modules'] } : { names };
}

function bundlerOf(bundle: Bundle | undefined): Bundler | undefined {
  return BUNDLERS.find(({ gems }) => gems.some((name) => bundle?.gems.has(name)));
}

/** Variables that keep `assets:precompile` from calling Node, whose work is done. */
export function nodeIsDone(bundle: Bundle | undefined): readonly string[] {
  return bundlerOf(bundle)?.done ?? [];
}
