import type { Crafted, Place } from './project.ts';

const GEMFILE = 'gem "rack"\ngem "puma"\n';
const LOCK = 'GEM\n  remote: https://rubygems.example/\n  specs:\n    puma (7.1.0)\n    rack (3.2.3)\n';
const FILES = ['file', 'path', 'folder', 'start command', 'Gemfile'];

/** A Rack service that Puma serves, with further files. */
function rack(files: Crafted['files'] = {}): Crafted {
  return { files: { Gemfile: GEMFILE, 'Gemfile.lock': LOCK, 'config.ru': 'run App\n', ...files } };
}

/** The same with a further line in its Gemfile. */
function asked(line: string | undefined, files: Crafted['files'] = {}): Crafted {
  return rack({ Gemfile: `${GEMFILE}${line === undefined ? '' : `${line}\n`}`, ...files });
}

/** The same with a further line at the end of its lock file. */
function locked(lines: string | undefined, given?: Crafted['given']): Crafted {
  return { ...rack({ 'Gemfile.lock': `${LOCK}${lines ?? ''}` }), ...(given ? { given } : {}) };
}

/** A Rails application with further files. */
function rails(files: Crafted['files']): Crafted {
  return {
    files: { Gemfile: 'gem "rails"\ngem "propshaft"\ngem "puma"\n', 'config/application.rb': '', ...files },
  };
}

/** A version that a file asks for; the harmless one is a real version. */
function version(name: string, craft: Place['craft'], harmless = '3.3'): Place {
  return { name, says: [name, 'Gemfile'], harmless, mark: '3', craft };
}

/** Everything of a Ruby project that can reach a file of ours. */
export const RUBY_PLACES: readonly Place[] = [
  version('.ruby-version', (value) => rack(value === undefined ? {} : { '.ruby-version': value })),
  version('ruby in the Gemfile', (value) => asked(value === undefined ? undefined : `ruby "~> ${value}.0"`)),
  version('exact ruby in the Gemfile', (value) => asked(value === undefined ? undefined : `ruby "${value}"`), '3.3.9'),
  version(
    'RUBY VERSION',
    (value) => locked(value === undefined ? undefined : `\nRUBY VERSION\n  ruby ${value}\n`),
    '3.3.9',
  ),
  {
    name: 'the version of Bundler',
    says: ['package manager'],
    harmless: '4.0.16',
    mark: '4',
    craft: (value) =>
      locked(value === undefined ? undefined : `\nBUNDLED WITH\n  ${value}\n`, {
        base: 'chainguard',
        runtimeVersion: '4.0',
      }),
  },
  {
    name: 'the name of a gem',
    says: FILES,
    harmless: 'harmless',
    ignored: true,
    craft: (value) => asked(value === undefined ? undefined : `gem "${value}"`),
  },
  {
    name: 'the folder of a gem',
    says: FILES,
    harmless: 'harmless',
    craft: (value) =>
      asked(
        value === undefined ? undefined : `gem "x", path: "${value}"`,
        value === undefined ? {} : { [`${value}/x.rb`]: '' },
      ),
  },
  {
    name: 'a folder of a gem outside the service',
    says: FILES,
    harmless: 'harmless',
    craft: (value) => ({
      files: {
        'api/Gemfile': `${GEMFILE}${value === undefined ? '' : `gem "x", path: "../${value}"\n`}`,
        'api/config.ru': 'run App\n',
        ...(value === undefined ? {} : { [`${value}/x.rb`]: '' }),
      },
      given: { service: 'api' },
    }),
  },
  {
    name: 'a Gemfile that the Gemfile reads',
    says: FILES,
    harmless: 'harmless.rb',
    craft: (value) =>
      asked(value === undefined ? undefined : `eval_gemfile "${value}"`, value === undefined ? {} : { [value]: '' }),
  },
  {
    name: 'the file of the version of Ruby',
    says: FILES,
    harmless: 'harmless.txt',
    craft: (value) =>
      asked(value === undefined ? undefined : `ruby file: "${value}"`, value === undefined ? {} : { [value]: '~' }),
  },
  {
    name: 'a source of gems',
    says: FILES,
    ignored: true,
    harmless: 'https://gems.example.com',
    mark: 'gems',
    craft: (value) => asked(value === undefined ? undefined : `source "${value}"`),
  },
  {
    name: 'a remote in the lock file',
    says: FILES,
    harmless: 'https://gems.example.com',
    mark: 'gems',
    craft: (value) => locked(value === undefined ? undefined : `\nGIT\n  remote: ${value}\n  specs:\n    x (1)\n`),
  },
  {
    name: 'a file of jobs',
    says: FILES,
    harmless: 'harmless',
    craft: (value) => ({
      files: { Gemfile: 'gem "sidekiq"\n', ...(value === undefined ? {} : { [`${value}.rb`]: 'Sidekiq::Job\n' }) },
    }),
  },
  {
    name: 'a file that runs in Ruby',
    says: FILES,
    harmless: 'harmless',
    craft: (value) => ({
      files: {
        Gemfile: 'gem "thor"\n',
        ...(value === undefined ? {} : { [`${value}.rb`]: 'if __FILE__ == $0\nend\n' }),
      },
    }),
  },
  {
    name: 'a variable of Rails’ settings',
    says: FILES,
    harmless: 'HARMLESS',
    craft: (value) => rails(value === undefined ? {} : { 'config/initializers/x.rb': `X = ENV.fetch("${value}")\n` }),
  },
  {
    name: 'the variable of the port',
    says: FILES,
    harmless: 'HARMLESS_PORT',
    mark: 'HARMLESS',
    craft: (value) =>
      rack({ 'config/puma.rb': value === undefined ? 'port 9292\n' : `port ENV.fetch("${value}", 9292)\n` }),
  },
  {
    name: 'a Procfile of Ruby',
    says: ['Procfile', ...FILES],
    harmless: 'harmless',
    words: true,
    craft: (value) => rack(value === undefined ? {} : { Procfile: `web: puma ${value}\n` }),
  },
  {
    name: 'a health route of Ruby',
    says: ['health'],
    harmless: '/health',
    mark: 'health',
    craft: (value) => rack({ 'app.rb': `get "${value ?? '/orders'}" do\n` }),
  },
];
