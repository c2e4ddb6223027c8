import { describe, expect, it, test } from 'vitest';
import { detected, type Files, program, sdk, web } from './projects.ts';

const target = (framework: string): Files => ({ 'Api.csproj': web({ TargetFramework: framework }) });
const targets = (frameworks: string): Files => ({
  'Api.csproj': sdk('Microsoft.NET.Sdk.Web', { TargetFrameworks: frameworks }),
});

describe('the runtime', () => {
  test.each<[name: string, files: Files, version: string, source: string | undefined]>([
    ['the target framework', target('net10.0'), '10.0', 'Api.csproj:1'],
    ['one that ended', target('net9.0'), '9.0', 'Api.csproj:1'],
    ['one that is older', target('net8.0'), '8.0', 'Api.csproj:1'],
    ['one for Linux', target('net10.0-linux'), '10.0', 'Api.csproj:1'],
    ['one that is not known yet', target('net11.0'), '11.0', 'Api.csproj:1'],
    ['one that ended long ago', target('net6.0'), '10.0', 'Api.csproj:1'],
    ['one by its old name', target('netcoreapp3.1'), '10.0', 'Api.csproj:1'],
    ['the newest of several', targets('net8.0;net10.0'), '10.0', 'Api.csproj:1'],
    ['the newest supported one of several', targets('net11.0;net10.0;net8.0'), '10.0', 'Api.csproj:1'],
    ['several with blanks', targets(' net8.0 ; net9.0 '), '9.0', 'Api.csproj:1'],
    [
      'Directory.Build.props',
      {
        'Api.csproj': sdk('Microsoft.NET.Sdk.Web'),
        'Directory.Build.props':
          '<Project>\n<PropertyGroup>\n<TargetFramework>net9.0</TargetFramework>\n</PropertyGroup></Project>',
      },
      '9.0',
      'Directory.Build.props:3',
    ],
    [
      'the project before Directory.Build.props',
      {
        ...target('net10.0'),
        'Directory.Build.props':
          '<Project><PropertyGroup><TargetFramework>net8.0</TargetFramework></PropertyGroup></Project>',
      },
      '10.0',
      'Api.csproj:1',
    ],
    [
      'a property that another file sets',
      {
        'Api.csproj': web({ TargetFramework: '$(Ours)' }),
        'Directory.Build.props': '<Project><PropertyGroup><Ours>net8.0</Ours></PropertyGroup></Project>',
      },
      '8.0',
      'Api.csproj:1',
    ],
    ['nothing that says it', { 'Api.csproj': sdk('Microsoft.NET.Sdk.Web') }, '10.0', 'default'],
    [
      'asdf where nothing else says it',
      { 'Api.csproj': sdk('Microsoft.NET.Sdk.Web'), '.tool-versions': 'dotnet 9.0.100\n' },
      '9.0',
      '.tool-versions:1',
    ],
    [
      'mise where nothing else says it',
      { 'Api.csproj': sdk('Microsoft.NET.Sdk.Web'), 'mise.toml': '[tools]\ndotnet = "8.0.400"\n' },
      '8.0',
      'mise.toml tools.dotnet',
    ],
    ['what is no framework', target('latest'), '10.0', 'default'],
    ['a function of MSBuild', target('$([MSBuild]::Add(9, 1))'), '10.0', 'default'],
    ['F#', { 'Api.fsproj': web({ TargetFramework: 'net9.0' }) }, '9.0', 'Api.fsproj:1'],
    ['Visual Basic', { 'Api.vbproj': web({ TargetFramework: 'net8.0' }) }, '8.0', 'Api.vbproj:1'],
  ])('%s', (_, files, version, source) => {
    const { answers, from } = detected(files);
    expect([answers?.runtimeVersion, from('runtimeVersion')]).toEqual([version, source]);
  });

  test.each([
    ['net9.0', 'Api.csproj:1 targets .NET 9.0, which gets no security fixes since 2026-11-10: move it to net10.0.'],
    ['net8.0', 'Api.csproj:1 targets .NET 8.0, which gets no security fixes since 2026-11-10: move it to net10.0.'],
    ['net11.0', 'Api.csproj:1 targets .NET 11.0, which this tool does not know yet.'],
    [
      'net6.0',
      'Api.csproj:1 targets "net6.0", which got its last fix years ago: it runs on .NET 10.0 by roll-forward; move it to net10.0.',
    ],
    ['netstandard2.0', 'Api.csproj:1 targets "netstandard2.0", which names no release of .NET.'],
  ])('%s is said', (framework, note) => {
    expect(detected(target(framework)).notes).toContain(note);
  });

  it('is what was asked for, whatever the project targets', () => {
    const { answers, one } = detected(target('net8.0'), { runtimeVersion: '10.0' });
    expect([answers?.runtimeVersion, one?.target.line]).toEqual(['10.0', '8.0']);
  });
});

describe('the SDK', () => {
  const json = (text: object) => ({ ...target('net9.0'), 'global.json': JSON.stringify(text) });
  const asks = (version: string, rollForward?: string) => json({ sdk: { version, rollForward } });

  test.each<[name: string, files: Files, version: string, exact: boolean]>([
    ['the runtime’s own line', target('net9.0'), '9.0', false],
    ['exactly what global.json names', asks('9.0.100'), '9.0.100', true],
    ['exactly, for its own hundred', asks('9.0.100', 'latestPatch'), '9.0.100', true],
    ['exactly, for nothing else', asks('9.0.100', 'disable'), '9.0.100', true],
    ['the line, for later hundreds', asks('9.0.100', 'latestFeature'), '9.0', false],
    ['a newer line', asks('10.0.100', 'latestMinor'), '10.0', false],
    ['the runtime’s line where a newer one is allowed', asks('8.0.100', 'latestMajor'), '9.0', false],
    ['in any letters', asks('10.0.100', 'LatestFeature'), '10.0', false],
    ['the line where no version is named', json({ sdk: { rollForward: 'latestMajor' } }), '9.0', false],
    [
      'the line where only other SDKs are named',
      json({ 'msbuild-sdks': { 'Aspire.AppHost.Sdk': '9.0.0' } }),
      '9.0',
      false,
    ],
    ['the line where it is no release', asks('9.0.100-preview.1'), '9.0', false],
    [
      'of the nearest folder above',
      {
        'src/Api/Api.csproj': web({ TargetFramework: 'net9.0' }),
        'global.json': '{ "sdk": { "version": "10.0.100", "rollForward": "latestFeature" } }',
      },
      '10.0',
      false,
    ],
  ])('%s', (_, files, version, exact) => {
    const { one, notes } = detected(files, Object.hasOwn(files, 'src/Api/Api.csproj') ? { service: 'src/Api' } : {});
    expect(one?.needs.sdk).toBe(version);
    expect(notes.some((note) => note.includes('pins the SDK'))).toBe(exact);
  });

  it('that is too old for the runtime is said', () => {
    expect(detected(asks('8.0.100')).notes).toContain(
      'global.json sdk.version asks for the SDK 8.0.100, which cannot build for .NET 9.0.',
    );
  });

  it('builds what an older framework needs, on the newest line', () => {
    const { one } = detected({ 'Old.csproj': program({ TargetFramework: 'net5.0' }) });
    expect([one?.needs.sdk, one?.target.line]).toEqual(['10.0', '5.0']);
  });
});
