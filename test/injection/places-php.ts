import { type Crafted, one, type Place } from './project.ts';

const FRONT = { 'public/index.php': '<?php\n' };
const FILES = ['file', 'path', 'start command', 'composer.json', 'extension', 'folder'];

/** A Slim service, with further keys of composer.json and further files. */
function slim(manifest: object = {}, files: Crafted['files'] = {}): Crafted {
  const usual = { require: { php: '^8.3', 'slim/slim': '^4.14' } };
  return { files: { 'composer.json': { ...usual, ...manifest }, 'composer.lock': lock(), ...FRONT, ...files } };
}

function lock(require: object = {}, name = 'slim/slim'): object {
  return { packages: [{ name, dist: { type: 'zip' }, require }] };
}

/** A Symfony service, with an environment file. */
function symfony(env: string, manifest: object = {}): Crafted {
  const require = { php: '^8.4', 'symfony/framework-bundle': '^8.0' };
  return {
    files: {
      'composer.json': { require, ...manifest },
      'composer.lock': lock({}, 'symfony/framework-bundle'),
      'bin/console': '',
      '.env': env,
      ...FRONT,
    },
  };
}

/** A version that a file asks for; the harmless one is a real version. */
function version(name: string, craft: Place['craft']): Place {
  return { name, says: [name, 'composer.json'], harmless: '8.4', mark: '8', craft };
}

/** A worker without Composer. */
function worker(files: Crafted['files'], given: Crafted['given'] = {}): Crafted {
  return { files, given };
}

/** Everything of a PHP project that can reach a file of ours. */
export const PHP_PLACES: readonly Place[] = [
  version('.php-version', (value) => slim({}, value === undefined ? {} : { '.php-version': value })),
  version('config.platform.php', (value) => slim({ config: { platform: one('php', value) } })),
  version('platform-overrides of composer.lock', (value) =>
    slim({}, { 'composer.lock': { packages: [], 'platform-overrides': one('php', value) } }),
  ),
  version('require.php', (value) => slim({ require: { ...one('php', value), 'slim/slim': '^4.14' } })),
  {
    name: 'the PHP of a locked package',
    says: FILES,
    harmless: '8.3.*',
    mark: '8',
    craft: (value) => slim({}, { 'composer.lock': lock(one('php', value)) }),
  },
  {
    name: 'a required extension',
    says: FILES,
    harmless: 'intl',
    mark: 'intl',
    also: ['harmless'],
    craft: (value) => slim({}, { 'composer.lock': lock(value === undefined ? {} : { [`ext-${value}`]: '*' }) }),
  },
  {
    name: 'an extension that somebody adds',
    says: ['extensions'],
    harmless: 'gd',
    mark: 'gd',
    craft: (value) => ({ ...slim(), given: value === undefined ? {} : { set: { extensions: value } } }),
  },
  {
    name: 'where nginx finds PHP-FPM',
    says: ['fpm'],
    harmless: 'harmless:9000',
    craft: (value) => ({ ...slim(), given: value === undefined ? {} : { set: { fpm: value } } }),
  },
  {
    name: 'what runs PHP',
    says: ['server'],
    harmless: 'fpm',
    mark: 'fpm',
    craft: (value) => ({ ...slim(), given: value === undefined ? {} : { set: { server: value } } }),
  },
  {
    name: 'the public folder of composer.json',
    says: FILES,
    harmless: 'harmless',
    craft: (value) =>
      slim({ extra: one('public-dir', value) }, value === undefined ? {} : { [`${value}/index.php`]: '<?php\n' }),
  },
  {
    name: 'a path repository',
    says: FILES,
    harmless: '../harmless',
    also: ['./inside'],
    craft: (value) => ({
      files: {
        'api/composer.json': {
          require: { 'acme/x': '*' },
          repositories: value === undefined ? [] : [{ type: 'path', url: value }],
        },
        'api/composer.lock': { packages: [{ name: 'acme/x', dist: { type: 'path' } }] },
        'api/public/index.php': '<?php\n',
      },
      given: { service: 'api' },
    }),
  },
  {
    name: 'a variable of .env',
    says: ['variable', 'command'],
    harmless: 'HARMLESS',
    mark: 'HARMLESS',
    craft: (value) => symfony(value === undefined ? '' : `${value}=x\n`),
  },
  {
    name: 'the database of .env',
    says: ['variable', 'command'],
    harmless: 'mysql',
    mark: 'mysql',
    craft: (value) => symfony(`DATABASE_URL="${value ?? 'sqlite'}://u:p@h/d?serverVersion=8"\n`),
  },
  {
    name: 'a script of composer.json',
    says: FILES,
    harmless: 'assets:install harmless',
    craft: (value) =>
      symfony('', { scripts: { 'auto-scripts': value === undefined ? {} : { [value]: 'symfony-cmd' } } }),
  },
  {
    name: 'a Procfile of PHP',
    says: ['Procfile', ...FILES],
    harmless: 'harmless',
    words: true,
    craft: (value) =>
      worker({
        'worker.php': '<?php\n',
        ...(value === undefined ? {} : { Procfile: `worker: php worker.php ${value}\n` }),
      }),
  },
  {
    name: 'the start of a worker',
    says: ['start'],
    harmless: 'harmless',
    words: true,
    craft: (value) => worker({ 'worker.php': '<?php\n' }, { start: ['php', 'worker.php', value ?? 'x'] }),
  },
  {
    name: 'a health route of PHP',
    says: ['health'],
    harmless: '/health',
    mark: 'health',
    craft: (value) => slim({}, { 'public/index.php': `<?php\n$app->get('${value ?? '/'}', f);\n` }),
  },
  {
    name: 'the health path of PHP-FPM',
    says: ['health'],
    harmless: '/harmless',
    // FastCGI has no short form for it, so nothing asks
    also: [`/${'harmless'.repeat(20)}`],
    craft: (value) => ({ ...slim(), given: value === undefined ? {} : { healthcheck: value } }),
  },
];
