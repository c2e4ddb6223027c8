import { describe, expect, it, test } from 'vitest';
import type { Given } from '../../src/core/answers.ts';
import { detectPhp } from '../../src/stacks/php/detect.ts';
import { around } from '../around.ts';
import { memoryProject } from '../helpers.ts';

type Files = Readonly<Record<string, string>>;

const FRONT: Files = { 'public/index.php': '<?php\n' };
const json = (value: unknown) => JSON.stringify(value);
const composer = (require: object, more: object = {}): Files => ({ 'composer.json': json({ require, ...more }) });
const locked = (...packages: object[]): Files => ({ 'composer.lock': json({ packages }) });
const pkg = (name: string, require: object = {}, more: object = {}) => ({
  name,
  dist: { type: 'zip' },
  require,
  ...more,
});
const slim = (php: string): Files => ({
  ...composer({ php, 'slim/slim': '^4' }),
  ...locked(pkg('slim/slim')),
  ...FRONT,
});

function detected(files: Files, given: Given = {}) {
  const project = memoryProject(files);
  const found = detectPhp(project, given, around('php', project, given));
  const seen = (what: string) => found?.detected.find((one) => one.what === what);
  const { answers, facts, notes = [], secrets = [] } = found ?? {};
  return {
    found,
    answers,
    facts,
    notes,
    secrets,
    value: (what: string) => seen(what)?.value,
    from: (what: string) => seen(what)?.from,
  };
}

describe('the version of PHP', () => {
  test.each<[string, Files, string, string]>([
    ['a caret', slim('^8.2'), '8.5', 'composer.json require.php'],
    ['a tilde on the minor version', slim('~8.3.0'), '8.3', 'composer.json require.php'],
    ['a tilde on the major version', slim('~8.2'), '8.5', 'composer.json require.php'],
    ['at least', slim('>=8.1'), '8.5', 'composer.json require.php'],
    ['between', slim('>=8.2 <8.5'), '8.4', 'composer.json require.php'],
    ['between, with a comma', slim('>=8.2,<8.4'), '8.3', 'composer.json require.php'],
    ['between, with blanks', slim('>= 8.2 < 8.4'), '8.3', 'composer.json require.php'],
    ['a hyphen', slim('8.2 - 8.3'), '8.3', 'composer.json require.php'],
    ['a wildcard', slim('8.3.*'), '8.3', 'composer.json require.php'],
    ['a wildcard on the minor version', slim('8.*'), '8.5', 'composer.json require.php'],
    ['an alternative', slim('~8.2.0 || ~8.3.0'), '8.3', 'composer.json require.php'],
    ['an alternative with one bar', slim('^7.4|^8.0'), '8.5', 'composer.json require.php'],
    ['not one', slim('^8.2 !=8.5.*'), '8.4', 'composer.json require.php'],
    ['at most', slim('<=8.4'), '8.4', 'composer.json require.php'],
    ['more than', slim('>8.3'), '8.5', 'composer.json require.php'],
    ['exactly', slim('8.4.2'), '8.4', 'composer.json require.php'],
    ['with a stability', slim('^8.2@stable'), '8.5', 'composer.json require.php'],
    ['before a development version', slim('>=8.2 <8.5-dev'), '8.4', 'composer.json require.php'],
    ['anything', slim('*'), '8.5', 'composer.json require.php'],
    ['.php-version first', { ...slim('^8.2'), '.php-version': '8.3.14\n' }, '8.3', '.php-version'],
    ['.php-version with a prefix', { ...slim('^8.2'), '.php-version': 'php-8.4\n' }, '8.4', '.php-version'],
    ['.php-version of a folder above', { ...FRONT, '.php-version': '8.4\n' }, '8.4', '.php-version'],
    ['asdf', { ...slim('^8.2'), '.tool-versions': 'php 8.4.1\n' }, '8.4', '.tool-versions:1'],
    ['mise', { ...slim('^8.2'), 'mise.toml': '[tools]\nphp = "8.3"\n' }, '8.3', 'mise.toml tools.php'],
    [
      'the platform of composer.json',
      { ...composer({ php: '^8.2' }, { config: { platform: { php: '8.3.1' } } }), ...FRONT },
      '8.3',
      'composer.json config.platform.php',
    ],
    [
      'the platform that was locked',
      {
        ...composer({ php: '^8.2' }),
        'composer.lock': json({ packages: [], 'platform-overrides': { php: '8.4.0' } }),
        ...FRONT,
      },
      '8.4',
      'composer.lock platform-overrides.php',
    ],
    [
      'a locked package that knows no newer one',
      { ...composer({ php: '^8.2' }), ...locked(pkg('a/b', { php: '~8.2.0 || ~8.3.0' })), ...FRONT },
      '8.3',
      'composer.lock a/b',
    ],
    ['a 64-bit one', { ...composer({ 'php-64bit': '~8.4.0' }), ...FRONT }, '8.4', 'composer.json require.php-64bit'],
    ['nothing', FRONT, '8.5', 'default'],
    ['what nobody can read', slim('latest'), '8.5', 'default'],
    [
      'what is no version in .php-version',
      { ...slim('~8.4.0'), '.php-version': 'system\n' },
      '8.4',
      'composer.json require.php',
    ],
  ])('%s', (_, files, version, source) => {
    const { answers, from } = detected(files);
    expect([answers?.runtimeVersion, from('runtimeVersion')]).toEqual([version, source]);
  });

  test.each([
    ['^7.4', '7.4', 'composer.json require.php asks for PHP "^7.4": 7.4 gets no security fixes; move to a newer line.'],
    [
      '~8.1.0',
      '8.1',
      'composer.json require.php asks for PHP "~8.1.0": 8.1 gets no security fixes; move to a newer line.',
    ],
  ])('%s is kept, and said to have ended', (php, version, note) => {
    const { answers, notes } = detected(slim(php));
    expect([answers?.runtimeVersion, notes]).toEqual([version, [note]]);
  });

  it('is taken as it is when it is newer than the table', () => {
    const { answers, notes } = detected({ ...slim('^8.2'), '.php-version': '8.9\n' });
    expect([answers?.runtimeVersion, notes]).toEqual([
      '8.9',
      ['.php-version asks for PHP 8.9, which this tool does not know yet.'],
    ]);
  });

  it('is said not to be read where it is none', () => {
    expect(detected(slim('latest')).notes).toEqual([
      'composer.json require.php asks for PHP "latest", which names no release line.',
    ]);
  });

  it('is the answer’s where there is one', () => {
    expect(detected(slim('^8.2'), { runtimeVersion: '8.2' }).answers?.runtimeVersion).toBe('8.2');
  });
});

describe('the framework', () => {
  const web = (name: string, more: Files = {}) => ({ ...composer({ [name]: '*' }), ...FRONT, ...more });

  test.each<[string, Files, string | null]>([
    ['Laravel', web('laravel/framework', { artisan: '' }), 'laravel'],
    ['Laravel’s packages without artisan', web('laravel/framework'), null],
    ['Lumen', web('laravel/lumen-framework'), 'lumen'],
    ['Symfony', web('symfony/framework-bundle', { 'bin/console': '' }), 'symfony'],
    ['a component of Symfony', web('symfony/console', { 'bin/console': '' }), null],
    ['CodeIgniter', web('codeigniter4/framework'), 'codeigniter'],
    ['Slim', web('slim/slim'), 'slim'],
    ['Laminas', web('laminas/laminas-mvc'), 'laminas'],
    ['Mezzio', web('mezzio/mezzio'), 'laminas'],
    ['CakePHP', { ...composer({ 'cakephp/cakephp': '*' }), 'webroot/index.php': '' }, 'cakephp'],
    ['Yii', { ...composer({ 'yiisoft/yii2': '*' }), 'web/index.php': '' }, 'yii'],
    [
      'Drupal before Symfony',
      {
        ...composer({ 'drupal/core-recommended': '*', 'symfony/framework-bundle': '*' }),
        'web/index.php': '',
        'bin/console': '',
      },
      'drupal',
    ],
    ['a locked package', { ...composer({ 'acme/app': '*' }), ...locked(pkg('slim/slim')), ...FRONT }, 'slim'],
    ['none', web('monolog/monolog'), null],
  ])('%s', (_, files, framework) => {
    expect(detected(files).answers?.framework).toBe(framework);
  });

  it('is the answer’s where there is one', () => {
    expect(detected(web('slim/slim'), { framework: null }).answers?.framework).toBeNull();
  });
});

describe('the document root', () => {
  test.each<[string, Files, string, string]>([
    ['public', FRONT, 'public', 'public/index.php'],
    ['web', { 'web/index.php': '' }, 'web', 'web/index.php'],
    ['htdocs', { 'htdocs/index.php': '' }, 'htdocs', 'htdocs/index.php'],
    ['the folder itself', { 'index.php': '' }, '.', 'index.php'],
    ['public before the folder itself', { ...FRONT, 'index.php': '' }, 'public', 'public/index.php'],
    [
      'Symfony’s own',
      { ...composer({}, { extra: { 'public-dir': 'site/' } }), 'site/index.php': '', ...FRONT },
      'site',
      'composer.json extra.public-dir',
    ],
    [
      'Drupal’s own',
      {
        ...composer({}, { extra: { 'drupal-scaffold': { locations: { 'web-root': 'docroot/' } } } }),
        'docroot/index.php': '',
      },
      'docroot',
      'composer.json extra.drupal-scaffold.locations.web-root',
    ],
    [
      'Drupal’s own, which Composer makes',
      composer({ 'drupal/core': '*' }, { extra: { 'drupal-scaffold': { locations: { 'web-root': 'web/' } } } }),
      'web',
      'composer.json extra.drupal-scaffold.locations.web-root',
    ],
    [
      'not one that is not there',
      { ...composer({}, { extra: { 'public-dir': 'site' } }), ...FRONT },
      'public',
      'public/index.php',
    ],
    [
      'not one that leads out',
      { ...composer({}, { extra: { 'public-dir': '../site' } }), ...FRONT },
      'public',
      'public/index.php',
    ],
    [
      'not one that nginx cannot name',
      { ...composer({}, { extra: { 'public-dir': 'a;b' } }), 'a;b/index.php': '', ...FRONT },
      'public',
      'public/index.php',
    ],
  ])('%s', (_, files, folder, source) => {
    const { value, from } = detected(files);
    expect([value('documentRoot'), from('documentRoot')]).toEqual([folder, source]);
  });

  test.each<[string, Files, boolean]>([
    ['of a framework', { ...slim('^8.2'), 'public/other.php': '' }, true],
    ['with one script', FRONT, true],
    ['with several', { ...FRONT, 'public/about.php': '' }, false],
    ['with another in a section', { ...FRONT, 'public/shop/index.php': '' }, false],
    ['with another in the sources', { 'index.php': '', 'src/index.php': '' }, true],
  ])('%s has a front controller or not', (_, files, frontController) => {
    expect(detected(files).facts?.root?.frontController).toBe(frontController);
  });

  it('is said to be nginx’s only in part where a framework writes to it', () => {
    const files = { ...composer({ 'yiisoft/yii2': '*' }), ...locked(pkg('yiisoft/yii2')), 'web/index.php': '' };
    expect(detected(files).notes.join()).toContain('web/assets: nginx sees them only on a volume');
    expect(detected(files, { set: { server: 'frankenphp' } }).notes).toEqual([]);
  });

  it('is said to be unsafe where everything lies in it', () => {
    expect(detected({ 'index.php': '' }).notes.join()).toContain('A folder of its own (public) is safer');
  });
});

describe('extensions', () => {
  const names = (files: Files, given: Given = {}) =>
    detected(files, given).facts?.extensions.map(({ name, from }) => `${name} ${from}`);

  test.each<[string, Files, string[]]>([
    ['one that is required', { ...composer({ 'ext-intl': '*' }), ...FRONT }, ['intl composer.json require.ext-intl']],
    [
      'one that a locked package requires',
      { ...composer({}), ...locked(pkg('a/b', { 'ext-gd': '*' })), ...FRONT },
      ['gd composer.lock a/b'],
    ],
    [
      'sorted, each once',
      { ...composer({ 'ext-zip': '*', 'ext-gd': '*' }), ...locked(pkg('a/b', { 'ext-gd': '*' })), ...FRONT },
      ['gd composer.json require.ext-gd', 'zip composer.json require.ext-zip'],
    ],
    [
      'not what PHP has',
      { ...composer({ 'ext-json': '*', 'ext-mbstring': '*', 'ext-zend-opcache': '*' }), ...FRONT },
      [],
    ],
    ['not in development', { ...composer({}, { 'require-dev': { 'ext-xdebug': '*' } }), ...FRONT }, []],
    ['Laravel’s database', { ...FRONT, '.env.example': 'A=1\nDB_CONNECTION=mysql\n' }, ['pdo_mysql .env.example:2']],
    ['MariaDB', { ...FRONT, '.env.example': 'DB_CONNECTION=mariadb\n' }, ['pdo_mysql .env.example:1']],
    ['SQLite, which is there', { ...FRONT, '.env.example': 'DB_CONNECTION=sqlite\n' }, []],
    ['Doctrine’s database', { ...FRONT, '.env': 'DATABASE_URL="postgresql://u:p@h/d"\n' }, ['pdo_pgsql .env:1']],
    ['not a commented one', { ...FRONT, '.env': '# DATABASE_URL="mysql://u:p@h/d"\n' }, []],
    ['Redis by its extension', { ...FRONT, '.env.example': 'CACHE_STORE=redis\n' }, ['redis .env.example:1']],
    [
      'not where a package does it',
      { ...composer({ 'predis/predis': '*' }), ...FRONT, '.env.example': 'QUEUE_CONNECTION=redis\n' },
      [],
    ],
    [
      'mysqli in the sources',
      { 'public/index.php': '<?php\n\n$db = new mysqli($h);\n' },
      ['mysqli public/index.php:3'],
    ],
    [
      'PDO in the sources',
      { 'public/index.php': "<?php\n$db = new PDO('pgsql:host=x');\n" },
      ['pdo_pgsql public/index.php:2'],
    ],
    [
      'images in the sources',
      { ...FRONT, 'src/Thumb.php': '<?php\nimagecreatetruecolor(1, 1);\n' },
      ['gd src/Thumb.php:2'],
    ],
    ['not in the packages', { ...FRONT, 'vendor/a/b.php': '<?php\nbcadd(1, 2);\n' }, []],
  ])('%s', (_, files, expected) => expect(names(files)).toEqual(expected));

  it('are added by an answer, in a version if need be', () => {
    expect(names(FRONT, { set: { extensions: 'redis-6.3.0, gd' } })).toEqual([
      'gd your answer',
      'redis-6.3.0 your answer',
    ]);
  });

  it('of an inherited name are none', () => {
    expect(names({ ...FRONT, '.env': 'DATABASE_URL="constructor://x"\n' })).toEqual([]);
  });

  it('that the installer does not know are said once', () => {
    const files = { ...composer({ 'ext-acme': '*' }), ...locked(pkg('a/b', { 'ext-acme': '*' })), ...FRONT };
    expect(detected(files).notes).toEqual([
      'composer.json require.ext-acme asks for the extension acme, which the installer of extensions does not know: it has to come with a base image of your own.',
    ]);
  });

  it.each(['a b', '--x', 'GD', '../x'])('are none that is called %s', (extensions) => {
    expect(() => detected(FRONT, { set: { extensions } })).toThrow(/is no name of an extension/);
  });
});

describe('what runs it', () => {
  const worker = { 'worker.php': '<?php\n' };
  const laravel = { ...composer({ 'laravel/framework': '*' }), artisan: '', ...FRONT };

  test.each<[string, Files, Given, string | undefined, number | null]>([
    ['PHP-FPM where there is an index.php', FRONT, {}, 'php-fpm', 8080],
    ['FrankenPHP where it is asked for', FRONT, { set: { server: 'frankenphp' } }, 'frankenphp', 8080],
    ['PHP alone where there is none', worker, {}, 'php worker.php', null],
    ['PHP alone where it is asked for', { ...FRONT, ...worker }, { set: { server: 'cli' } }, 'php worker.php', null],
    ['PHP alone where the start says so', laravel, { start: ['php', 'artisan', 'queue:work'] }, undefined, null],
    [
      'the worker of a Procfile',
      { ...composer({}), Procfile: 'worker: php bin/consume.php -v\n' },
      {},
      'php bin/consume.php -v',
      null,
    ],
    [
      'not the server of development',
      { ...worker, Procfile: 'web: php -S 0.0.0.0:$PORT\n' },
      {},
      'php worker.php',
      null,
    ],
    ['not artisan serve', { ...worker, Procfile: 'web: php artisan serve\n' }, {}, 'php worker.php', null],
    [
      'a console without a web',
      { ...composer({ 'symfony/console': '*' }), 'bin/console': '' },
      {},
      'php bin/console',
      null,
    ],
  ])('%s', (_, files, given, start, port) => {
    const { answers, facts } = detected(files, given);
    if (start !== undefined) expect(answers?.start?.join(' ').startsWith(start)).toBe(true);
    expect(answers?.port).toBe(port);
    expect(facts).toBeDefined();
  });

  it('says what a container of Laravel is given, and which driver its database lacks', () => {
    const said = (example: string) => detected({ ...laravel, '.env.example': example }).notes.join('\n');
    expect(said('DB_CONNECTION=sqlite\n')).toMatch(
      /needs APP_KEY.*\n.*artisan migrate.*\n.*--set extensions=pdo_mysql/,
    );
    expect(said('DB_CONNECTION=pgsql\n')).not.toContain('SQLite');
  });

  it('hears signals by pcntl where a framework’s worker listens for them', () => {
    const { facts } = detected(laravel, { start: ['php', 'artisan', 'queue:work'] });
    expect(facts?.extensions).toEqual([{ name: 'pcntl', from: 'a worker, which has to hear SIGTERM' }]);
  });

  it('is nothing else', () => {
    expect(() => detected(FRONT, { set: { server: 'apache' } })).toThrow('--set server="apache" is no way to run PHP');
  });

  test.each<[string, Files, Given, RegExp]>([
    ['distroless', FRONT, { base: 'distroless' }, /--base distroless has no PHP that this tool can prepare/],
    ['chainguard', FRONT, { base: 'chainguard' }, /--base chainguard has no PHP/],
    [
      'FrankenPHP on hardened',
      FRONT,
      { base: 'hardened', set: { server: 'frankenphp' } },
      /--base hardened has no FrankenPHP/,
    ],
    [
      'extensions on hardened',
      { ...composer({ 'ext-gd': '*' }), ...FRONT },
      { base: 'hardened' },
      /needs gd \(composer.json require.ext-gd\)/,
    ],
    [
      'FrankenPHP with an old PHP',
      FRONT,
      { runtimeVersion: '8.1', set: { server: 'frankenphp' } },
      /PHP 8.2 and later/,
    ],
    [
      'FrankenPHP beside everything else',
      { 'index.php': '' },
      { set: { server: 'frankenphp' } },
      /would serve every file beside index.php/,
    ],
  ])('refuses %s', (_, files, given, message) => expect(() => detected(files, given)).toThrow(message));

  it('takes hardened with what it has', () => {
    const { answers } = detected({ ...composer({ 'ext-intl': '*' }), ...FRONT }, { base: 'hardened' });
    expect(answers?.healthcheck).toBeNull();
  });
});

describe('the health check', () => {
  test.each<[string, Files, string, string | undefined]>([
    ['PHP-FPM’s own', FRONT, '/fpm-ping', undefined],
    [
      'Laravel’s',
      { ...FRONT, 'bootstrap/app.php': "<?php\n->withRouting(health: '/up')" },
      '/up',
      'bootstrap/app.php:2',
    ],
    [
      'a route of Laravel',
      { ...FRONT, 'routes/web.php': "<?php\nRoute::get('/healthz', fn () => 'ok');" },
      '/healthz',
      'routes/web.php:2',
    ],
    [
      'a route of Laravel’s API',
      { ...FRONT, 'routes/api.php': "<?php\nRoute::get('health', fn () => 'ok');" },
      '/api/health',
      'routes/api.php:2',
    ],
    ['Slim’s', { 'public/index.php': "<?php\n$app->get('/ping', f);" }, '/ping', 'public/index.php:2'],
    ['Symfony’s', { ...FRONT, 'src/C.php': "<?php\n#[Route('/livez')]" }, '/livez', 'src/C.php:2'],
    [
      'CodeIgniter’s',
      { ...FRONT, 'app/Config/Routes.php': "<?php\n$routes->get('health', 'H::i');" },
      '/health',
      'app/Config/Routes.php:2',
    ],
    ['plain PHP’s', { 'public/index.php': "<?php\nif ($path === '/healthz') exit;" }, '/healthz', 'public/index.php:2'],
    [
      'a match arm',
      { 'public/index.php': "<?php\nmatch ($path) {\n    '/status' => 1,\n};" },
      '/status',
      'public/index.php:3',
    ],
    [
      'Symfony’s of old',
      { ...FRONT, 'src/C.php': '<?php\n/**\n * @Route("/livez")\n */\nclass C {}' },
      '/livez',
      'src/C.php:3',
    ],
    [
      'not one in a comment',
      { ...FRONT, 'routes/web.php': "<?php\n// Route::get('/healthz', f);\n# Route::get('/ping', f);" },
      '/fpm-ping',
      undefined,
    ],
    [
      'not one in a comment of several lines',
      { ...FRONT, 'routes/web.php': "<?php\n/*\nRoute::get('/healthz', f);\n*/" },
      '/fpm-ping',
      undefined,
    ],
    [
      'one behind the marks of a comment',
      { ...FRONT, 'routes/web.php': "<?php\n$a = 'https://a#b'; Route::get('/healthz', f);" },
      '/healthz',
      'routes/web.php:2',
    ],
  ])('%s', (_, files, path, source) => {
    const { answers, from } = detected(files);
    expect([answers?.healthcheck, from('healthcheck')]).toEqual([path, source]);
  });

  it('of FrankenPHP is any answer', () => {
    expect(detected(FRONT, { set: { server: 'frankenphp' } }).answers?.healthcheck).toBe('/');
  });
});

describe('private packages', () => {
  const wanted = { ...composer({ 'acme/x': '*' }), ...locked(pkg('acme/x')), ...FRONT };
  const required = ({ secrets }: ReturnType<typeof detected>) =>
    secrets.map(({ id, required, source }) => [id, required, source]);

  test.each<[string, Files, unknown[]]>([
    ['are fetched with a secret that may be missing', wanted, [['composer_auth', false, '$HOME/.composer/auth.json']]],
    [
      'that are sold need it',
      { ...wanted, ...composer({}, { repositories: [{ type: 'composer', url: 'https://nova.laravel.com' }] }) },
      [['composer_auth', true, '$HOME/.composer/auth.json']],
    ],
    [
      'with an auth.json of their own need that',
      { ...wanted, 'auth.json': '{\n"bearer": { "h": "t" }\n}' },
      [['composer_auth', true, 'auth.json']],
    ],
    ['with an empty one do not', { ...wanted, 'auth.json': '{}' }, [['composer_auth', false, 'auth.json']]],
    [
      'of the project itself need nothing',
      { ...composer({}), ...locked(pkg('acme/x', {}, { dist: { type: 'path' } })), ...FRONT },
      [],
    ],
    ['are none without Composer', FRONT, []],
  ])('%s', (_, files, secrets) => expect(required(detected(files))).toEqual(secrets));

  test.each<[string, Files, string, readonly string[]]>([
    [
      'an address',
      composer({}, { repositories: [{ type: 'composer', url: 'https://u:p@h.example/x' }] }),
      'composer.json:1',
      ['composer.json'],
    ],
    [
      'a key of config',
      composer({}, { config: { 'github-oauth': { 'github.com': 'x' } } }),
      'composer.json:1',
      ['composer.json'],
    ],
    [
      'a header',
      composer(
        {},
        { repositories: [{ type: 'composer', url: 'x', options: { http: { header: ['Authorization: Bearer x'] } } }] },
      ),
      'composer.json:1',
      ['composer.json'],
    ],
    [
      'an address of the lock file',
      {
        ...composer({}),
        'composer.lock':
          '{\n"packages": [{ "name": "a/b", "dist": { "type": "zip", "url": "https://u:p@h.example/x" } }]\n}',
      },
      'composer.lock:2',
      ['composer.lock'],
    ],
  ])('with %s in a file are said, and the file stays out of the image', (_, files, place, removed) => {
    const { notes, facts } = detected({ ...files, ...FRONT });
    expect(notes.find((note) => note.startsWith(place))).toMatch(/holds a credential: revoke it/);
    expect(facts?.access.removed).toEqual(removed);
  });

  it('never show a credential', () => {
    const files = { ...wanted, 'auth.json': '{ "bearer": { "h": "very-secret" } }' };
    const found = detected(files);
    expect(JSON.stringify([found.notes, found.secrets, found.found?.detected])).not.toContain('very-secret');
  });
});

describe('packages', () => {
  test.each<[string, object, string]>([
    ['vendor', {}, 'vendor'],
    ['a folder of the project’s own', { config: { 'vendor-dir': './libs/php/' } }, 'libs/php'],
    ['not outside of it', { config: { 'vendor-dir': '../libs' } }, 'vendor'],
  ])('go to %s', (_, more, vendor) => {
    expect(detected({ ...composer({}, more), ...FRONT }).facts?.composer?.vendor).toBe(vendor);
  });

  it('without a lock file are said', () => {
    expect(detected({ ...composer({ 'slim/slim': '^4' }), ...FRONT }).notes).toEqual([
      'There is no composer.lock beside composer.json: run composer update and commit it, or nothing holds the packages to what you tested.',
    ]);
  });

  it('without an archive are said', () => {
    const files = { ...composer({}), ...locked({ name: 'acme/x', source: { type: 'git' } }), ...FRONT };
    expect(detected(files).notes.join()).toContain('composer.lock has no archive of acme/x');
  });

  it('that hold nothing are no download', () => {
    const files = { ...composer({}), ...locked({ name: 'acme/meta', type: 'metapackage' }), ...FRONT };
    expect(detected(files).facts?.composer?.fetches).toBe(false);
  });

  test.each<[string, string, string, string]>([
    ['beside the service', '../../packages/*', '.', 'services/api'],
    ['within it', './packages/money', 'services/api', '.'],
  ])('in a folder %s decide the context', (_, url, context, folder) => {
    const repositories = [{ type: 'path', url }];
    const files = {
      'services/api/composer.json': json({ require: { 'acme/money': '*' }, repositories }),
      'services/api/public/index.php': '',
      'packages/money/composer.json': '{}',
    };
    const { facts } = detected(files, { service: 'services/api' });
    expect([facts?.context, facts?.folder]).toEqual([context, folder]);
  });

  it('outside of the project are said', () => {
    const files = { ...composer({}, { repositories: { x: { type: 'path', url: '../lib' } } }), ...FRONT };
    expect(detected(files).notes.join()).toContain('The path repository "../lib" lies outside of this folder');
  });
});

describe('a folder', () => {
  test.each<[string, Files, boolean]>([
    ['with a composer.json', composer({}), true],
    ['with an index.php', { 'index.php': '' }, true],
    ['with a program', { 'bot.php': '' }, true],
    ['with both manifests and a front controller', { ...composer({}), ...FRONT, 'package.json': '{}' }, true],
    ['with a composer.json beside a package.json', { ...composer({}), 'package.json': '{}' }, false],
    ['with an index.php beside a go.mod', { 'index.php': '', 'go.mod': '' }, false],
    ['with neither', { 'README.md': '' }, false],
    ['with a script that is none', { 'composer.lock': '{}', 'x.php': '' }, false],
  ])('%s is PHP’s or not', (_, files, is) => expect(detected(files).found !== undefined).toBe(is));

  it('is PHP’s when it is said to be', () => {
    expect(detected({ 'package.json': '{}' }, { stack: 'php' }).answers?.stack).toBe('php');
  });

  it('of a library is no service', () => {
    const { facts } = detected(composer({}, { type: 'library' }));
    expect([facts?.root, facts?.command]).toEqual([undefined, undefined]);
  });
});

describe('Symfony’s environment', () => {
  const symfony = (env: string): Files => ({
    ...composer({ 'symfony/framework-bundle': '*' }),
    ...locked(pkg('symfony/framework-bundle')),
    'bin/console': '',
    ...FRONT,
    '.env': env,
  });
  const values = (env: string) => detected(symfony(env)).facts?.build[0]?.environment;

  test.each([
    ['APP_ENV=dev\nAPP_DEBUG=1\n', {}],
    ['APP_SECRET=abc\n', { APP_SECRET: 'none' }],
    ['PATH=/bin\nLD_PRELOAD=x.so\nHOME=/root\n', {}],
    [
      'DATABASE_URL="mysql://u:p@h/d?serverVersion=8.0.32&charset=utf8"\n',
      { DATABASE_URL: 'mysql://127.0.0.1/none?serverVersion=8.0.32' },
    ],
    ['DATABASE_URL=sqlite:///%kernel.project_dir%/var/data.db\n', { DATABASE_URL: 'sqlite:///:memory:' }],
    [
      'MAILER_DSN=smtp://u:p@h\nMESSENGER_TRANSPORT_DSN=doctrine://default\n',
      { MAILER_DSN: 'null://null', MESSENGER_TRANSPORT_DSN: 'in-memory://' },
    ],
    [
      'REDIS_URL=x\nDEFAULT_URI=x\nLOCK_DSN=x\nMAX_SIZE=3\n',
      { REDIS_URL: 'redis://127.0.0.1', DEFAULT_URI: 'https://127.0.0.1', LOCK_DSN: 'flock', MAX_SIZE: '1' },
    ],
  ])('%j gives values that open nothing', (env, expected) => expect(values(env)).toEqual(expected));

  it('is said to come when it runs', () => {
    expect(detected(symfony('APP_SECRET=abc\n')).notes).toEqual([
      '.env stays out of the image: give the container APP_SECRET.',
    ]);
  });
});
