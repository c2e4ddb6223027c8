import { describe, expect, it } from 'vitest';
import { stacks } from '../src/stacks/index.ts';
import { generate } from './generate.ts';
import { memoryProject } from './helpers.ts';

type Files = Readonly<Record<string, string>>;

const json = (value: object) => JSON.stringify(value);
const RAILS: Files = {
  Gemfile: "source 'https://rubygems.org'\ngem 'rails', '~> 8.0'\n",
  'config.ru': 'run Rails.application\n',
  'config/application.rb': 'module Shop\nend\n',
};
const DJANGO: Files = {
  'requirements.txt': 'django==5.2\ngunicorn==23.0\n',
  'manage.py': "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n",
  'shop/wsgi.py': '',
};
const settings = (...lines: string[]): Files => ({ ...DJANGO, 'shop/settings.py': `${lines.join('\n')}\n` });
const node = (dependencies: Readonly<Record<string, string>>, more: Files = {}): Files => ({
  'package.json': json({ name: 'shop', scripts: { build: 'build', start: 'start' }, dependencies }),
  ...more,
});
const php = (require: Readonly<Record<string, string>>, more: Files): Files => ({
  'composer.json': json({ require }),
  'public/index.php': '<?php\n',
  ...more,
});

describe('docker run hands over what the service cannot start without', () => {
  it.each<[string, Files, string[]]>([
    ['Rails with encrypted credentials', { ...RAILS, 'config/credentials.yml.enc': 'x' }, ['RAILS_MASTER_KEY']],
    [
      'Rails without, and what its settings fetch',
      { ...RAILS, 'config/environments/production.rb': 'x = ENV.fetch("MAIL_HOST")\ny = ENV.fetch("PORT", 1)\n' },
      ['SECRET_KEY_BASE', 'MAIL_HOST'],
    ],
    ['Rack, which has no such key', { ...RAILS, Gemfile: "gem 'rack'\ngem 'puma'\n" }, []],
    ['Django', settings("SECRET_KEY = os.environ['SECRET_KEY']"), ['SECRET_KEY']],
    [
      'Django with a key that would be none',
      settings("SECRET_KEY = os.getenv('DJANGO_KEY')", 'D = os.getenv("OTHER")'),
      ['DJANGO_KEY'],
    ],
    [
      'Django with django-environ',
      settings('SECRET_KEY = env("SECRET_KEY")', 'DATABASES = {"default": env.db()}'),
      ['SECRET_KEY', 'DATABASE_URL'],
    ],
    [
      'Django with a default for all',
      settings("SECRET_KEY = os.environ.get('SECRET_KEY', 'x')", 'D = env.db("URL", default="x")'),
      [],
    ],
    ['Laravel', php({ 'laravel/framework': '^12' }, { artisan: '' }), ['APP_KEY']],
    [
      'Symfony',
      php(
        { 'symfony/framework-bundle': '^7' },
        { 'bin/console': '', '.env': 'APP_ENV=dev\nAPP_SECRET=\nDATABASE_URL=x\n' },
      ),
      ['APP_SECRET', 'DATABASE_URL'],
    ],
    [
      'Phoenix',
      {
        'mix.exs':
          'defmodule Shop.MixProject do\n  def project, do: [app: :shop, version: "1.0.0", deps: deps()]\n  def application, do: [mod: {Shop, []}]\n  defp deps, do: [{:phoenix, "~> 1.8"}]\nend\n',
        'config/runtime.exs':
          'url = System.get_env("DATABASE_URL") ||\n  raise "no"\nkey = System.fetch_env!("SECRET_KEY_BASE")\nport = System.get_env("PORT") || "4000"\n',
      },
      ['DATABASE_URL', 'SECRET_KEY_BASE'],
    ],
    [
      'Strapi',
      node({ '@strapi/strapi': '5' }),
      ['APP_KEYS', 'API_TOKEN_SALT', 'ADMIN_JWT_SECRET', 'TRANSFER_TOKEN_SALT', 'JWT_SECRET'],
    ],
    [
      'AdonisJS',
      node(
        { '@adonisjs/core': '^6' },
        {
          'start/env.ts':
            '  NODE_ENV: Env.schema.enum([]),\n  PORT: Env.schema.number(),\n  HOST: Env.schema.string(),\n  LOG_LEVEL: Env.schema.string(),\n  DB_HOST: Env.schema.string({ format: "host" }),\n  MAIL: Env.schema.string.optional(),\n',
        },
      ),
      ['APP_KEY', 'DB_HOST'],
    ],
    [
      'Payload',
      node(
        { payload: '3', next: '15' },
        {
          'src/payload.config.ts':
            "secret: process.env.PAYLOAD_SECRET || '',\nurl: process.env.DATABASE_URI || '',\ns3: process.env.BUCKET!,\nx: process.env.SITE || 'here',\n",
        },
      ),
      ['PAYLOAD_SECRET', 'DATABASE_URI', 'BUCKET'],
    ],
    ['Express, of which nothing is known', node({ express: '5' }, { 'server.js': 'process.env.KEY' }), []],
  ])('%s', (_, files, names) => {
    const { detection, spec, files: written } = generate(memoryProject(files), { start: ['start'] });
    const stack = stacks.find(({ id }) => id === detection.stack);
    const run =
      stack
        ?.nextSteps(spec)
        .filter((step) => step.startsWith('docker run'))
        .at(-1) ?? '';
    expect([...run.matchAll(/ -e (\S+)/g)].map(([, name]) => name)).toEqual(names);
    // names only: the value is the caller's
    expect(run).not.toContain('=x');
    const header = written
      .find(({ path }) => path === 'Dockerfile')
      ?.text.split('\n')
      .find((line) => line.includes('docker run '));
    expect([...(header ?? '').matchAll(/ -e (\S+)/g)].map(([, name]) => name)).toEqual(names);
  });
});

it('the web server before PHP gets none of them', () => {
  const { files } = generate(memoryProject(php({ 'laravel/framework': '^12' }, { artisan: '' })));
  expect(files.find(({ path }) => path === 'nginx.Dockerfile')?.text).not.toContain(' -e ');
});
