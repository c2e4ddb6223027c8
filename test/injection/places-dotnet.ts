import type { Crafted, Place } from './project.ts';

const FILES = ['project file', 'file', 'path', 'start command', 'program', 'not valid XML'];
const escapeXml = (value: string) => value.replace(/[&<>"'\s]/g, (character) => `&#${character.codePointAt(0)};`);

/** A server whose project file has further properties and items, with further files. */
function server(properties: string, items = '', files: Crafted['files'] = {}): Crafted {
  const text = `<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net10.0</TargetFramework>${properties}</PropertyGroup><ItemGroup>${items}</ItemGroup></Project>`;
  return { files: { 'Api.csproj': text, ...files } };
}

/** A property with a value as its text, or none. */
function property(name: string, value: string | undefined): string {
  return value === undefined ? '' : `<${name}>${escapeXml(value)}</${name}>`;
}

/** Everything of a .NET project that can reach a file of ours. */
export const DOTNET_PLACES: readonly Place[] = [
  {
    name: 'the name of a project file',
    says: [...FILES, 'Found nothing'],
    harmless: 'harmless',
    also: ['harmless with blanks'],
    craft: (value) => ({
      files: { [`${value ?? 'Api'}.csproj`]: '<Project Sdk="Microsoft.NET.Sdk.Web" />' },
    }),
  },
  {
    name: 'the name of an assembly',
    says: FILES,
    harmless: 'harmless',
    craft: (value) => server(property('AssemblyName', value)),
  },
  {
    name: 'a target framework',
    says: ['TargetFramework', ...FILES],
    harmless: 'net10.0',
    mark: '10',
    also: ['net10.0;other'],
    craft: (value) => server(property('TargetFramework', value)),
  },
  {
    name: 'one of several target frameworks',
    says: ['framework', ...FILES],
    harmless: 'net10.0-linux',
    mark: 'net10',
    also: ['net8.0'],
    craft: (value) => server(value === undefined ? '' : property('TargetFrameworks', `net8.0;${value}`)),
  },
  {
    name: 'a reference to another project',
    says: FILES,
    harmless: 'harmless/harmless.csproj',
    also: ['harmless with blanks/harmless.csproj', 'harmless with blanks'],
    craft: (value) =>
      server('', value === undefined ? '' : `<ProjectReference Include="${escapeXml(value)}" />`, {
        ...(value === undefined ? {} : { [value]: '<Project Sdk="Microsoft.NET.Sdk" />' }),
      }),
  },
  {
    name: 'an imported file',
    says: FILES,
    harmless: 'harmless.props',
    also: ['harmless with blanks.props'],
    craft: (value) => ({
      files: {
        'Api.csproj': `<Project Sdk="Microsoft.NET.Sdk.Web">${value === undefined ? '' : `<Import Project="${escapeXml(value)}" />`}</Project>`,
        ...(value === undefined ? {} : { [value]: '<Project />' }),
      },
    }),
  },
  {
    name: 'the name of a lock file',
    says: FILES,
    harmless: 'harmless.lock.json',
    craft: (value) =>
      server(
        property('NuGetLockFilePath', value),
        '',
        value === undefined ? {} : { [value]: '{ "dependencies": {} }' },
      ),
  },
  {
    name: 'the SDK of global.json',
    says: ['global.json'],
    harmless: '10.0.100',
    mark: '10.0',
    also: ['10'],
    craft: (value) => server('', '', value === undefined ? {} : { 'global.json': { sdk: { version: value } } }),
  },
  {
    name: 'a variable of NuGet.config',
    says: ['NuGet.config', 'secret'],
    harmless: 'HARMLESS',
    mark: 'HARMLESS',
    also: ['not a name'],
    craft: (value) =>
      server(
        '',
        '',
        value === undefined
          ? {}
          : {
              'NuGet.config': `<configuration><packageSourceCredentials><a><add key="ClearTextPassword" value="%${escapeXml(value)}%" /></a></packageSourceCredentials></configuration>`,
            },
      ),
  },
  {
    name: 'a project of a solution',
    says: [...FILES, 'Found nothing'],
    harmless: 'harmless/harmless.csproj',
    also: ['harmless with blanks/harmless.csproj'],
    craft: (value) => ({
      files: {
        'Shop.slnx': `<Solution><Project Path="${escapeXml(value ?? 'Api/Api.csproj')}" /></Solution>`,
        'Api/Api.csproj': '<Project Sdk="Microsoft.NET.Sdk.Web" />',
        ...(value === undefined ? {} : { [value]: '<Project Sdk="Microsoft.NET.Sdk.Web" />' }),
      },
    }),
  },
  {
    name: 'a front end of a server',
    says: [...FILES, 'folder'],
    harmless: 'harmless',
    craft: (value) =>
      server(property('SpaRoot', value), '', {
        ...(value === undefined
          ? {}
          : {
              [`${value}/package.json`]: { scripts: { build: 'vite build' }, devDependencies: { vite: '^7.0.0' } },
              [`${value}/package-lock.json`]: { lockfileVersion: 3 },
            }),
      }),
  },
  {
    name: 'a health route of .NET',
    says: ['health'],
    harmless: '/health',
    mark: 'health',
    craft: (value) => server('', '', { 'Program.cs': `app.MapHealthChecks("${value ?? '/'}");\n` }),
  },
];
