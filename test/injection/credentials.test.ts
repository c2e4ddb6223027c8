import { expect, test } from 'vitest';
import { type Crafted, generateCrafted } from './project.ts';

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

test.each<[at: string, files: Crafted['files']]>([
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
])('a password in an address of %s is told by its place, and nowhere shown', (at, files) => {
  const { detection, answers, blueprints, files: written } = generateCrafted({ files });
  expect(detection.notes.join('\n')).toContain(`${at} holds a credential`);
  const { facts: _, ...told } = detection;
  expect(JSON.stringify({ told, answers, blueprints, written })).not.toContain(TOKEN);
});

test('a file with thousands of them is counted through once', () => {
  const start = performance.now();
  const { detection } = generateCrafted({ files: { ...MAVEN, 'settings.xml': `${URL}\n`.repeat(3_000) } });
  expect(performance.now() - start).toBeLessThan(2_000);
  expect(detection.notes).toContainEqual(expect.stringContaining('settings.xml:3000 holds a credential'));
});
