// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of build files
import { describe, expect, it, test } from 'vitest';
import { releaseOf } from '../../src/stacks/java/versions.ts';
import { APP, boot, detected, MAIN, plugins, pom } from './java.ts';

const program = { [APP]: MAIN };
const properties = (name: string, value: string) => pom(`<properties><${name}>${value}</${name}></properties>`);
const plain = { ...program, 'pom.xml': pom() };
const gradle = (...lines: string[]) => ({
  ...program,
  'build.gradle.kts': ['plugins { application }', ...lines, ''].join('\n'),
});

describe('the Java release', () => {
  test.each([
    [
      'maven.compiler.release',
      { ...program, 'pom.xml': properties('maven.compiler.release', '21') },
      '21',
      'pom.xml:5',
    ],
    ['java.version', { ...program, 'pom.xml': properties('java.version', '17') }, '17', 'pom.xml:5'],
    ['maven.compiler.source', { ...program, 'pom.xml': properties('maven.compiler.source', '1.8') }, '8', 'pom.xml:5'],
    [
      'the release before the target',
      {
        ...program,
        'pom.xml': pom(
          '<properties>',
          '<maven.compiler.target>11</maven.compiler.target>',
          '<maven.compiler.release>17</maven.compiler.release>',
          '</properties>',
        ),
      },
      '17',
      'pom.xml:7',
    ],
    [
      'a property of a property',
      {
        ...program,
        'pom.xml': pom('<properties>', '<jdk>21</jdk>', '<java.version>${jdk}</java.version>', '</properties>'),
      },
      '21',
      'pom.xml:7',
    ],
    [
      'the settings of the compiler',
      {
        ...program,
        'pom.xml': pom(plugins(['maven-compiler-plugin', '<configuration><release>21</release></configuration>'])),
      },
      '21',
      'pom.xml:5',
    ],
    [
      'a toolchain of Maven',
      {
        ...program,
        'pom.xml': pom(
          plugins([
            'maven-toolchains-plugin',
            '<configuration><toolchains><jdk><version>21</version></jdk></toolchains></configuration>',
          ]),
          '<properties><java.version>17</java.version></properties>',
        ),
      },
      '21',
      'pom.xml:5',
    ],
    ['Spring Boot’s parent', { ...program, 'pom.xml': boot('4.0.7') }, '17', 'pom.xml:5 spring-boot-starter-parent'],
    [
      'Spring Boot’s parent before 3',
      { ...program, 'pom.xml': boot('2.7.18') },
      '8',
      'pom.xml:5 spring-boot-starter-parent',
    ],
    [
      'a parent of the project',
      {
        ...program,
        'pom.xml': pom('<parent><artifactId>base</artifactId><relativePath>build</relativePath></parent>'),
        'build/pom.xml':
          '<project><artifactId>base</artifactId><properties><java.version>21</java.version></properties></project>',
      },
      '21',
      'build/pom.xml:1',
    ],
    [
      '.java-version first',
      { ...program, 'pom.xml': properties('java.version', '17'), '.java-version': '21\n' },
      '21',
      '.java-version',
    ],
    ['SDKMAN', { ...plain, '.sdkmanrc': '# as in CI\njava=21.0.5-tem\n' }, '21', '.sdkmanrc:2'],
    ['asdf', { ...plain, '.tool-versions': 'java temurin-25.0.1+8.0.LTS\n' }, '25', '.tool-versions:1'],
    ['mise', { ...plain, 'mise.toml': '[tools]\njava = "corretto-21"\n' }, '21', 'mise.toml tools.java'],
    ['Heroku', { ...plain, 'system.properties': 'java.runtime.version=17\n' }, '17', 'system.properties:1'],
    [
      'a toolchain of Gradle',
      gradle('java { toolchain { languageVersion = JavaLanguageVersion.of(21) } }'),
      '21',
      'build.gradle.kts:2',
    ],
    [
      'a toolchain that is set',
      gradle('java {', 'toolchain { languageVersion.set(JavaLanguageVersion.of("17")) }', '}'),
      '17',
      'build.gradle.kts:3',
    ],
    ['jvmToolchain', gradle('kotlin { jvmToolchain(21) }'), '21', 'build.gradle.kts:2'],
    [
      'a release of the catalogue',
      {
        ...gradle('kotlin { jvmToolchain(libs.versions.java.get().toInt()) }'),
        'gradle/libs.versions.toml': '[versions]\njava = "17"\n',
      },
      '17',
      'build.gradle.kts:2',
    ],
    ['a variable', gradle('val javaVersion = 21', 'kotlin { jvmToolchain(javaVersion) }'), '21', 'build.gradle.kts:3'],
    ['sourceCompatibility', gradle('java.sourceCompatibility = JavaVersion.VERSION_17'), '17', 'build.gradle.kts:2'],
    [
      'a version that is made of a text',
      gradle("java { sourceCompatibility = JavaVersion.toVersion('21') }"),
      '21',
      'build.gradle.kts:2',
    ],
    ['targetCompatibility in quotes', gradle("targetCompatibility = '1.8'"), '8', 'build.gradle.kts:2'],
    [
      'the release of the compiler',
      gradle('tasks.withType<JavaCompile> { options.release.set(21) }'),
      '21',
      'build.gradle.kts:2',
    ],
    [
      'Kotlin’s target',
      gradle('kotlin { compilerOptions { jvmTarget = JvmTarget.JVM_17 } }'),
      '17',
      'build.gradle.kts:2',
    ],
    [
      'the toolchain before the target',
      gradle('java.targetCompatibility = JavaVersion.VERSION_17', 'kotlin { jvmToolchain(21) }'),
      '21',
      'build.gradle.kts:3',
    ],
    [
      'not a comment',
      gradle('// kotlin { jvmToolchain(11) }', 'kotlin { jvmToolchain(21) }'),
      '21',
      'build.gradle.kts:3',
    ],
    [
      'the daemon of Gradle',
      { ...gradle(), 'gradle/gradle-daemon-jvm.properties': '#generated\ntoolchainVersion=21\n' },
      '21',
      'gradle/gradle-daemon-jvm.properties:2',
    ],
    [
      'scalac',
      {
        'build.sbt': 'scalacOptions ++= Seq("-release", "17")\n',
        'src/main/scala/App.scala': 'object App extends App\n',
      },
      '17',
      'build.sbt:1',
    ],
    ['nothing', plain, '25', 'default'],
    [
      'nothing, for an older Spring Boot',
      { ...program, 'build.gradle': "plugins { id 'org.springframework.boot' version '3.2.1' }\n" },
      '21',
      'default',
    ],
    ['what is no version', { ...plain, '.java-version': 'system\n' }, '25', 'default'],
  ])('%s', (_, files, version, source) => {
    const { answers, from } = detected(files);
    expect([answers?.runtimeVersion, from('runtimeVersion')]).toEqual([version, source]);
  });

  it('gives way to the next one that gets fixes, and says so', () => {
    const { answers, notes } = detected({ ...program, 'pom.xml': properties('java.version', '22') });
    expect(answers?.runtimeVersion).toBe('25');
    expect(notes).toEqual(['pom.xml:5 asks for Java "22", which gets no fixes any more: 25 runs it as well.']);
  });

  it('is kept where a toolchain takes no other, and says so', () => {
    const { answers, notes } = detected(gradle('kotlin { jvmToolchain(23) }'));
    expect(answers?.runtimeVersion).toBe('23');
    expect(notes).toContain('build.gradle.kts:2 asks for Java "23", which gets no fixes any more: move to 25.');
  });

  it('is taken as it is when it is newer than the table', () => {
    const { answers, notes } = detected({ ...program, 'pom.xml': properties('java.version', '29') });
    expect(answers?.runtimeVersion).toBe('29');
    expect(notes).toContain('pom.xml:5 asks for Java 29, which this tool does not know yet.');
  });

  it('has to have an image of the base', () => {
    const files = { ...program, 'pom.xml': properties('java.version', '11') };
    expect(() => detected(files, { base: 'distroless' })).toThrow(/^--base distroless has Java 17, 21 and 25 only/);
    expect(detected(files, { base: 'distroless', runtimeVersion: '17' }).answers?.runtimeVersion).toBe('17');
  });
});

test.each([
  ['21', '21'],
  ['1.8', '8'],
  ['8', '8'],
  ['VERSION_1_8', '8'],
  ['VERSION_21', '21'],
  ['21.0.5-tem', '21'],
  ['temurin-21.0.5+11.0.LTS', '21'],
  ['zulu-8.82.0.21', '8'],
  ['openjdk64-17.0.2', '17'],
  ['graalvm-ce-java17-22.3.3', '17'],
  ['graalvm-community-21', '21'],
  ['oracle-25', '25'],
  ['11.0.22', '11'],
  ['lts', undefined],
  ['', undefined],
])('%j is Java %s', (text, release) => {
  expect(releaseOf(text)).toBe(release);
});
