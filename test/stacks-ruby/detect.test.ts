import { describe, expect, it, test } from 'vitest';
import type { Given } from '../../src/core/answers.ts';
import { detectRuby } from '../../src/stacks/ruby/detect.ts';
import { around } from '../around.ts';
import { memoryProject } from '../helpers.ts';

type Files = Readonly<Record<string, string>>;

const INDEX = 'https://rubygems.example';
const MAIN = { 'main.rb': 'puts "hello"\n' };
const RACKUP = { 'config.ru': 'run App\n' };

function detected(files: Files, given: Given = {}) {
  const project = memoryProject(files);
  const found = detectRuby(project, given, around('ruby', project, given));
  const from = (what: string) => found?.detected.find((one) => one.what === what)?.from;
  return { found, facts: found?.facts, answers: found?.answers, from, notes: found?.notes ?? [] };
}

/** A Gemfile with gems, and further lines. */
function gemfile(gems: readonly string[], ...lines: string[]): Files {
  return { Gemfile: [`source "${INDEX}"`, ...lines, ...gems.map((name) => `gem "${name}"`), ''].join('\n') };
}

interface Locking {
  readonly platforms?: readonly string[];
  readonly more?: string;
}

/** A lock file: `pg 1.5.9`, `pg 1.6.2-x86_64-linux`, `rails 8.0.3 > railties`. */
function locked(gems: readonly string[], { platforms = ['x86_64-linux'], more = '' }: Locking = {}): Files {
  const specs = gems.map((gem) => {
    const [spec = '', needs = ''] = gem.split(' > ');
    const [name, version = '1.0.0'] = spec.split(' ');
    return `    ${name} (${version})\n${needs === '' ? '' : `      ${needs}\n`}`;
  });
  const direct = [...new Set(gems.map((gem) => `  ${gem.split(' ')[0]}\n`))].join('');
  const list = platforms.map((platform) => `  ${platform}\n`).join('');
  const text = `GEM\n  remote: ${INDEX}/\n  specs:\n${specs.join('')}\nPLATFORMS\n${list}\nDEPENDENCIES\n${direct}\n`;
  return { 'Gemfile.lock': `${text}CHECKSUMS\n  x (1) sha256=00\n\n${more}` };
}

const bundle = (...gems: string[]) => ({ ...gemfile(gems), ...locked(gems) });
const RAILS = {
  ...gemfile(['rails', 'puma']),
  ...locked(['rails 8.1.1 > railties', 'railties 8.1.1', 'puma']),
  'config/application.rb': 'module Shop; end\n',
};

describe('the version of Ruby', () => {
  const range = (...conditions: string[]) =>
    gemfile([], `ruby ${conditions.map((each) => JSON.stringify(each)).join(', ')}`);
  const ruby = (version: string) => locked([], { more: `RUBY VERSION\n   ruby ${version}\n` });

  test.each<[string, Files, string, string]>([
    ['.ruby-version', { '.ruby-version': '3.3\n' }, '3.3', '.ruby-version'],
    ['.ruby-version with a patch', { '.ruby-version': '3.4.2\n' }, '3.4', '.ruby-version'],
    ['.ruby-version as rbenv wrote it', { '.ruby-version': 'ruby-3.3.9\n' }, '3.3', '.ruby-version'],
    ['.ruby-version with a patch level', { '.ruby-version': '3.3.6-p108\n' }, '3.3', '.ruby-version'],
    ['.ruby-version of what is to come', { '.ruby-version': '4.0.0-preview2\n' }, '4.0', '.ruby-version'],
    ['asdf', { '.tool-versions': 'ruby 3.3.9\n' }, '3.3', '.tool-versions:1'],
    ['mise', { 'mise.toml': '[tools]\nruby = "3.4"\n' }, '3.4', 'mise.toml tools.ruby'],
    ['a pin before a range', { ...range('>= 3.2'), '.ruby-version': '3.3' }, '3.3', '.ruby-version'],
    ['a minimum', range('>= 3.2'), '4.0', 'Gemfile ruby'],
    ['a minimum and a limit', range('>= 3.2', '< 4'), '3.4', 'Gemfile ruby'],
    ['a limit within a line', range('< 3.4.5'), '3.4', 'Gemfile ruby'],
    ['a limit before a line', range('< 3.4'), '3.3', 'Gemfile ruby'],
    ['a limit that is meant with it', range('<= 3.4'), '3.3', 'Gemfile ruby'],
    ['a limit to the patch', range('<= 3.4.9'), '3.4', 'Gemfile ruby'],
    ['a line', range('~> 3.4.0'), '3.4', 'Gemfile ruby'],
    ['lines of a major version', range('~> 3.2'), '3.4', 'Gemfile ruby'],
    ['a major version', range('~> 3'), '3.4', 'Gemfile ruby'],
    ['all but one patch', range('>= 3.3', '!= 3.4.1', '< 4'), '3.4', 'Gemfile ruby'],
    ['an exact one', range('3.4.7'), '3.4.7', 'Gemfile ruby'],
    ['an exact one by its sign', range('= 3.3.9'), '3.3.9', 'Gemfile ruby'],
    ['a line, which RubyGems reads as its first', range('3.4'), '3.4.0', 'Gemfile ruby'],
    ['an exact one before a pin', { ...range('3.4.7'), '.ruby-version': '3.3' }, '3.4.7', 'Gemfile ruby'],
    [
      'an exact one from a file',
      { ...gemfile([], 'ruby file: ".ruby-version"'), '.ruby-version': 'ruby-3.4.7\n' },
      '3.4.7',
      'Gemfile ruby',
    ],
    [
      'an exact one from asdf’s file',
      { ...gemfile([], 'ruby file: ".tool-versions"'), '.tool-versions': 'nodejs 24\nruby 3.3.9\n' },
      '3.3.9',
      'Gemfile ruby',
    ],
    [
      'a file that the Gemfile reads by itself',
      { ...gemfile([], 'ruby File.read(".ruby-version").strip'), '.ruby-version': '3.4.7\n' },
      '3.4.7',
      'Gemfile ruby',
    ],
    ['the lock file', { ...gemfile([]), ...ruby('3.3.6p108') }, '3.3', 'Gemfile.lock RUBY VERSION'],
    ['the lock file within the range', { ...range('>= 3.2'), ...ruby('3.3.6') }, '3.3', 'Gemfile.lock RUBY VERSION'],
    ['the range where the lock file is behind', { ...range('~> 3.4.0'), ...ruby('3.3.6') }, '3.4', 'Gemfile ruby'],
    ['parentheses', gemfile([], 'ruby(">= 3.2", "< 3.4")'), '3.3', 'Gemfile ruby'],
    ['nothing', {}, '4.0', 'default'],
    ['what is no version', { '.ruby-version': 'system\n' }, '4.0', 'default'],
    ['another Ruby', { '.ruby-version': 'jruby-9.4.8.0\n' }, '4.0', 'default'],
    ['a comment', gemfile([], '# ruby "3.3.9"'), '4.0', 'default'],
  ])('%s', (_, files, version, source) => {
    const { answers, from } = detected({ ...MAIN, ...files });
    expect([answers?.runtimeVersion, from('runtimeVersion')]).toEqual([version, source]);
  });

  it('is kept when it gets no fixes any more, and that is said', () => {
    const { answers, notes } = detected({ ...MAIN, '.ruby-version': '3.2.9' });
    expect(answers?.runtimeVersion).toBe('3.2');
    expect(notes).toEqual([
      '.ruby-version asks for Ruby "3.2.9": 3.2 gets no security fixes since 2026-03-31; move to a newer line.',
    ]);
  });

  it('is one that ended where a range allows no other', () => {
    const { answers, notes } = detected({ ...MAIN, ...range('< 3.1') });
    expect(answers?.runtimeVersion).toBe('3.0');
    expect(notes.join()).toContain('3.0 gets no security fixes');
  });

  it('is taken as it is when it is newer than the table', () => {
    const { answers, notes } = detected({ ...MAIN, '.ruby-version': '4.2' });
    expect(answers?.runtimeVersion).toBe('4.2');
    expect(notes).toEqual(['.ruby-version asks for Ruby 4.2, which this tool does not know yet.']);
  });

  it('says what a Gemfile costs that takes one patch only', () => {
    expect(detected({ ...MAIN, ...range('3.4.7') }).notes[0]).toBe(
      'Gemfile ruby takes Ruby 3.4.7 and no other, so fixes of 3.4 need an edit: write ruby "~> 3.4.0".',
    );
  });

  test.each<[string, Files]>([
    ['another engine', gemfile([], 'ruby "3.1.4", engine: "jruby", engine_version: "9.4"')],
    ['an engine in the file of the version', { '.ruby-version': 'truffleruby-24.1\n' }],
  ])('names %s', (_, files) => {
    expect(detected({ ...MAIN, ...files }).notes.join()).toContain('names no release line of CRuby');
  });

  test.each([
    ['distroless', '3.4', /--base distroless: there is no such image for Ruby/],
    ['chainguard', '3.4', /--base chainguard has Ruby 4.0 only, and this service runs on 3.4/],
  ])('is refused on a base that does not have it: %s', (base, version, message) => {
    expect(() => detected({ ...MAIN, '.ruby-version': version }, { base })).toThrow(message);
  });

  it('is taken on a base that has it', () => {
    expect(detected({ ...MAIN, '.ruby-version': '4.0.1' }, { base: 'chainguard' }).answers?.runtimeVersion).toBe('4.0');
  });
});

describe('the gems', () => {
  const names = (files: Files) => [...(detected({ ...MAIN, ...files }).facts?.bundle?.gems.keys() ?? [])].sort();

  test.each<[string, Files, readonly string[]]>([
    ['plain ones', gemfile(['rack', 'puma']), ['puma', 'rack']],
    ['single quotes', { Gemfile: "gem 'rack', '~> 3'\n" }, ['rack']],
    ['parentheses', { Gemfile: 'gem("rack")\n' }, ['rack']],
    ['not those of a group for development', { Gemfile: 'gem "a"\ngroup :development do\n  gem "b"\nend\n' }, ['a']],
    ['not those of both', { Gemfile: 'group :development, :test do\n  gem "b"\nend\ngem "a"\n' }, ['a']],
    ['those of production', { Gemfile: 'group :production do\n  gem "pg"\nend\n' }, ['pg']],
    ['those of production and tests', { Gemfile: 'group :production, :test do\n  gem "pg"\nend\n' }, ['pg']],
    ['not those of a group by an option', { Gemfile: 'gem "b", group: :test\ngem "a"\n' }, ['a']],
    ['not those of groups by a list', { Gemfile: 'gem "b", groups: [:development, "test"]\n' }, []],
    ['not those of groups by words', { Gemfile: 'gem "b", groups: %i[development test]\n' }, []],
    ['not those of groups by rockets', { Gemfile: 'gem "b", :group => [:development]\n' }, []],
    [
      'a group within a source',
      { Gemfile: 'source "x" do\n  group :test do\n    gem "b"\n  end\n  gem "a"\nend\n' },
      ['a'],
    ],
    ['a condition around them', { Gemfile: 'if ENV["X"]\n  gem "a"\nend\ngroup :test do\n  gem "b"\nend\n' }, ['a']],
    ['not what is a comment', { Gemfile: '# gem "b"\ngem "a" # gem "c"\n' }, ['a']],
    ['several lines', { Gemfile: 'gem "a",\n  "~> 1.0",\n  group: :test\ngem "c"\n' }, ['c']],
    ['what they need', { ...gemfile(['a']), ...locked(['a 1.0 > b', 'b 1.0 > c', 'c']) }, ['a', 'b', 'c']],
    [
      'not what only those of development need',
      {
        Gemfile: 'gem "a"\ngem "t", group: :test\n',
        'Gemfile.lock':
          'GEM\n  remote: x\n  specs:\n    a (1)\n    t (1)\n      u (>= 1)\n    u (1)\n\nDEPENDENCIES\n  a\n  t\n',
      },
      ['a'],
    ],
    ['those that a program puts there', { Gemfile: '%w[a].each { |name| gem name }\n', ...locked(['a']) }, ['a']],
    ['those of another Gemfile', { Gemfile: 'eval_gemfile "common.rb"\n', 'common.rb': 'gem "a"\n' }, ['a']],
    ['gems.rb', { 'gems.rb': 'gem "a"\n' }, ['a']],
  ])('are %s', (_, files, expected) => {
    expect(names(files)).toEqual(expected);
  });

  test.each<[string, Files, Partial<Record<'whole' | 'vendored' | 'local' | 'files', unknown>>]>([
    ['a gemspec', { Gemfile: 'gemspec\n' }, { whole: true }],
    ['no gemspec', gemfile(['a']), { whole: false, vendored: false, local: [], files: [] }],
    ['a folder', { Gemfile: 'gem "a", path: "libs/a"\n', 'libs/a/a.rb': '' }, { whole: false, local: ['libs/a'] }],
    [
      'a folder by a block',
      { Gemfile: 'path "libs/a" do\n  gem "a"\nend\n', 'libs/a/a.rb': '' },
      { local: ['libs/a'] },
    ],
    ['a folder with C', { Gemfile: 'gem "a", path: "a"\n', 'a/ext/a/extconf.rb': '' }, { whole: true }],
    ['its own folder', { Gemfile: 'gem "a", path: "."\n' }, { whole: true, local: [] }],
    ['a folder that is not there', { Gemfile: 'gem "a", path: "libs/a"\n' }, { local: [] }],
    ['a folder outside', { Gemfile: 'gem "a", path: "../../etc"\n' }, { local: [] }],
    ['vendored gems', { ...gemfile(['a']), 'vendor/cache/a-1.0.gem': '' }, { vendored: true }],
    ['another Gemfile', { Gemfile: 'eval_gemfile "more.rb"\n', 'more.rb': '' }, { files: ['more.rb'] }],
    [
      'the file of its version',
      { ...gemfile([], 'ruby file: ".ruby-version"'), '.ruby-version': '3.4.7' },
      { files: ['.ruby-version'] },
    ],
  ])('are installed from %s', (_, files, expected) => {
    expect(detected({ ...MAIN, ...files }).facts?.bundle).toMatchObject(expected);
  });

  test.each<[string, Files, boolean, boolean]>([
    ['with a lock file', bundle('rack'), true, true],
    ['without one', gemfile(['rack']), true, true],
    ['none', gemfile([]), false, false],
    ['a folder only', { Gemfile: 'gem "a", path: "a"\n', 'a/a.rb': '' }, true, true],
    [
      'a folder only, as the lock file knows',
      { Gemfile: 'gem "a", path: "a"\n', 'a/a.rb': '', 'Gemfile.lock': 'PATH\n  remote: a\n  specs:\n    a (1)\n' },
      false,
      false,
    ],
    ['vendored', { ...bundle('rack'), 'vendor/cache/rack-1.0.0.gem': '' }, false, true],
  ])('need a network or a compiler: %s', (_, files, fetches, compiles) => {
    expect(detected({ ...MAIN, ...files }).facts).toMatchObject({ fetches, compiles });
  });

  it('are installed by the Bundler that wrote the lock file', () => {
    const files = { ...gemfile(['rack']), ...locked(['rack'], { more: 'BUNDLED WITH\n   2.7.2\n' }) };
    const { answers, from } = detected({ ...MAIN, ...files });
    expect([answers?.packageManager, answers?.packageManagerVersion]).toEqual(['bundler', '2.7.2']);
    expect([from('packageManager'), from('packageManagerVersion')]).toEqual([
      'Gemfile.lock',
      'Gemfile.lock BUNDLED WITH',
    ]);
  });

  it('are none where there is no Gemfile', () => {
    const { answers, found } = detected(MAIN);
    expect([answers?.packageManager, found?.secrets]).toEqual([null, []]);
  });

  test.each<[string, Files, Given, string]>([
    ['no lock file', gemfile(['rack']), {}, 'There is no lock file beside Gemfile'],
    [
      'no checksums',
      { ...gemfile(['rack']), 'Gemfile.lock': locked(['rack'])['Gemfile.lock']?.replace(' sha256=00', '') ?? '' },
      {},
      'Gemfile.lock has no checksums',
    ],
    [
      'an old Bundler',
      { ...gemfile(['rack']), ...locked(['rack'], { more: 'BUNDLED WITH\n   1.17.3\n' }) },
      {},
      'was written by Bundler 1.17.3',
    ],
    [
      'a Ruby that is not locked',
      { ...gemfile(['rack'], 'ruby "~> 3.4.0"'), ...locked(['rack']) },
      {},
      'asks for a Ruby and Gemfile.lock does not hold it',
    ],
    [
      'a lock file for a Mac',
      { ...gemfile(['rack']), ...locked(['rack'], { platforms: ['arm64-darwin-24'] }) },
      {},
      'Gemfile.lock is for arm64-darwin-24 only, and Bundler refuses it here: run bundle lock --add-platform x86_64-linux aarch64-linux.',
    ],
    [
      'a lock file for glibc on Alpine',
      { ...gemfile(['rack']), ...locked(['rack'], { platforms: ['x86_64-linux-gnu'] }) },
      { base: 'alpine' },
      'run bundle lock --add-platform x86_64-linux-musl aarch64-linux-musl',
    ],
    [
      'Thruster without its program',
      { ...gemfile(['thruster']), ...locked(['thruster 0.1.16', 'thruster 0.1.16-arm64-darwin']) },
      {},
      'Gemfile.lock has no thruster for Linux',
    ],
    ['a gem that runs a program', bundle('pdfkit'), {}, 'pdfkit runs wkhtmltopdf, which the image does not have'],
  ])('say what to know: %s', (_, files, given, note) => {
    expect(detected({ ...MAIN, ...files }, given).notes.join('\n')).toContain(note);
  });

  test.each([['ruby'], ['x86_64-linux'], ['x86_64-linux-gnu']])('fit a lock file for %s', (platform) => {
    const files = { ...gemfile(['rack']), ...locked(['rack'], { platforms: ['arm64-darwin', platform] }) };
    expect(detected({ ...MAIN, ...files }).notes).toEqual([]);
  });
});

describe('the start', () => {
  const puma = (text: string) => ({ ...bundle('rack', 'puma'), ...RACKUP, 'config/puma.rb': text });

  test.each<[string, Files, string | undefined, string | undefined]>([
    ['Puma', { ...bundle('rack', 'puma'), ...RACKUP }, 'puma -b tcp://0.0.0.0:9292', 'config.ru'],
    ['Puma whose settings say where', puma('port ENV.fetch("PORT", 3000)\n'), 'puma -C config/puma.rb', 'config.ru'],
    ['Puma whose settings bind', puma('bind "tcp://0.0.0.0:4000"\n'), 'puma -C config/puma.rb', 'config.ru'],
    [
      'Puma on a socket',
      puma('bind "unix:///run/x.sock"\n'),
      'puma -C config/puma.rb -b tcp://0.0.0.0:9292',
      'config.ru',
    ],
    ['Puma with other settings', puma('workers 2\n'), 'puma -C config/puma.rb -b tcp://0.0.0.0:9292', 'config.ru'],
    ['Falcon', { ...bundle('rack', 'falcon'), ...RACKUP }, 'falcon serve --bind http://0.0.0.0:9292', 'config.ru'],
    ['Unicorn', { ...bundle('rack', 'unicorn'), ...RACKUP }, 'unicorn -l 0.0.0.0:9292', 'config.ru'],
    [
      'Unicorn with settings',
      { ...bundle('unicorn'), ...RACKUP, 'config/unicorn.rb': 'listen 8081\n' },
      'unicorn -c config/unicorn.rb',
      'config.ru',
    ],
    ['Pitchfork', { ...bundle('pitchfork'), ...RACKUP }, 'pitchfork -l 0.0.0.0:9292', 'config.ru'],
    ['Iodine', { ...bundle('iodine'), ...RACKUP }, 'iodine -b 0.0.0.0 -p 9292', 'config.ru'],
    ['Thin', { ...bundle('thin'), ...RACKUP }, 'thin start -a 0.0.0.0 -p 9292', 'config.ru'],
    ['WEBrick', { ...bundle('rackup', 'webrick'), ...RACKUP }, 'rackup -s webrick -o 0.0.0.0 -p 9292', 'config.ru'],
    [
      'the best of several servers',
      { ...bundle('thin', 'puma'), ...RACKUP },
      'puma -b tcp://0.0.0.0:9292',
      'config.ru',
    ],
    ['Rails', RAILS, 'puma -b tcp://0.0.0.0:3000', 'config/application.rb'],
    [
      'Rails behind Thruster',
      { ...RAILS, ...gemfile(['rails', 'puma', 'thruster']), ...locked(['rails', 'puma', 'thruster 1-x86_64-linux']) },
      'thrust puma -b tcp://0.0.0.0:3000',
      'config/application.rb',
    ],
    ['nothing where no gem serves', { ...bundle('rack'), ...RACKUP }, undefined, undefined],
    ['Sinatra without config.ru', { ...bundle('sinatra', 'puma'), 'x.rb': 'require "sinatra"\n' }, 'ruby x.rb', 'x.rb'],
    [
      'Sinatra that runs itself',
      { ...bundle('sinatra', 'puma'), 'x.rb': 'class X < Sinatra::Base\n  run! if app_file == $0\nend\n' },
      'ruby x.rb',
      'x.rb',
    ],
    [
      'Sidekiq',
      { ...bundle('sidekiq'), 'lib/mail.rb': 'include Sidekiq::Job\n' },
      'sidekiq -r ./lib/mail.rb',
      'lib/mail.rb',
    ],
    [
      'Sidekiq by what sets it up',
      { ...bundle('sidekiq'), 'a.rb': 'include Sidekiq::Job\n', 'b.rb': 'Sidekiq.configure_server { }\n' },
      'sidekiq -r ./b.rb',
      'b.rb',
    ],
    ['Sidekiq without jobs', bundle('sidekiq'), undefined, undefined],
    ['Resque', bundle('resque', 'rake'), 'rake resque:work', 'Gemfile.lock'],
    ['a file', MAIN, 'ruby main.rb', 'main.rb'],
    ['a bot', { ...bundle('discordrb'), 'bot.rb': '' }, 'ruby bot.rb', 'bot.rb'],
    [
      'the only file that runs',
      { ...bundle('x'), 'report.rb': 'if __FILE__ == $0\nend\n' },
      'ruby report.rb',
      'report.rb',
    ],
    [
      'not one of several that run',
      { ...bundle('x'), 'a.rb': 'if __FILE__ == $0\n', 'b.rb': 'if $PROGRAM_NAME == __FILE__\n' },
      undefined,
      undefined,
    ],
    ['a Procfile', { ...MAIN, Procfile: 'web: bundle exec ruby main.rb --all\n' }, 'ruby main.rb --all', 'Procfile:1'],
    [
      'a Procfile with a port',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: variables of a shell
      { ...bundle('puma'), ...RACKUP, Procfile: 'release: x\nweb: bundle exec puma -p ${PORT:-5000} -e ${RACK_ENV}\n' },
      'puma -p 9292 -e production',
      'Procfile:2',
    ],
    [
      'a script of bin/',
      { ...RAILS, Procfile: 'web: bin/rails server -p $PORT\n', 'bin/rails': '#!/usr/bin/env ruby\n' },
      'ruby bin/rails server -p 3000',
      'Procfile:1',
    ],
    [
      'not a script of a shell',
      { ...RAILS, Procfile: 'web: bin/start\n', 'bin/start': '#!/bin/sh\n' },
      'puma -b tcp://0.0.0.0:3000',
      'config/application.rb',
    ],
    [
      'not what is for development',
      { ...RAILS, Procfile: 'web: foreman start -f Procfile.dev\n' },
      'puma -b tcp://0.0.0.0:3000',
      'config/application.rb',
    ],
    [
      'not what only a shell can start',
      { ...RAILS, Procfile: 'web: puma -t $THREADS | tee log\n' },
      'puma -b tcp://0.0.0.0:3000',
      'config/application.rb',
    ],
    [
      'the worker of a Procfile that has no other',
      { ...bundle('sidekiq'), Procfile: 'worker: bundle exec sidekiq -C config/sidekiq.yml\n' },
      'sidekiq -C config/sidekiq.yml',
      'Procfile:1',
    ],
  ])('%s', (_, files, start, source) => {
    const { answers, from } = detected(files);
    expect([answers?.start?.join(' '), from('start')]).toEqual([start, source]);
  });

  test.each<[string, Files, Given, string | null, number | null]>([
    ['Rails', RAILS, {}, 'rails', 3000],
    ['Rails, not the Rack below it', { ...RAILS, ...RACKUP }, {}, 'rails', 3000],
    ['Hanami', { ...bundle('hanami', 'puma'), ...RACKUP }, {}, 'hanami', 2300],
    ['Sinatra', { ...bundle('sinatra', 'puma'), ...RACKUP }, {}, 'sinatra', 9292],
    ['Roda', { ...bundle('roda', 'puma'), ...RACKUP }, {}, 'roda', 9292],
    ['Grape', { ...bundle('grape', 'puma'), ...RACKUP }, {}, 'grape', 9292],
    ['Rack', { ...bundle('rack', 'puma'), ...RACKUP }, {}, 'rack', 9292],
    ['a worker', bundle('sidekiq'), {}, 'sidekiq', null],
    ['what is served before a worker', { ...bundle('sidekiq', 'rack', 'puma'), ...RACKUP }, {}, 'rack', 9292],
    [
      'a worker that is named',
      { ...RAILS, ...bundle('rails', 'good_job') },
      { framework: 'good-job' },
      'good-job',
      null,
    ],
    [
      'the worker of a Procfile',
      { ...bundle('solid_queue', 'resque', 'rake'), Procfile: 'worker: bundle exec rake resque:work\n' },
      {},
      'resque',
      null,
    ],
    ['none', MAIN, {}, null, null],
  ])('has the framework %s', (_, files, given, framework, port) => {
    const { answers } = detected(files, given);
    expect([answers?.framework, answers?.port]).toEqual([framework, port]);
  });

  it('says what would serve an application that nothing serves', () => {
    expect(detected({ ...bundle('rack'), ...RACKUP }).notes.join()).toContain(
      'Nothing among the gems serves the application in production: add puma',
    );
    expect(detected({ ...bundle('rackup', 'webrick'), ...RACKUP }).notes.join()).toContain('a server for development');
  });

  it('names the other processes of a Procfile', () => {
    const files = { ...RAILS, Procfile: 'web: bundle exec puma\nworker: bundle exec sidekiq -q low\nclock: x | y\n' };
    expect(detected(files).notes.join()).toContain(
      'Procfile:2 also has worker: run the same image with --entrypoint sidekiq.',
    );
  });

  it('names another process so that the command can be copied, whatever its program is called', () => {
    const files = { ...bundle('puma'), ...RACKUP, Procfile: "web: bundle exec puma\njobs: './run; it' --all\n" };
    expect(detected(files).notes).toContain(
      "Procfile:2 also has jobs: run the same image with --entrypoint './run; it'.",
    );
  });
});

describe('the port and the health route', () => {
  const rack = (files: Files) => ({ ...bundle('rack', 'puma'), ...RACKUP, ...files });
  const script = (line: string) => ({ 'main.rb': `${line}\n` });

  test.each<[string, Files, number | null, string]>([
    ['of Puma’s settings', rack({ 'config/puma.rb': 'port ENV.fetch("PORT") { 3000 }\n' }), 3000, 'config/puma.rb:1'],
    ['as a number', rack({ 'config/puma.rb': '# port 1\nport 3001\n' }), 3001, 'config/puma.rb:2'],
    ['that is bound', rack({ 'config/puma.rb': 'bind "tcp://0.0.0.0:3002"\n' }), 3002, 'config/puma.rb:1'],
    ['beside a variable', rack({ 'app.rb': 'PORT = ENV["PORT"] || 3003\n' }), 3003, 'app.rb:1'],
    ['of Sinatra', { ...bundle('sinatra'), 'app.rb': 'require "sinatra"\nset :port, 8099\n' }, 8099, 'app.rb:2'],
    ['of Sinatra, as it has it', { ...bundle('sinatra'), 'app.rb': 'require "sinatra"\n' }, 4567, 'default'],
    ['of a plain server', script('TCPServer.new("0.0.0.0", 8765)'), 8765, 'main.rb:1'],
    ['of a plain server with a variable', script('TCPServer.new(ENV.fetch("PORT", 8766))'), 8766, 'main.rb:1'],
    ['of WEBrick', script('WEBrick::HTTPServer.new(Port: 8767)'), 8767, 'main.rb:1'],
    ['of a plain server that says none', script('TCPServer.open(port)'), 8080, 'default'],
    ['of an example', rack({ '.env.example': 'PORT=9200\n' }), 9200, '.env.example:1'],
    ['of fly.toml', rack({ 'fly.toml': '[http_service]\ninternal_port = 9300\n' }), 9300, 'fly.toml internal_port'],
    ['none for a script', script('puts 1'), null, 'the sources, which listen nowhere'],
    ['none for a client', script('TCPSocket.new("db", 5432)'), null, 'the sources, which listen nowhere'],
  ])('%s', (_, files, port, source) => {
    const { answers, from } = detected(files);
    expect([answers?.port, from('port')]).toEqual([port, source]);
  });

  test.each<[string, Files, string]>([
    ['Rails’ own', { ...RAILS, 'config/routes.rb': 'get "up" => "rails/health#show", as: :x\n' }, '/up'],
    ['Rails’ own elsewhere', { ...RAILS, 'config/routes.rb': 'get "/alive", to: "rails/health#show"\n' }, '/alive'],
    ['not a comment', { ...RAILS, 'config/routes.rb': '# get "up" => "rails/health#show"\n' }, '/'],
    ['Sinatra’s', rack({ 'app.rb': 'get "/healthz" do\n' }), '/healthz'],
    ['Roda’s', rack({ 'app.rb': 'r.is "livez" do\n' }), '/livez'],
    ['Grape’s', rack({ 'app.rb': 'get :status do\n' }), '/status'],
    ['one of a controller', { ...RAILS, 'config/routes.rb': "get '/health', to: 'health#show'\n" }, '/health'],
    ['none', rack({ 'app.rb': 'get "/orders" do\n' }), '/'],
    ['not behind a line', rack({ 'app.rb': 'run App # get "/healthz" do\n' }), '/'],
    ['not in a comment of several lines', rack({ 'app.rb': '=begin\nget "/healthz" do\n=end\n' }), '/'],
    ['one behind the mark of a comment', rack({ 'app.rb': 'a = " #"; get "/healthz" do\n' }), '/healthz'],
  ])('%s', (_, files, path) => {
    expect(detected(files).answers?.healthcheck).toBe(path);
  });

  test.each<[string, Files, string | null]>([
    ['PORT', rack({ 'config/puma.rb': 'port ENV.fetch("PORT", 3000)\n' }), 'PORT'],
    ['another', rack({ 'config/puma.rb': 'port ENV.fetch("HANAMI_PORT", 2300)\n' }), 'HANAMI_PORT'],
    ['none', rack({ 'config/puma.rb': 'port 3000\n' }), null],
  ])('is told by the variable %s', (_, files, variable) => {
    expect(detected(files).facts?.start.listens.variable).toBe(variable);
  });
});

describe('Rails', () => {
  const rails = (gems: readonly string[], files: Files = {}) => ({
    ...RAILS,
    ...gemfile(['rails', ...gems]),
    ...locked(['rails 8.1.1', ...gems]),
    ...files,
  });
  const facts = (files: Files) => detected(files).facts?.rails;

  test.each<[string, Files, boolean]>([
    ['Propshaft', rails(['propshaft']), true],
    ['Sprockets', rails(['sprockets-rails']), true],
    ['Propshaft besides Node', rails(['propshaft', 'jsbundling-rails']), true],
    ['Node alone', rails(['vite_rails']), false],
    ['nothing', rails([]), false],
  ])('makes assets by %s', (_, files, assets) => {
    expect(facts(files)?.assets).toBe(assets);
  });

  const manifest = (scripts: object = {}) => ({ 'package.json': JSON.stringify({ scripts }) });

  test.each<[string, Files, string | undefined, string | undefined]>([
    [
      'both scripts of jsbundling and cssbundling',
      rails(['jsbundling-rails', 'cssbundling-rails'], manifest({ build: 'esbuild', 'build:css': 'sass', dev: 'x' })),
      'build && build:css',
      'app/assets/builds',
    ],
    [
      'the one that is there',
      rails(['cssbundling-rails'], manifest({ 'build:css': 'sass' })),
      'build:css',
      'app/assets/builds',
    ],
    [
      'Vite, which has no script',
      rails(['vite_rails'], { 'package.json': '{ "devDependencies": { "vite-plugin-ruby": "^5" } }' }),
      'vite build',
      'public/vite',
    ],
    [
      'webpack by Shakapacker',
      rails(['shakapacker'], { ...manifest(), 'config/webpack/webpack.config.ts': '' }),
      'webpack --config config/webpack/webpack.config.ts',
      'public/packs',
    ],
    [
      'webpack by Webpacker',
      rails(['webpacker'], { ...manifest(), 'config/webpack/production.js': '' }),
      'webpack --config config/webpack/production.js',
      'public/packs',
    ],
    [
      'packages that Sprockets takes as they are',
      rails(['sprockets-rails'], {
        ...manifest(),
        'config/initializers/assets.rb': 'x << Rails.root.join("node_modules")\n',
      }),
      undefined,
      'node_modules',
    ],
    [
      'nothing where a manifest has only tools',
      rails(['propshaft'], manifest({ lint: 'eslint' })),
      undefined,
      undefined,
    ],
  ])('has Node build %s', (_, files, build, outputs) => {
    const { from, found } = detected(files);
    const value = (what: string) => found?.detected.find((one) => one.what === what)?.value;
    expect([value('frontendBuild'), value('assets')]).toEqual([build, outputs]);
    expect(from('frontend') !== undefined).toBe(outputs !== undefined);
  });

  test.each([
    ['8.1.1', true],
    ['7.1.0', true],
    ['7.0.8', false],
    ['6.1.7', false],
  ])('%s can do without a key: %s', (version, dummyKey) => {
    expect(facts({ ...RAILS, ...gemfile(['rails']), ...locked([`rails ${version}`]) })?.dummyKey).toBe(dummyKey);
  });

  test.each<[string, string, readonly string[]]>([
    ['one without a default', 'X = ENV.fetch("SHOP_KEY")\n', ['SHOP_KEY']],
    ['not one with a default', 'X = ENV.fetch("A", "b")\nY = ENV.fetch("C") { 1 }\nZ = ENV["D"]\n', []],
    ['not what Rails knows itself', 'X = ENV.fetch("SECRET_KEY_BASE")\n', []],
    ['not in a comment', '# ENV.fetch("SHOP_KEY")\n', []],
    ['not what the system has', 'X = ENV.fetch("PATH")\nY = ENV.fetch("RUBYOPT")\nZ = ENV.fetch("LD_PRELOAD")\n', []],
  ])('needs the variables that its settings read: %s', (_, text, variables) => {
    expect(facts(rails([], { 'config/initializers/x.rb': text }))?.variables).toEqual(variables);
  });

  test.each<[string, Files, boolean]>([
    ['SQLite', { 'config/database.yml': 'production:\n  database: storage/production.sqlite3\n' }, true],
    [
      'SQLite for development only',
      { 'config/database.yml': 'development:\n  database: storage/d.sqlite3\nproduction:\n  url: x\n' },
      false,
    ],
    ['files', { 'config/environments/production.rb': 'config.active_storage.service = :local\n' }, true],
    ['files elsewhere', { 'config/environments/production.rb': 'config.active_storage.service = :amazon\n' }, false],
  ])('keeps data in storage/: %s', (_, files, storage) => {
    const found = detected(rails([], files));
    expect(found.facts?.rails?.storage).toBe(storage);
    expect(found.notes.join().includes('mount a volume at /app/storage')).toBe(storage);
  });

  it('says what it needs when it runs, and that nothing touches its database', () => {
    const { notes } = detected(rails([], { 'config/credentials.yml.enc': '', 'bin/docker-entrypoint': '' }));
    expect(notes.join('\n')).toContain('Rails needs RAILS_MASTER_KEY when it runs');
    expect(notes.join('\n')).toContain('run bin/rails db:prepare once per release');
    expect(notes.join('\n')).toContain('bin/docker-entrypoint is not used');
    expect(detected(RAILS).notes.join('\n')).toContain('Rails needs SECRET_KEY_BASE when it runs');
  });

  it('says how the health check gets past the list of hosts', () => {
    const own = (text: string) => detected(rails([], { 'config/environments/production.rb': text })).notes.join();
    expect(own('config.hosts << "x"\n')).toContain('let the health check in');
    expect(own('config.hosts << "x"\nconfig.host_authorization = { }\n')).not.toContain('let the health check in');
    expect(own('# config.hosts << "x"\n')).not.toContain('let the health check in');
  });

  it('is none without its application', () => {
    expect(facts({ ...bundle('rails', 'puma'), ...RACKUP })).toBeNull();
  });
});

describe('indexes and their credentials', () => {
  const source = (...lines: string[]) => detected({ ...MAIN, Gemfile: [...lines, 'gem "a"', ''].join('\n') });

  test.each([
    ['the public one', source(`source "${INDEX}"`), false],
    ['another', source('source "https://gems.acme.example"'), false],
    ['one that asks everybody', source('source "https://rubygems.pkg.github.com/acme" do', 'end'), true],
    ['one with a variable', source('source "https://#{ENV["TOKEN"]}@gems.acme.example"'), true],
    ['one of a gem', source('gem "b", source: "https://enterprise.contribsys.com/"'), true],
    ['a public repository', source('gem "b", git: "https://github.com/a/b"'), false],
  ])('%s', (_, { found }, required) => {
    expect(found?.secrets).toEqual([{ id: 'bundle_config', required, for: 'install', source: '$HOME/.bundle/config' }]);
  });

  test.each([
    ['in the Gemfile', { Gemfile: 'source "https://a:hunter2@gems.acme.example"\n' }, 'Gemfile:1'],
    ['of a repository', { Gemfile: '\ngem "b", git: "https://a:hunter2@git.acme.example/b"\n' }, 'Gemfile:2'],
    [
      'in the lock file',
      { Gemfile: '', 'Gemfile.lock': 'GEM\n  remote: https://hunter2@gems.acme.example/\n  specs:\n' },
      'Gemfile.lock:2',
    ],
  ])('refuses a literal credential %s, and never names it', (_, files, place) => {
    const refuse = () => detected({ ...MAIN, ...files });
    expect(refuse).toThrow(`${place} holds a credential, and the image has to hold that file`);
    expect(refuse).not.toThrow(/hunter2/);
  });

  test.each([
    ['.bundle/config', '---\nBUNDLE_GEMS__ACME__EXAMPLE: "a:hunter2"\n', 2],
    ['.gem/credentials', '---\n:rubygems_api_key: hunter2hunter2\n', 2],
    ['.netrc', 'machine gems.acme.example login a password hunter2\n', 1],
  ])('names the place of a literal credential, never its text: %s', (file, text, line) => {
    const { notes, facts } = detected({ ...MAIN, ...bundle('a'), [file]: text });
    expect(notes.join()).toContain(`${file}:${line} holds a credential`);
    expect(notes.join()).not.toContain('hunter2');
    expect(facts?.indexes.keptOut).toEqual([file]);
  });

  it('says how Bundler calls a host, and what builds cannot reach', () => {
    expect(source('source "https://gems.acme-corp.example"').notes.join()).toContain(
      'holds it as BUNDLE_GEMS__ACME___CORP__EXAMPLE: "user:password"',
    );
    expect(source('gem "b", git: "git@github.com:a/b.git"').notes.join()).toContain(
      'by SSH, for which builds have no key',
    );
  });

  it('takes no secret where nothing is fetched', () => {
    expect(detected({ ...MAIN, ...bundle('a'), 'vendor/cache/a-1.0.0.gem': '' }).found?.secrets).toEqual([]);
  });
});

describe('what is Ruby’s', () => {
  const node = { 'package.json': '{ "scripts": { "start": "node server.js" } }', 'server.js': '' };

  test.each<[string, Files, boolean]>([
    ['Rails beside a front end', { ...RAILS, ...node }, true],
    ['Rack beside a front end', { ...bundle('rack', 'puma'), ...RACKUP, ...node }, true],
    ['a script beside a Node service', { ...MAIN, ...bundle('rake'), ...node }, false],
    ['a worker beside a Go module', { ...bundle('sidekiq'), 'go.mod': 'module x' }, false],
    ['tools for an app', { ...bundle('fastlane', 'cocoapods') }, false],
    ['a site of Jekyll', { ...bundle('jekyll'), '_config.yml': '' }, false],
    ['a Gemfile alone', bundle('rake'), true],
    ['a file alone', MAIN, true],
    ['a file of no usual name', { 'deploy.rb': 'puts 1' }, false],
    ['nothing', { 'README.md': '' }, false],
  ])('%s: %s', (_, files, isOurs) => {
    expect(detected(files).found !== undefined).toBe(isOurs);
  });

  it('is what somebody says', () => {
    expect(detected({ ...MAIN, ...bundle('rake'), ...node }, { stack: 'ruby' }).found?.stack).toBe('ruby');
  });
});

describe('a service in a folder', () => {
  const files = {
    'api/Gemfile': 'gem "money", path: "../libs/money"\ngem "puma"\n',
    'api/config.ru': '',
    'libs/money/money.gemspec': '',
  };

  it('is built from the root where one of its gems lies there', () => {
    expect(detected(files, { service: 'api' }).facts).toMatchObject({ context: '.', folder: 'api' });
  });

  it('is built by itself otherwise', () => {
    const own = { 'api/Gemfile': 'gem "puma"\n', 'api/config.ru': '', 'api/.ruby-version': '3.3' };
    const { facts, answers } = detected(own, { service: 'api' });
    expect(facts).toMatchObject({ context: 'api', folder: '.' });
    expect(answers?.runtimeVersion).toBe('3.3');
  });

  it('takes a version from above', () => {
    const own = { 'api/Gemfile': 'gem "puma"\n', 'api/config.ru': '', '.ruby-version': '3.3' };
    expect(detected(own, { service: 'api' }).answers?.runtimeVersion).toBe('3.3');
  });
});
