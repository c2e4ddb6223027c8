import { expect, test } from 'vitest';
import type { Given } from '../../src/core/answers.ts';
import { generate } from '../generate.ts';
import { memoryProject } from '../helpers.ts';

type Files = Readonly<Record<string, string>>;

const GEMS =
  'GEM\n  remote: https://registry.example.com\n  specs:\n    rails (8.0.0)\n    railties (8.0.0)\n    puma (7.0.0)\n';
const POM = (more: string) =>
  `<project><groupId>a</groupId><artifactId>b</artifactId><version>1</version>${more}</project>`;
const MAIN = 'public class Main { public static void main(String[] args) {} }';
const SDK =
  '<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>';

/** A folder or a file of each project is called like an option. */
test.each<[what: string, files: Files, given: Given, safe: string]>([
  [
    'a document root',
    { 'composer.json': '{"extra":{"public-dir":"-delete"}}', '-delete/index.php': '<?php', '-delete/a.php': '<?php' },
    {},
    'find ./-delete -type f',
  ],
  ['a project file', { '-p:A=b.csproj': SDK }, {}, 'dotnet publish ./-p:A=b.csproj'],
  ['a file of options', { '@a.csproj': SDK }, {}, 'dotnet publish ./@a.csproj'],
  [
    'a module',
    {
      'pom.xml': POM('<packaging>pom</packaging><modules><module>-f</module></modules>'),
      '-f/pom.xml': POM(''),
      '-f/src/main/java/Main.java': MAIN,
    },
    { service: '-f' },
    '-pl ./-f -am',
  ],
  [
    'a member with Django',
    {
      'pyproject.toml': '[tool.uv.workspace]\nmembers = ["-c"]\n',
      'uv.lock': 'version = 1\n',
      '-c/pyproject.toml': '[project]\nname = "a"\nversion = "1"\ndependencies = ["django", "gunicorn"]\n',
      '-c/manage.py': 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "a.settings")',
      '-c/a/settings.py': 'STATIC_ROOT = "static"\n',
      '-c/a/wsgi.py': 'application = get_wsgi_application()',
    },
    { service: '-c' },
    'python ./-c/manage.py collectstatic',
  ],
  [
    'a Rails application in a monorepo',
    {
      '-m/Gemfile': 'gem "rails"\ngem "puma"\ngem "a", path: "../a"\n',
      '-m/Gemfile.lock': GEMS,
      '-m/config/application.rb': '',
      'a/a.gemspec': '',
    },
    { service: '-m' },
    './-m/tmp ./-m/log',
  ],
])('%s is no option', (_, files, given, safe) => {
  const dockerfiles = generate(memoryProject(files), given).files.filter(({ path }) => path.endsWith('Dockerfile'));
  expect(dockerfiles.map(({ text }) => text).join('\n')).toContain(safe);
});
