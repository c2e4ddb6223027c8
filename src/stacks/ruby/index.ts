import { defineStack } from '../../core/stack.ts';
import { nextSteps } from '../../core/view.ts';
import { frontEndIgnored, frontEndImages, frontEndQuestions, frontEndSettings } from '../node/front-end/index.ts';
import { isPlainPattern, keepingOut, serviceIgnoreFile } from '../shared/ignore.ts';
import { inside, relativeTo } from '../shared/paths.ts';
import { rubyBase, rubyParents } from '../shared/ruby/bases.ts';
import { serviceDockerfile } from '../shared/service.ts';
import { detectRuby, type RubyFacts } from './detect.ts';
import { rubyForeign } from './foreign.ts';
import { FRAMEWORKS } from './frameworks.ts';
import { rubyPlan, writablePaths } from './view.ts';

/** What a Rails application makes when it runs, and what its assets become. */
const MADE = ['log', 'tmp', 'storage', 'public/assets', 'public/packs', 'public/vite'];

/** Ruby services: Rails and whatever Rack serves, workers and scripts. */
export const ruby = defineStack<RubyFacts>({
  id: 'ruby',
  title: 'Ruby',
  proof: {
    built: 'scripts, gems of the project itself and of a private index, compiled gems with their C libraries',
    checked:
      'gems of RubyGems, vendored and from git, so Rails, Hanami, Sinatra, Roda, Grape, Rack, Sidekiq and other workers; Node front ends; other bases',
  },
  foreign: rubyForeign,
  manifests: ['config.ru', 'Gemfile', 'gems.rb'],
  isService: ({ facts }) => facts.start.words !== null || facts.start.framework !== null,
  frameworks: FRAMEWORKS,
  settings: frontEndSettings,
  detect: detectRuby,

  questions: ({ facts }) => [
    ...frontEndQuestions(facts.frontEnd),
    { name: 'start', message: 'Start command (run as it is, without a shell)', kind: 'text' },
    { name: 'port', message: 'Port', kind: 'text', optional: true },
    { name: 'healthcheck', message: 'Path that answers when healthy', kind: 'text', optional: true },
  ],

  images(answers, { compiles, frontEnd }) {
    const { build, runtime } = rubyBase(answers.base, answers.runtimeVersion, compiles);
    return [...new Set([...frontEndImages(answers, frontEnd), build, runtime])];
  },

  parents: rubyParents,

  files(spec) {
    const { context, folder, indexes, rails } = spec.facts;
    const keptOut = indexes.keptOut.map((path) => relativeTo(context, path) ?? path);
    const made = rails ? MADE.map((path) => inside(folder, path)) : [];
    const ignored = {
      built: ['**/.bundle', '**/vendor/bundle', ...made.filter(isPlainPattern)],
      private: ['**/.gem', '**/.gemrc', '**/config/master.key', ...keptOut.map(keepingOut)],
      development: ['**/node_modules', '**/*.sqlite3*', '**/.rubocop.yml', '.kamal', '.devcontainer'],
    };
    return [
      serviceDockerfile(spec, rubyPlan(spec)),
      serviceIgnoreFile(spec, context, ignored, frontEndIgnored(spec.facts.frontEnd, context)),
    ];
  },

  nextSteps: (spec) => nextSteps(spec, spec.facts.context, writablePaths(spec)),
});
