import { describe, expect, test } from 'vitest';
import { auditDockerfile } from '../../src/audit/index.ts';
import type { Crafted } from './project.ts';
import { generateCrafted } from './project.ts';

/** Far above what any of them takes, and far below what each took before it was bounded: from 6 seconds to hours. */
const LONGEST = 3_000;

const CLASS = { 'src/main/java/App.java': 'public class App {\n    public static void main(String[] args) {}\n}\n' };
const IDS = "id 'a'\nid 'b'\n".repeat(25);

function maven(inside: string): Crafted['files'] {
  return { ...CLASS, 'pom.xml': `<project><artifactId>shop</artifactId>${inside}</project>` };
}

function gradle(text: string, files: Crafted['files'] = {}): Crafted['files'] {
  return { ...CLASS, 'build.gradle': text, ...files };
}

function dotnet(inside: string): string {
  const framework = '<PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>';
  return `<Project Sdk="Microsoft.NET.Sdk.Web">${framework}${inside}</Project>`;
}

/** As many dependencies as are read, each with variables in its names. */
function manyItems(): string {
  const name = '$'.concat('{a}').repeat(20);
  const one = `<dependency><groupId>${name}</groupId><artifactId>${name}</artifactId></dependency>`;
  return `<dependencies>${one.repeat(2_000)}</dependencies>`;
}

const PROPERTIES = Array.from({ length: 30_000 }, (_, at) => `<p${at}>x</p${at}>`).join('');
const BLANKS = ' '.repeat(450);
const CIRCLE = Array.from({ length: 20 }, (_, at) => at);
const PROJECTS = Array.from({ length: 100 }, (_, at) => at);

describe('what a project says is read in a time that grows with its length only', () => {
  test.each<[name: string, files: Crafted['files']]>([
    ['modules of Maven that are the pom itself', maven(`<modules>${'<module>.</module>'.repeat(2_000)}</modules>`)],
    [
      'modules of Maven in a circle',
      {
        ...maven(`<modules>${'<module>a</module>'.repeat(2_000)}</modules>`),
        'a/pom.xml': `<project><modules>${'<module>..</module>'.repeat(2_000)}</modules></project>`,
      },
    ],
    ['a long property of Maven', maven(`<properties><a>${'x'.repeat(1_000_000)}</a></properties>${manyItems()}`)],
    ['many properties of Maven', maven(`<properties>${PROPERTIES}<a>x</a></properties>${manyItems()}`)],
    [
      'plugins of Gradle that apply each other',
      gradle(`plugins {\n${IDS}}\n`, {
        'buildSrc/src/main/groovy/a.gradle': IDS,
        'buildSrc/src/main/groovy/b.gradle': IDS,
      }),
    ],
    ['blocks of Gradle that never end', gradle('allprojects {\nplugins {\n'.repeat(5_000))],
    ['loose versions of Gradle', gradle(`plugins { id 'application' }\n${'"a:b:+"\n'.repeat(15_000)}`)],
    [
      'tables of TOML that several ask for',
      { ...CLASS, 'pom.xml': '<project><artifactId>shop</artifactId></project>', ...tables(['fly.toml']) },
    ],
    [
      'modules of Gradle with much in them',
      modules(200, `plugins { id 'java' }\n${"implementation 'a.b:c:1'\n".repeat(3_000)}`),
    ],
    ['comments of Gradle that never end', gradle(`plugins { id 'application' }\n${'/*/'.repeat(43_000)}`)],
    [
      'empty lines of CMake',
      { 'CMakeLists.txt': `project(a)\nadd_executable(a main.c)\n${'\n'.repeat(250_000)}x`, 'main.c': '' },
    ],
    [
      'the file that pm2 starts',
      {
        'package.json': {
          scripts: { start: `pm2 start ${'ecosystem'.repeat(100_000)}/a.js` },
          dependencies: { pm2: '6' },
        },
        'package-lock.json': { lockfileVersion: 3 },
      },
    ],
    [
      'sources of Ruby full of routes',
      {
        Gemfile: 'source "https://rubygems.org"\ngem "sinatra"\ngem "puma"\n',
        'Gemfile.lock': 'GEM\n  remote: https://rubygems.org/\n  specs:\n    puma (6)\n    sinatra (4)\n',
        'config.ru': 'run App\n',
        ...Object.fromEntries(CIRCLE.slice(0, 8).map((at) => [`app${at}.rb`, 'get "/h\n'.repeat(8_000)])),
      },
    ],
    ['releases that sbt compiles for', { ...CLASS, 'build.sbt': '"-release" "8"\n'.repeat(8_700) }],
    ['a path repository of Composer', composer(`${'*'.repeat(1_000_000)}\nx`)],
    [
      'a condition of MSBuild',
      { 'Api.csproj': dotnet(`<PropertyGroup>${comparison().repeat(200)}</PropertyGroup>`), 'Program.cs': '' },
    ],
    [
      'an empty schema of Prisma',
      {
        'package.json': { scripts: { start: 'node a.js' }, dependencies: { '@prisma/client': '6', prisma: '6' } },
        'package-lock.json': { lockfileVersion: 3 },
        'prisma/schema.prisma': `${'\n'.repeat(1_000_000)}x`,
      },
    ],
    [
      'settings of Spring that name themselves',
      {
        ...maven(
          '<dependencies><dependency><artifactId>spring-boot-starter-web</artifactId></dependency></dependencies>',
        ),
        'src/main/resources/application.yml': `a: &a\n${CIRCLE.map((at) => `  k${at}: *a\n`).join('')}`,
      },
    ],
    [
      'empty lines of Go',
      { 'go.mod': 'module a\n\ngo 1.25\n', 'main.go': `package main\nfunc main() {}\n${'\n'.repeat(64_000)}` },
    ],
  ])('%s', (_, files) => {
    expect(timeOf(() => generateCrafted({ files }))).toBeLessThan(LONGEST);
  });

  test('folders of a workspace by many ways', () => {
    const crafted: Crafted = {
      given: { service: 'a/b/c/d/e/f/g/x' },
      files: {
        'package.json': { name: 'root', workspaces: [`${'**/'.repeat(60)}nomatch`, 'a/b/c/d/e/f/g/x'] },
        'package-lock.json': { lockfileVersion: 3 },
        'a/b/c/d/e/f/g/x/package.json': { name: 'x', scripts: { start: 'node a.js' } },
        'a/b/c/d/e/f/g/x/a.js': '',
      },
    };
    expect(timeOf(() => generateCrafted(crafted))).toBeLessThan(LONGEST);
  });

  test('YAML that is too long to be read in a moment is refused by its name', () => {
    const files = { 'mkdocs.yml': `site_name: a\n${'a: b\n'.repeat(110_000)}`, 'docs/index.md': '' };
    expect(() => generateCrafted({ files })).toThrow(/^mkdocs\.yml is too long: YAML of more than 512 KiB/);
  });

  test('a site’s configuration that names itself is refused by its name', () => {
    const files = { 'mkdocs.yml': `site_name: a\nnav: &a\n${'  - *a\n'.repeat(2_000)}`, 'docs/index.md': '' };
    expect(() => generateCrafted({ files })).toThrow(
      /^mkdocs\.yml is not valid YAML \(.*an alias stands within what it/,
    );
  });

  test('what projects of .NET import is read once, and only so much of it', () => {
    const large = `<Project><PropertyGroup>${'<a>b</a>'.repeat(30_000)}</PropertyGroup></Project>`;
    const imports = (up: string) => PROJECTS.slice(0, 40).map((at) => `<Import Project="${up}p${at}.props" />`);
    const crafted = (text: string, up: (to: string) => string): Crafted => ({
      files: {
        ...Object.fromEntries(PROJECTS.slice(0, 40).map((at) => [`p${at}.props`, text])),
        ...Object.fromEntries(PROJECTS.map((at) => [`r${at}/R.csproj`, dotnet(up('../'))])),
        'Api.csproj': dotnet(
          `${up('')}<ItemGroup>${PROJECTS.map((at) => `<ProjectReference Include="r${at}/R.csproj" />`).join('')}</ItemGroup>`,
        ),
      },
    });
    const all = (up: string) => imports(up).join('');
    const first = (up: string) => imports(up).slice(0, 1).join('');
    expect(() => generateCrafted(crafted(large, all))).toThrow(/^"Api\.csproj" imports too much/);
    expect(timeOf(() => generateCrafted(crafted(large, first)))).toBeLessThan(2 * LONGEST);
    expect(generateCrafted(crafted('<Project />', all)).answers.stack).toBe('dotnet');
  });
});

function tables(names: readonly string[]): Crafted['files'] {
  const text = Array.from({ length: 50_000 }, (_, at) => `[t${at}]\na = 1\n`).join('');
  return Object.fromEntries(names.map((name) => [name, text]));
}

function modules(many: number, text: string): Crafted['files'] {
  const names = Array.from({ length: many }, (_, at) => `m${at}`);
  return gradle("plugins { id 'application' }\n", {
    'settings.gradle': names.map((name) => `include '${name}'\n`).join(''),
    ...Object.fromEntries(names.map((name) => [`${name}/build.gradle`, text])),
  });
}

describe('so is a Dockerfile of somebody else’s', () => {
  test.each([
    ['a mode of chmod', `RUN chmod ${'a'.repeat(100_000)} x\n`],
    ['settings of pip', `RUN pip ${'config set '.repeat(180)}\n`.repeat(200)],
    ['settings of Bundler', `RUN bundle ${'config a:'.repeat(200)}!\n`.repeat(200)],
  ])('%s', (_, text) => {
    expect(timeOf(() => auditDockerfile({ name: 'Dockerfile', text: `FROM a\n${text}` }))).toBeLessThan(LONGEST);
  });
});

function composer(url: string): Crafted['files'] {
  return {
    'composer.json': { require: { 'shop/money': '1' }, repositories: [{ type: 'path', url }] },
    'index.php': '<?php',
  };
}

/** Two comparisons in one, with blanks that belong to either side of each: read by one pattern, the third power of them. */
function comparison(): string {
  return `<b Condition="a${BLANKS}==${BLANKS}!=">x</b>`;
}

function timeOf(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}
