import { describe, expect, it, test } from 'vitest';
import { detected, type Files, library, packages, program, references, sdk, web } from './projects.ts';

const given = (service: string) => ({ service });

describe('what the build needs', () => {
  const shop: Files = {
    'src/Api/Api.csproj': web({}, references('..\\Domain\\Domain.csproj')),
    'src/Domain/Domain.csproj': library(references('../Money/Money.csproj')),
    'src/Money/Money.csproj': library(),
    'src/Unrelated/Unrelated.csproj': library(),
  };

  test.each<[name: string, files: Files, context: string, manifests: string[]]>([
    ['its own folder', { 'src/Api/Api.csproj': web() }, 'src/Api', ['src/Api/Api.csproj']],
    [
      'the root for projects beside it',
      shop,
      '.',
      ['src/Api/Api.csproj', 'src/Domain/Domain.csproj', 'src/Money/Money.csproj'],
    ],
    [
      'the root for properties above it',
      { 'src/Api/Api.csproj': web(), 'Directory.Build.props': '<Project />' },
      '.',
      ['Directory.Build.props', 'src/Api/Api.csproj'],
    ],
    [
      'the root for versions above it',
      { 'src/Api/Api.csproj': web(), 'src/Directory.Packages.props': '<Project />', 'global.json': '{}' },
      '.',
      ['global.json', 'src/Directory.Packages.props', 'src/Api/Api.csproj'],
    ],
    [
      'the root for feeds above it',
      { 'src/Api/Api.csproj': web(), 'NuGet.Config': '<configuration />' },
      '.',
      ['NuGet.Config', 'src/Api/Api.csproj'],
    ],
    [
      'the nearest properties, and those that they import',
      {
        'src/Api/Api.csproj': web(),
        'src/Directory.Build.props':
          "<Project><Import Project=\"$([MSBuild]::GetPathOfFileAbove('Directory.Build.props', '$(MSBuildThisFileDirectory)../'))\" /></Project>",
        'Directory.Build.props': '<Project><Import Project="build/common.props" /></Project>',
        'build/common.props': '<Project />',
        'build/other.props': '<Project />',
      },
      '.',
      ['Directory.Build.props', 'build/common.props', 'src/Directory.Build.props', 'src/Api/Api.csproj'],
    ],
    [
      'only the nearest properties where they import nothing',
      {
        'src/Api/Api.csproj': web(),
        'src/Directory.Build.props': '<Project />',
        'Directory.Build.props': '<Project />',
      },
      '.',
      ['src/Directory.Build.props', 'src/Api/Api.csproj'],
    ],
    [
      'an import by the folder of the file',
      {
        'src/Api/Api.csproj': web(),
        'src/Directory.Build.targets':
          '<Project><Import Project="$(MSBuildThisFileDirectory)more.targets" /></Project>',
        'src/more.targets': '<Project />',
      },
      '.',
      ['src/Directory.Build.targets', 'src/more.targets', 'src/Api/Api.csproj'],
    ],
    [
      'lock files, by their own name too',
      {
        'src/Api/Api.csproj': web({ NuGetLockFilePath: 'api.lock.json' }),
        'src/Api/api.lock.json': '{}',
        'src/Api/packages.lock.json': '{}',
      },
      'src/Api',
      ['src/Api/Api.csproj', 'src/Api/api.lock.json'],
    ],
    [
      'a reference by a property',
      {
        'src/Api/Api.csproj': web({ Shared: '..\\Shared' }, references('$(Shared)\\Shared.csproj')),
        'src/Shared/Shared.csproj': library(),
      },
      '.',
      ['src/Api/Api.csproj', 'src/Shared/Shared.csproj'],
    ],
    [
      'a reference that a file above adds to every project',
      {
        'src/Api/Api.csproj': web(),
        'src/Directory.Build.props': `<Project><ItemGroup Condition="'$(MSBuildProjectName)' != 'Defaults'"><ProjectReference Include="$(MSBuildThisFileDirectory)Defaults\\Defaults.csproj" /></ItemGroup></Project>`,
        'src/Defaults/Defaults.csproj': library(),
      },
      '.',
      ['src/Directory.Build.props', 'src/Api/Api.csproj', 'src/Defaults/Defaults.csproj'],
    ],
    [
      'a choice of MSBuild',
      {
        'src/Api/Api.csproj': `<Project Sdk="Microsoft.NET.Sdk.Web"><Choose><When Condition="Exists('..\\Local\\Local.csproj')"><ItemGroup><ProjectReference Include="..\\Local\\Local.csproj" /></ItemGroup></When><Otherwise><ItemGroup><PackageReference Include="Local" /></ItemGroup></Otherwise></Choose></Project>`,
        'src/Local/Local.csproj': library(),
      },
      '.',
      ['src/Api/Api.csproj', 'src/Local/Local.csproj'],
    ],
  ])('%s', (_, files, context, manifests) => {
    const { one } = detected(files, given('src/Api'));
    expect([one?.graph.context, one?.graph.manifests]).toEqual([context, manifests]);
  });

  it('is not read where a file is too large to be a project', () => {
    expect(() => detected({ 'App.csproj': `${web()}<!--${'x'.repeat(300_000)}-->` })).toThrow(
      /too large for a project file/,
    );
  });

  it('takes moments for hundreds of projects that refer to each other', () => {
    const names = Array.from({ length: 300 }, (_, index) => `P${index}.csproj`);
    const files = Object.fromEntries(names.map((name) => [`lib/${name}`, library(references(...names))]));
    const started = performance.now();
    const { one } = detected({ 'App.csproj': web({}, references('lib/P0.csproj')), ...files });
    expect(one?.graph.projects).toHaveLength(300);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('is followed in circles once', () => {
    const { one } = detected({
      'App.csproj': web({}, references('lib/Lib.csproj')),
      'lib/Lib.csproj': library(references('../App.csproj', 'Lib.csproj')),
    });
    expect(one?.graph.projects.map(({ path }) => path)).toEqual(['App.csproj', 'lib/Lib.csproj']);
  });

  test.each([
    [
      '../Outside/Outside.csproj',
      'App.csproj refers to "../Outside/Outside.csproj", which is not below this folder: the build will miss it.',
    ],
    [
      '..\\Outside\\Outside.csproj',
      'App.csproj refers to "..\\Outside\\Outside.csproj", which is not below this folder: the build will miss it.',
    ],
    ['Gone/Gone.csproj', 'App.csproj refers to Gone/Gone.csproj, which is not there.'],
  ])('%s is said to be missing', (path, note) => {
    expect(detected({ 'App.csproj': web({}, references(path)) }).notes).toContain(note);
  });
});

describe('what holds the packages', () => {
  const lock = '{ "version": 1, "dependencies": { "net10.0": {} } }';

  test.each<[name: string, files: Files, path: string | null, note: RegExp | null]>([
    [
      'the lock file',
      { 'App.csproj': web({}, packages('Dapper')), 'packages.lock.json': lock },
      'packages.lock.json',
      null,
    ],
    ['nothing where there are none', { 'App.csproj': web() }, null, null],
    [
      'nothing, which is said',
      { 'App.csproj': web({}, packages('Dapper')) },
      null,
      /^There is no packages\.lock\.json: set/,
    ],
    [
      'nothing yet, which is said',
      { 'App.csproj': web({ RestorePackagesWithLockFile: 'true' }, packages('Dapper')) },
      null,
      /^packages\.lock\.json is not there: run dotnet restore/,
    ],
    [
      'nothing for a library, which is said',
      {
        'App.csproj': web({}, references('lib/Lib.csproj')),
        'packages.lock.json': lock,
        'lib/Lib.csproj': library(packages('Dapper')),
      },
      'packages.lock.json',
      /none for lib\/Lib\.csproj/,
    ],
  ])('%s', (_, files, path, note) => {
    const { one, notes } = detected(files);
    expect(one?.lock.path).toBe(path);
    expect(notes.filter((each) => note?.test(each) ?? /lock/.test(each))).toHaveLength(note === null ? 0 : 1);
  });
});

describe('the feeds', () => {
  const config = (...lines: string[]) => ['<configuration>', ...lines, '</configuration>'].join('\n');
  const feed = (entry: string) =>
    config(
      '<packageSourceCredentials>',
      '<shop>',
      '<add key="Username" value="u" />',
      entry,
      '</shop>',
      '</packageSourceCredentials>',
    );
  const open = (line: number) => [expect.stringMatching(new RegExp(`^NuGet\\.Config:${line} holds a credential`))];

  test.each<[name: string, text: string, kept: boolean, variables: string[], notes: unknown[]]>([
    [
      'without credentials',
      config('<packageSources><add key="shop" value="https://nuget.example.com/v3/index.json" /></packageSources>'),
      true,
      [],
      [],
    ],
    ['with a password', feed('<add key="ClearTextPassword" value="hunter2" />'), false, [], open(5)],
    ['with an encrypted password', feed('<add key="Password" value="AQAAANCMnd8=" />'), false, [], open(5)],
    [
      'with a variable',
      feed('<add key="ClearTextPassword" value="%SHOP_TOKEN%" />'),
      true,
      ['SHOP_TOKEN'],
      [expect.stringMatching(/come from SHOP_TOKEN/)],
    ],
    ['with an empty password', feed('<add key="ClearTextPassword" value="" />'), true, [], []],
    [
      'with a key',
      config('<apikeys>', '<add key="https://nuget.example.com" value="abc" />', '</apikeys>'),
      false,
      [],
      open(3),
    ],
    [
      'with a user in an address',
      config(
        '<packageSources>',
        '<add key="s" value="https://u:p@nuget.example.com/v3/index.json" />',
        '</packageSources>',
      ),
      false,
      [],
      open(3),
    ],
    [
      'with the password of a proxy',
      config('<config>', '<add key="http_proxy.password" value="abc" />', '</config>'),
      false,
      [],
      open(3),
    ],
    [
      'with the password of a certificate',
      config(
        '<clientCertificates>',
        '<fileCert packageSource="s" path="a.pfx" clearTextPassword="abc" />',
        '</clientCertificates>',
      ),
      false,
      [],
      open(3),
    ],
  ])('%s', (_, text, kept, variables, notes) => {
    const found = detected({ 'App.csproj': web(), 'NuGet.Config': text });
    expect(found.one?.feeds.configs).toEqual(kept ? ['NuGet.Config'] : []);
    expect(found.one?.feeds.keptOut).toEqual(kept ? [] : ['NuGet.Config']);
    expect(found.one?.feeds.variables).toEqual(variables);
    expect(found.notes).toEqual(notes);
    const required = found.found?.secrets.filter(({ required }) => required).map(({ id }) => id);
    expect(required).toEqual([...(kept ? [] : ['nugetconfig']), ...variables]);
  });

  it('are read in each folder above, whatever the letters of the name', () => {
    const { one } = detected(
      {
        'src/Api/Api.csproj': web(),
        'src/Api/nuget.config': config(),
        'src/NUGET.CONFIG': config(),
        'NuGet.config': config(),
      },
      given('src/Api'),
    );
    expect(one?.feeds.configs).toEqual(['src/Api/nuget.config', 'src/NUGET.CONFIG', 'NuGet.config']);
  });

  it('never show a credential', () => {
    const { found } = detected({
      'App.csproj': web(),
      'NuGet.Config': feed('<add key="ClearTextPassword" value="hunter2" />'),
    });
    expect(JSON.stringify(found?.notes)).not.toContain('hunter2');
  });
});

describe('a base that has no image', () => {
  test.each<[name: string, base: string, files: Files, message: RegExp]>([
    [
      'an older release at Chainguard',
      'chainguard',
      { 'App.csproj': web({ TargetFramework: 'net9.0' }) },
      /has the newest \.NET only \(10\.0\)/,
    ],
    [
      'a pinned SDK at Chainguard',
      'chainguard',
      { 'App.csproj': web(), 'global.json': '{ "sdk": { "version": "10.0.100" } }' },
      /asks for the SDK 10\.0\.100/,
    ],
    [
      'machine code at Chainguard',
      'chainguard',
      { 'App.csproj': web({ PublishAot: 'true' }) },
      /compiles ahead of time/,
    ],
    [
      'machine code with hardened images',
      'hardened',
      { 'App.csproj': web({ PublishAot: 'true' }) },
      /compiles ahead of time/,
    ],
    [
      'cultures of .NET 9 on Alpine',
      'alpine',
      { 'App.csproj': web({ TargetFramework: 'net9.0' }) },
      /has no ICU for \.NET 9\.0/,
    ],
  ])('%s', (_, base, files, message) => {
    expect(() => detected(files, { base })).toThrow(message);
  });

  test.each<[name: string, base: string, files: Files]>([
    ['cultures of .NET 10 on Alpine', 'alpine', { 'App.csproj': web() }],
    [
      '.NET 9 without cultures on Alpine',
      'alpine',
      { 'App.csproj': web({ TargetFramework: 'net9.0', InvariantGlobalization: 'true' }) },
    ],
    [
      'machine code with cultures on Alpine',
      'alpine',
      { 'App.csproj': program({ TargetFramework: 'net8.0', PublishAot: 'true' }) },
    ],
    ['an older release with hardened images', 'hardened', { 'App.csproj': web({ TargetFramework: 'net8.0' }) }],
    [
      'an older release that is asked to run on the newest',
      'chainguard',
      { 'App.csproj': sdk('Microsoft.NET.Sdk.Web', { TargetFramework: 'net6.0' }) },
    ],
  ])('but %s', (_, base, files) => {
    expect(detected(files, { base }).found).toBeDefined();
  });
});
