import { expect, test } from 'vitest';
import { type Crafted, generateCrafted, service } from './project.ts';

const TOKEN = 's3cr3tT0k3nThatNobodyMaySee';
const URL = `https://user:${TOKEN}@git.example.com/money.git`;
const JAVA = { 'src/main/java/App.java': 'public class App {\n    public static void main(String[] args) {}\n}\n' };
const MAVEN = { ...JAVA, 'pom.xml': '<project><artifactId>shop</artifactId></project>', mvnw: '#!/bin/sh\n' };
const GRADLE = {
  ...JAVA,
  'build.gradle': "plugins {\n  id 'application'\n}\n",
  gradlew: '#!/bin/sh\n',
  'gradle/wrapper/gradle-wrapper.jar': '',
};
const MIX = {
  'mix.exs': 'project: [app: :shop]\nmod: {Shop, []}\ndefp deps, do: [{:money, "~> 1.0"}]\n',
  'lib/shop.ex': '',
};
const GLEAM = 'name = "shop"\nversion = "1.0.0"\n[dependencies]\n';
const CARGO = {
  'Cargo.toml': '[package]\nname = "shop"\nversion = "1.0.0"\n',
  'Cargo.lock': 'version = 4\n',
  'src/main.rs': 'fn main() {}\n',
};
const SPRING = {
  ...JAVA,
  mvnw: '#!/bin/sh\n',
  'pom.xml':
    '<project><artifactId>shop</artifactId><dependencies><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId></dependency></dependencies></project>',
};
const PROGRAM = '<TargetFramework>net10.0</TargetFramework>';
const DOTNET = {
  'Program.cs': '',
  'Api.csproj': `<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup>${PROGRAM}</PropertyGroup></Project>`,
};
const COMPOSER = { 'index.php': '<?php\n' };
const PYTHON = { 'main.py': 'from fastapi import FastAPI\napp = FastAPI()\n' };
const GO = { 'go.mod': 'module example.com/shop\n\ngo 1.25\n', 'main.go': 'package main\n\nfunc main() {}\n' };
const HUGO = { 'content/_index.md': '' };

/** Each place where tools take a credential from, with one that is written out: `file:line`, and the project. */
const OPEN: readonly (readonly [at: string, files: Crafted['files']])[] = [
  ['mix.lock:2', { ...MIX, 'mix.lock': `%{\n  "money": {:git, "${URL}", "0123", []},\n}\n` }],
  ['gleam.toml:4', { 'gleam.toml': `${GLEAM}money = { git = "${URL}", ref = "1" }\n`, 'src/shop.gleam': '' }],
  [
    'manifest.toml:2',
    {
      'gleam.toml': GLEAM,
      'manifest.toml': `packages = [\n  { name = "money", version = "1.0.0", source = "git", repo = "${URL}" },\n]\n`,
      'src/shop.gleam': '',
    },
  ],
  [
    '.mvn/wrapper/maven-wrapper.properties:1',
    { ...MAVEN, '.mvn/wrapper/maven-wrapper.properties': `distributionUrl=${URL}/apache-maven-3.9.9-bin.zip\n` },
  ],
  [
    'gradle/wrapper/gradle-wrapper.properties:2',
    {
      ...GRADLE,
      'gradle/wrapper/gradle-wrapper.properties': `a=b\ndistributionUrl=${URL.replace(':', '\\:')}/gradle-9.0-bin.zip\n`,
    },
  ],
  ['.cargo/config.toml:2', { ...CARGO, '.cargo/config.toml': `[env]\nSHOP_API_TOKEN = "${TOKEN}"\n` }],
  [
    '.cargo/config.toml:2',
    { ...CARGO, '.cargo/config.toml': `[env]\nSHOP_PASSWORD = { value = "${TOKEN}", force = true }\n` },
  ],
  ['.cargo/config.toml:1', { ...CARGO, '.cargo/config.toml': `registries.shop.token = "${TOKEN}"\n` }],
  [
    '.cargo/config.toml:2',
    {
      ...CARGO,
      '.cargo/config.toml': `[registries]\nshop = { index = "https://shop.example.com", token = '${TOKEN}' }\n`,
    },
  ],
  ['.cargo/config.toml:2', { ...CARGO, '.cargo/config.toml': `[http]\nproxy = "${URL}"\n` }],
  [
    'Api.csproj:3',
    {
      ...DOTNET,
      'Api.csproj': `<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup>${PROGRAM}\n\n<RestoreSources>${URL}/v3/index.json</RestoreSources></PropertyGroup></Project>`,
    },
  ],
  [
    'Directory.Build.props:2',
    {
      ...DOTNET,
      'Directory.Build.props': `<Project><PropertyGroup>\n<RestoreAdditionalProjectSources>$(RestoreSources);${URL}</RestoreAdditionalProjectSources></PropertyGroup></Project>`,
    },
  ],
  ['deno.json:2', { 'deno.json': `{ "imports": {\n"money": "${URL}/mod.ts" } }`, 'main.ts': 'Deno.serve(() => 1);\n' }],
  [
    'imports.json:2',
    {
      'deno.json': { importMap: './imports.json' },
      'imports.json': `{ "imports": {\n"money": "${URL}/mod.ts" } }`,
      'main.ts': 'Deno.serve(() => 1);\n',
    },
  ],
  [
    'main.ts:1',
    { 'deno.json': {}, 'main.ts': `import { money } from "${URL}/mod.ts";\nDeno.serve(() => new Response(money));\n` },
  ],
  [
    'pom.xml:2',
    {
      ...MAVEN,
      'pom.xml': `<project><artifactId>shop</artifactId><properties>\n<db.password>${TOKEN}</db.password></properties></project>`,
    },
  ],
  [
    'pom.xml:2',
    {
      ...MAVEN,
      'pom.xml': `<project><artifactId>shop</artifactId><repositories><repository>\n<url>${URL}</url></repository></repositories></project>`,
    },
  ],
  [
    'src/main/resources/application.properties:2',
    {
      ...SPRING,
      'src/main/resources/application.properties': `server.port=8080\nspring.datasource.password=${TOKEN}\n`,
    },
  ],
  [
    'src/main/resources/application-prod.yml:4',
    {
      ...SPRING,
      'src/main/resources/application-prod.yml': `spring:\n  datasource:\n    username: shop\n    password: "${TOKEN}"\n`,
    },
  ],
  [
    'src/main/resources/application.yaml:2',
    { ...SPRING, 'src/main/resources/application.yaml': `shop:\n  jwt-secret: ${TOKEN} # of 2024\n` },
  ],
  ['gradle.properties:1', { ...GRADLE, 'gradle.properties': `shopPassword=${TOKEN}\n` }],
  ['gradle.properties:1', { ...GRADLE, 'gradle.properties': `systemProp.https.proxyPassword=${TOKEN}\n` }],
  ['hugo.toml:3', { ...HUGO, 'hugo.toml': `title = "Shop"\n[module]\nproxy = "${URL}"\n` }],
  [
    'config/_default/module.toml:1',
    { ...HUGO, 'hugo.toml': 'title = "Shop"\n', 'config/_default/module.toml': `proxy = "${URL}"\n` },
  ],
  [
    'composer.json:2',
    {
      ...COMPOSER,
      'composer.json': `{ "require": { "shop/money": "1" }, "config": {\n"http-basic": { "git.example.com": { "username": "a", "password": "${TOKEN}" } } } }`,
    },
  ],
  [
    'composer.json:2',
    {
      ...COMPOSER,
      'composer.json': `{ "require": { "shop/money": "1" }, "repositories": [\n{ "type": "composer", "url": "${URL}" }] }`,
    },
  ],
  ['requirements.txt:1', { ...PYTHON, 'requirements.txt': `--index-url ${URL}/simple\nfastapi==0.1\n` }],
  ['uv.toml:2', { ...PYTHON, 'requirements.txt': 'fastapi==0.1\n', 'uv.toml': `[[index]]\nurl = "${URL}/simple"\n` }],
  [
    'bunfig.toml:3',
    service({}, { 'bunfig.toml': `[install.registry]\nurl = "https://shop.example.com"\ntoken = "${TOKEN}"\n` }).files,
  ],
  [
    'package-lock.json:2',
    service({}, { 'package-lock.json': `{ "lockfileVersion": 3, "packages": {\n"money": { "resolved": "${URL}" } } }` })
      .files,
  ],
  ['go.env:2', { ...GO, 'go.env': `GOPRIVATE=git.example.com\nGOPROXY=${URL},direct\n` }],
];

test.each(OPEN)('a credential in %s is told by its place, and nowhere shown', (at, files) => {
  const { detection, answers, blueprints, files: written } = generateCrafted({ files });
  expect(detection.notes.join('\n')).toContain(`${at} holds a credential`);
  const { facts: _, ...told } = detection;
  expect(JSON.stringify({ told, answers, blueprints, written })).not.toContain(TOKEN);
});

const PLACES: Readonly<Record<string, (value: string) => Crafted['files']>> = {
  'application.properties': (value) => ({
    ...SPRING,
    'src/main/resources/application.properties': `spring.datasource.password=${value}\n`,
  }),
  'application.yml': (value) => ({
    ...SPRING,
    'src/main/resources/application.yml': `shop:\n  token: ${value}\n`,
  }),
  'pom.xml': (value) => ({
    ...MAVEN,
    'pom.xml': `<project><artifactId>shop</artifactId><properties><db.password>${value.replaceAll('<', '&lt;')}</db.password></properties></project>`,
  }),
  '.cargo/config.toml': (value) => ({ ...CARGO, '.cargo/config.toml': `[env]\nSHOP_TOKEN = "${value}"\n` }),
  'go.env': (value) => ({ ...GO, 'go.env': `GOPROXY=https://user:${value}@git.example.com\n` }),
};
const VALUES = [
  '$'.concat('{DB_PASSWORD}'),
  '$'.concat('{DB_PASSWORD:shop}'),
  '{{password}}',
  '%DB_PASSWORD%',
  'changeme',
  'your-token',
  'xxxxxx',
];

test.each(Object.entries(PLACES).flatMap(([file, craft]) => VALUES.map((value) => [file, value, craft] as const)))(
  'in %s %s is no credential',
  (_, value, craft) => {
    expect(generateCrafted({ files: craft(value) }).detection.notes.join('\n')).not.toContain('holds a credential');
  },
);

test.each([
  ['an empty value', 'spring.datasource.password=\n'],
  ['a comment', '# spring.datasource.password=Tr0ub4dor\n'],
  ['a profile of tests', '%test.quarkus.datasource.password=Tr0ub4dor\n'],
  ['the user’s own key', 'spring.datasource.password=ENC(Tr0ub4dor)\n'],
  ['a file', 'server.ssl.key-store-password=file:/run/secrets/keystore\n'],
  ['a switch', 'shop.reset-password=true\n'],
  ['a name of something else', 'shop.token-uri=https://id.example.com\nshop.password-length=120000\n'],
])('%s is no credential', (_, text) => {
  const files = { ...SPRING, 'src/main/resources/application.properties': text };
  expect(generateCrafted({ files }).detection.notes.join('\n')).not.toContain('holds a credential');
});

test.each([
  ['development', 'application-dev.properties', `shop.token=${TOKEN}\n`],
  ['tests', 'application-test.yml', `token: ${TOKEN}\n`],
])('settings of %s open nothing that matters', (_, file, text) => {
  const files = { ...SPRING, [`src/main/resources/${file}`]: text };
  expect(generateCrafted({ files }).detection.notes.join('\n')).not.toContain('holds a credential');
});

test.each<[name: string, files: Crafted['files'], says: string]>([
  [
    'the build',
    { ...CARGO, '.cargo/config.toml': `[env]\nA_TOKEN = "${TOKEN}"\n` },
    'the build gets the file as it is',
  ],
  ['nobody', { ...CARGO, '.cargo/credentials.toml': `[registry]\ntoken = "${TOKEN}"\n` }, 'as a secret.'],
  [
    'whoever has the image',
    { ...SPRING, 'src/main/resources/application.properties': `a.token=${TOKEN}\n` },
    'give it to the container as a secret. Until then whoever has the image has it.',
  ],
])('the note says that %s gets the file', (_, files, says) => {
  const [note = ''] = generateCrafted({ files }).detection.notes.filter((each) => each.includes('holds a credential'));
  expect(note).toContain(says);
});

const SETTINGS = 'src/main/resources/application.properties';

test.each([
  'a'.repeat(250_000),
  'password'.repeat(30_000),
  'password '.repeat(28_000),
  'password={value={value='.repeat(10_000),
  'a.'.repeat(125_000),
  '"token":"'.repeat(28_000),
  'https://'.repeat(31_000),
  `${'#'.repeat(90)}\n`.repeat(2_700),
  'token=x9'.repeat(31_000),
])('250 KB of settings are looked through in a moment', (text) => {
  const start = performance.now();
  generateCrafted({ files: { ...SPRING, [SETTINGS]: text } });
  expect(performance.now() - start).toBeLessThan(2_000);
});

test('a file with thousands of them is counted through once', () => {
  const start = performance.now();
  const { detection } = generateCrafted({ files: { ...MAVEN, 'settings.xml': `${URL}\n`.repeat(3_000) } });
  expect(performance.now() - start).toBeLessThan(2_000);
  expect(detection.notes).toContainEqual(expect.stringContaining('settings.xml:3000 holds a credential'));
});
