import { describe, expect, it, test } from 'vitest';
import { detected, type Files, library, packages, program, references, sdk, web } from './projects.ts';

describe('what runs', () => {
  test.each<[name: string, file: string, kind: string, framework: string | null, start: string[] | null]>([
    ['a server', web(), 'web', 'aspnet', ['dotnet', 'App.dll']],
    ['a server of gRPC', web({}, packages('Grpc.AspNetCore')), 'web', 'grpc', ['dotnet', 'App.dll']],
    ['Orleans', web({}, packages('Microsoft.Orleans.Server')), 'web', 'orleans', ['dotnet', 'App.dll']],
    [
      'Blazor with pages of its own',
      web({}, packages('Microsoft.AspNetCore.Components.WebAssembly.Server')),
      'web',
      'blazor',
      ['dotnet', 'App.dll'],
    ],
    [
      'pages for the browser',
      sdk('Microsoft.NET.Sdk.BlazorWebAssembly', { TargetFramework: 'net10.0' }),
      'wasm',
      'blazor-wasm',
      null,
    ],
    [
      'a worker',
      sdk('Microsoft.NET.Sdk.Worker', { TargetFramework: 'net10.0' }),
      'worker',
      'worker',
      ['dotnet', 'App.dll'],
    ],
    ['a program', program(), 'console', null, ['dotnet', 'App.dll']],
    [
      'a program with a host',
      program({}, packages('Microsoft.Extensions.Hosting')),
      'console',
      'worker',
      ['dotnet', 'App.dll'],
    ],
    [
      'an SDK with a version',
      sdk('Microsoft.NET.Sdk.Web/10.0.100', { TargetFramework: 'net10.0' }),
      'web',
      'aspnet',
      ['dotnet', 'App.dll'],
    ],
    [
      'an SDK as an element',
      '<Project><Sdk Name="Microsoft.NET.Sdk.Web" Version="10" /></Project>',
      'web',
      'aspnet',
      ['dotnet', 'App.dll'],
    ],
    [
      'an SDK by imports',
      '<Project><Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk.Web" /></Project>',
      'web',
      'aspnet',
      ['dotnet', 'App.dll'],
    ],
    ['an assembly of another name', web({ AssemblyName: 'shop' }), 'web', 'aspnet', ['dotnet', 'shop.dll']],
    [
      'an assembly named after the project',
      web({ AssemblyName: 'My.$(MSBuildProjectName)' }),
      'web',
      'aspnet',
      ['dotnet', 'My.App.dll'],
    ],
    [
      'a name that is a path, which counts for nothing',
      web({ AssemblyName: '../evil' }),
      'web',
      'aspnet',
      ['dotnet', 'App.dll'],
    ],
    [
      'letters in any case',
      sdk('microsoft.net.sdk.web', { targetframework: 'net10.0' }),
      'web',
      'aspnet',
      ['dotnet', 'App.dll'],
    ],
  ])('%s', (_, file, kind, framework, start) => {
    const { one, answers } = detected({ 'App.csproj': file });
    expect([one?.project.kind, answers?.framework, answers?.start]).toEqual([kind, framework, start]);
  });

  test.each<[name: string, file: string, why: RegExp]>([
    ['a library', library(), /is a library/],
    ['a server that is none', web({ OutputType: 'Library' }), /is a library/],
    ['tests', program({}, packages('Microsoft.NET.Test.Sdk')), /tests or benchmarks/],
    ['tests of xUnit 3', program({}, packages('xunit.v3')), /tests or benchmarks/],
    [
      'tests by an SDK',
      sdk('MSTest.Sdk/4.0.0', { TargetFramework: 'net10.0', OutputType: 'Exe' }),
      /tests or benchmarks/,
    ],
    ['tests by a property', web({ IsTestProject: 'true' }), /tests or benchmarks/],
    ['benchmarks', program({}, packages('BenchmarkDotNet')), /tests or benchmarks/],
    ['a program with windows', program({ OutputType: 'WinExe' }), /targets Windows or devices/],
    ['WPF', program({ UseWPF: 'true' }), /targets Windows or devices/],
    ['a phone’s program', program({ TargetFramework: 'net10.0-android' }), /targets Windows or devices/],
    ['.NET Framework', program({ TargetFramework: 'net48' }), /targets Windows or devices/],
    ['an Azure Function', program({}, packages('Microsoft.Azure.Functions.Worker')), /Azure Function/],
    [
      'an Aspire host',
      sdk('Aspire.AppHost.Sdk/13.0.0', { TargetFramework: 'net10.0', OutputType: 'Exe' }),
      /Aspire host/,
    ],
  ])('not %s', (_, file, why) => {
    expect(detected({ 'App.csproj': file }).found).toBeUndefined();
    expect(() => detected({ 'App.csproj': file }, { stack: 'dotnet' })).toThrow(why);
  });
});

describe('which project', () => {
  const solution = (...paths: string[]) =>
    paths
      .map((path) => `Project("{9A19103F-16F7-4668-BE54-9A1E7A4F7556}") = "X", "${path}", "{0}"\nEndProject`)
      .join('\n');
  const shop: Files = {
    'src/Api/Api.csproj': web({}, references('..\\Domain\\Domain.csproj')),
    'src/Domain/Domain.csproj': library(),
    'tests/Api.Tests/Api.Tests.csproj': program({}, packages('xunit')),
  };
  const listed = solution('src\\Api\\Api.csproj', 'src\\Domain\\Domain.csproj', 'tests\\Api.Tests\\Api.Tests.csproj');

  test.each<[name: string, files: Files, project: string | undefined]>([
    ['the only one in the folder', { 'Api.csproj': web() }, 'Api.csproj'],
    [
      'the only one that runs',
      { 'Api.csproj': web(), 'Api.Tests.csproj': program({}, packages('nunit')) },
      'Api.csproj',
    ],
    ['the only one of a solution that runs', { ...shop, 'Shop.sln': listed }, 'src/Api/Api.csproj'],
    [
      'the same of a newer solution',
      {
        ...shop,
        'Shop.slnx': '<Solution><Folder Name="/a/"><Project Path="src/Api/Api.csproj" /></Folder></Solution>',
      },
      'src/Api/Api.csproj',
    ],
    ['none of two', { 'A.csproj': web(), 'B.csproj': program() }, undefined],
    [
      'the server, not the pages that it hands out',
      {
        'Shop.slnx':
          '<Solution><Project Path="Server/Server.csproj" /><Project Path="Client/Client.csproj" /></Solution>',
        'Server/Server.csproj': web({}, references('..\\Client\\Client.csproj')),
        'Client/Client.csproj': sdk('Microsoft.NET.Sdk.BlazorWebAssembly', { TargetFramework: 'net10.0' }),
      },
      'Server/Server.csproj',
    ],
    [
      'not what a solution only says is there',
      { ...shop, 'Shop.sln': solution('src\\Gone\\Gone.csproj', 'src\\Api\\Api.csproj') },
      'src/Api/Api.csproj',
    ],
    [
      'not what lies outside',
      { ...shop, 'Shop.sln': solution('..\\..\\Other.csproj', 'src\\Api\\Api.csproj') },
      'src/Api/Api.csproj',
    ],
  ])('%s', (_, files, project) => {
    expect(detected(files).one?.project.path).toBe(project);
  });

  const two: Files = { 'A.csproj': web(), 'B.csproj': program() };

  it('is asked for when there are several', () => {
    const { answers, notes } = detected(two);
    expect(answers?.start).toBeUndefined();
    expect(notes).toEqual(['There are several programs: A.csproj, B.csproj. Name one with --set project=A.csproj.']);
  });

  it('is the one that was named, by its path or by its file', () => {
    expect(detected(two, { set: { project: 'B.csproj' } }).answers?.start).toEqual(['dotnet', 'B.dll']);
    const files = {
      ...shop,
      'src/Jobs/Jobs.csproj': program(),
      'Shop.sln': `${listed}\n${solution('src\\Jobs\\Jobs.csproj')}`,
    };
    expect(detected(files, { set: { project: 'Jobs.csproj' } }).one?.project.path).toBe('src/Jobs/Jobs.csproj');
    expect(detected(files, { set: { project: 'src/Jobs/Jobs.csproj' } }).one?.project.path).toBe(
      'src/Jobs/Jobs.csproj',
    );
  });

  it.each(['C.csproj', '../A.csproj', '/etc/A.csproj', ''])('is no %s', (name) => {
    expect(() => detected(two, { set: { project: name } })).toThrow(/is no project that runs/);
  });

  it('is none where there is no project at all', () => {
    expect(detected({ 'Program.cs': '' }).found).toBeUndefined();
  });
});

describe('how it is published', () => {
  const lock = (target: string) => JSON.stringify({ version: 1, dependencies: { [target]: {} } });

  test.each<[name: string, files: Files, mode: string, runtime: string, options: string]>([
    ['for the runtime', { 'App.csproj': web() }, 'framework', 'aspnet', '-p:UseAppHost=false'],
    [
      'a worker, without the server’s libraries',
      { 'App.csproj': program() },
      'framework',
      'runtime',
      '-p:UseAppHost=false',
    ],
    [
      'a worker with them',
      { 'App.csproj': program({}, '<FrameworkReference Include="Microsoft.AspNetCore.App" />') },
      'framework',
      'aspnet',
      '-p:UseAppHost=false',
    ],
    [
      'a worker with a package of the server',
      { 'App.csproj': program({}, packages('Grpc.AspNetCore')) },
      'framework',
      'aspnet',
      '-p:UseAppHost=false',
    ],
    [
      'a worker that is built with such a library',
      {
        'App.csproj': program({}, references('lib/Lib.csproj')),
        'lib/Lib.csproj': library('<FrameworkReference Include="Microsoft.AspNetCore.App" />'),
      },
      'framework',
      'aspnet',
      '-p:UseAppHost=false',
    ],
    [
      'ahead of time',
      { 'App.csproj': web({ PublishAot: 'true' }) },
      'aot',
      'runtime-deps',
      '-p:CopyOutputSymbolsToPublishDirectory=false',
    ],
    [
      'with its own runtime where it is trimmed',
      { 'App.csproj': web({ PublishTrimmed: 'true' }) },
      'self-contained',
      'runtime-deps',
      '-p:SelfContained=true',
    ],
    [
      'for the runtime where it would bring its own',
      { 'App.csproj': web({ SelfContained: 'true' }) },
      'framework',
      'aspnet',
      '-p:UseAppHost=false -p:SelfContained=false',
    ],
    [
      'as files where it would be one',
      { 'App.csproj': web({ PublishSingleFile: 'true' }) },
      'framework',
      'aspnet',
      '-p:UseAppHost=false -p:SelfContained=false -p:PublishSingleFile=false',
    ],
    [
      'as the release has it',
      {
        'App.csproj':
          '<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup Condition="\'$(Configuration)\' == \'Release\'"><PublishAot>true</PublishAot></PropertyGroup></Project>',
      },
      'aot',
      'runtime-deps',
      '-p:CopyOutputSymbolsToPublishDirectory=false',
    ],
    [
      'not as debugging has it',
      {
        'App.csproj':
          '<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><PublishAot Condition="\'$(Configuration)\' == \'Debug\'">true</PublishAot></PropertyGroup></Project>',
      },
      'framework',
      'aspnet',
      '-p:UseAppHost=false',
    ],
  ])('%s', (_, files, mode, runtime, options) => {
    const { one } = detected(files);
    expect([one?.publish.mode, one?.needs.runtime, one?.publish.options.join(' ')]).toEqual([mode, runtime, options]);
  });

  test.each<[name: string, files: Files, specific: boolean]>([
    ['without a lock file', { 'App.csproj': web() }, true],
    ['with one that knows Linux', { 'App.csproj': web(), 'packages.lock.json': lock('net10.0/linux-x64') }, true],
    ['with one that does not', { 'App.csproj': web(), 'packages.lock.json': lock('net10.0') }, false],
  ])('for one architecture %s: %s', (_, files, specific) => {
    expect(detected(files).one?.publish.specific).toBe(specific);
  });

  it('says that a locked restore needs the architecture in the lock file', () => {
    const { notes } = detected({ 'App.csproj': web({ PublishAot: 'true' }), 'packages.lock.json': lock('net10.0') });
    expect(notes).toContain(
      'packages.lock.json knows no linux-x64: name it in RuntimeIdentifiers and restore again, or the locked restore refuses.',
    );
  });

  it.each([
    ['false', true],
    ['true', false],
  ])('needs ICU unless InvariantGlobalization is true: %s', (value, icu) => {
    expect(detected({ 'App.csproj': web({ InvariantGlobalization: value }) }).one?.needs.icu).toBe(icu);
  });
});
