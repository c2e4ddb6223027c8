import { defineStack } from '../../core/stack.ts';
import { nextSteps } from '../../core/view.ts';
import { isPlainPattern, serviceIgnoreFile } from '../shared/ignore.ts';
import { inside, relativeTo } from '../shared/paths.ts';
import { serviceDockerfile } from '../shared/service.ts';
import { rubyBase, rubyParents } from './bases.ts';
import { detectRuby, type RubyFacts } from './detect.ts';
import { FRAMEWORKS } from './frameworks.ts';
import { rubyPlan, writablePaths } from './view.ts';

/** What a Rails application makes when it runs, and what its assets become. */
const MADE = ['log', 'tmp', 'storage', 'public/assets', 'public/packs', 'public/vite'];

/** Ruby services: Rails and whatever Rack serves, workers and scripts. */
export const ruby = defineStack<RubyFacts>({
  id: 'ruby',
  title: 'Ruby',
  proof: {
    built: '',
    checked:
      'Bundler with fetched, vendored and local gems; Rails, Hanami, Sinatra, Roda, Grape, Rack, Sidekiq and other workers',
  },
  manifests: ['config.ru', 'Gemfile', 'gems.rb'],
  isService: ({ facts }) => facts.start.words !== null || facts.start.framework !== null,
  frameworks: FRAMEWORKS,
  detect: detectRuby,

  questions: () => [
    { name: 'start', message: 'Start command (run as it is, without a shell)', kind: 'command' },
    { name: 'port', message: 'Port', kind: 'number', optional: true },
    { name: 'healthcheck', message: 'Path that answers when healthy', kind: 'text', optional: true },
  ],

  images({ base, runtimeVersion }, { compiles }) {
    const images = rubyBase(base, runtimeVersion, compiles);
    return [...new Set([images.build, images.runtime])];
  },

  parents: rubyParents,

  files(spec) {
    const { context, folder, indexes, rails } = spec.facts;
    const keptOut = indexes.keptOut.map((path) => relativeTo(context, path) ?? path);
    const made = rails ? MADE.map((path) => inside(folder, path)) : [];
    const ignored = {
      built: ['**/.bundle', '**/vendor/bundle', ...made.filter(isPlainPattern)],
      private: ['**/.gem', '**/.gemrc', '**/config/master.key', ...keptOut.filter(isPlainPattern)],
      development: ['**/node_modules', '**/*.sqlite3*', '**/.rubocop.yml', '.kamal', '.devcontainer'],
    };
    return [serviceDockerfile(spec, rubyPlan(spec)), serviceIgnoreFile(spec, context, ignored)];
  },

  nextSteps: (spec) => nextSteps(spec, spec.facts.context, writablePaths(spec)),
});
