// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of build files
import { describe, expect, it, test } from 'vitest';
import { APP, detected, MAIN } from './java.ts';

const program = { [APP]: MAIN };
const kotlin = (...lines: string[]) => ({ ...program, 'build.gradle.kts': lines.join('\n') });
const groovy = (...lines: string[]) => ({ ...program, 'build.gradle': lines.join('\n') });
const CATALOG = {
  'gradle/libs.versions.toml': [
    '[versions]',
    'boot = "3.2.4"',
    'ktor = { strictly = "3.5.2" }',
    '[plugins]',
    'spring-boot = { id = "org.springframework.boot", version.ref = "boot" }',
    'shadow = "com.gradleup.shadow:9.0.0"',
    '[libraries]',
    'ktor-server-netty = { module = "io.ktor:ktor-server-netty", version.ref = "ktor" }',
    'spring-web = "org.springframework.boot:spring-boot-starter-web:3.2.4"',
    'javalin = { group = "io.javalin", name = "javalin", version = "7.2.3" }',
    '[bundles]',
    'server = ["ktor-server-netty"]',
  ].join('\n'),
};

describe('what a Gradle build leaves', () => {
  test.each([
    ['Spring Boot', kotlin('plugins { id("org.springframework.boot") version "4.0.7" }'), 'boot-tools', 'bootJar'],
    [
      'Spring Boot in Groovy',
      groovy('plugins {', "  id 'org.springframework.boot' version '3.1.0'", '}'),
      'boot-layertools',
      'bootJar',
    ],
    [
      'Spring Boot of the catalogue',
      { ...kotlin('plugins { alias(libs.plugins.spring.boot) }'), ...CATALOG },
      'boot-layertools',
      'bootJar',
    ],
    [
      'Spring Boot as it was applied once',
      groovy(
        "buildscript { dependencies { classpath 'org.springframework.boot:spring-boot-gradle-plugin:2.1.0' } }",
        "apply plugin: 'org.springframework.boot'",
      ),
      'jar',
      'bootJar',
    ],
    [
      'Spring Boot of a variable',
      {
        ...groovy('plugins { id \'org.springframework.boot\' version "${bootVersion}" }'),
        'gradle.properties': 'bootVersion=3.2.9\n',
      },
      'boot-layertools',
      'bootJar',
    ],
    [
      'a WAR of Spring Boot',
      kotlin('plugins {', 'war', 'id("org.springframework.boot") version "3.5.7"', '}'),
      'jar',
      'bootWar',
    ],
    [
      'a jar with a launch script',
      kotlin('plugins { id("org.springframework.boot") version "3.5.7" }', 'tasks.bootJar { launchScript() }'),
      'jar',
      'bootJar',
    ],
    ['Quarkus', kotlin('plugins { id("io.quarkus") }'), 'quarkus', 'quarkusBuild'],
    [
      'Micronaut',
      kotlin(
        'plugins { id("io.micronaut.application") version "4.5.0" }',
        'application { mainClass = "com.acme.App" }',
      ),
      'dist',
      'installDist',
    ],
    [
      'Ktor',
      kotlin(
        'plugins { id("io.ktor.plugin") version "3.5.2" }',
        'application { mainClass = "io.ktor.server.netty.EngineMain" }',
      ),
      'dist',
      'installDist',
    ],
    ['an application', kotlin('plugins {', '    application', '}'), 'dist', 'installDist'],
    ['an application on one line', kotlin('plugins { java; id("acme.kotlin"); application }'), 'dist', 'installDist'],
    ['an application in Groovy', groovy("apply plugin: 'application'"), 'dist', 'installDist'],
    [
      'an application with a shadow',
      kotlin('plugins {', 'application', 'id("com.gradleup.shadow") version "9.0.0"', '}'),
      'dist',
      'installDist',
    ],
    ['a shadow alone', { ...kotlin('plugins { alias(libs.plugins.shadow) }'), ...CATALOG }, 'jar', 'shadowJar'],
    ['an older shadow', groovy("plugins { id 'com.github.johnrengelman.shadow' version '8.1.1' }"), 'jar', 'shadowJar'],
    [
      'a jar with a main class',
      kotlin('plugins { java }', 'tasks.jar { manifest { attributes["Main-Class"] = "com.acme.App" } }'),
      'jar',
      'jar',
    ],
    [
      'a jar with a main class in Groovy',
      groovy("plugins { id 'java' }", "jar { manifest { attributes 'Main-Class': 'com.acme.App' } }"),
      'jar',
      'jar',
    ],
    ['a WAR', groovy("plugins { id 'war' }"), 'war', 'war'],
  ])('%s', (_, files, shape, task) => {
    const { build, answers } = detected(files);
    expect([build?.shape, answers?.build]).toEqual([shape, task]);
  });

  test.each([
    ['a library', kotlin('plugins { `java-library` }')],
    ['a plugin that is not applied', kotlin('plugins { id("org.springframework.boot") version "4.0.7" apply false }')],
    ['a plugin in a comment', kotlin('plugins {', '// id("org.springframework.boot")', '/* application */', '}')],
  ])('is nothing to start for %s', (_, files) => {
    expect(detected(files).build?.shape).toBeNull();
  });
});

describe('the class that runs', () => {
  test.each([
    [
      'a property',
      kotlin('plugins {', 'application', '}', 'application { mainClass = "com.acme.A" }'),
      'com.acme.A',
      'build.gradle.kts:4',
    ],
    [
      'a setter',
      kotlin('plugins {', 'application', '}', 'application { mainClass.set("com.acme.AKt") }'),
      'com.acme.AKt',
      'build.gradle.kts:4',
    ],
    [
      'an older name',
      groovy("apply plugin: 'application'", "mainClassName = 'com.acme.A'"),
      'com.acme.A',
      'build.gradle:2',
    ],
    ['the sources', kotlin('plugins {', 'application', '}'), 'com.acme.App', `${APP}:4`],
  ])('%s', (_, files, name, source) => {
    const { answers, from } = detected(files);
    expect([answers?.start, from('start')]).toEqual([['java', '-cp', 'app/*:lib/*', name], source]);
  });

  test.each([
    ['a class of Java', 'A.java', 'package x;\nclass A {\n  public static void main(String[] a) {}\n}', 'x.A'],
    ['a class on one line', 'A.java', 'package x; class A { public static void main(String... a) {} }', 'x.A'],
    ['an instance of Java 25', 'A.java', 'void main() {\n}', 'A'],
    ['a file of Kotlin', 'server.kt', 'package x\n\nfun main(args: Array<String>) {}', 'x.ServerKt'],
    ['a file of Kotlin with a name', 'server.kt', '@file:JvmName("Web")\npackage x\nsuspend fun main() {}', 'x.Web'],
    ['an object of Kotlin', 'A.kt', 'package x\nobject A {\n  @JvmStatic\n  fun main(a: Array<String>) {}\n}', 'x.A'],
    ['an App of Scala', 'A.scala', 'package x\nobject Web extends App {\n}', 'x.Web'],
    ['an IOApp of Scala', 'A.scala', 'package x\nobject Web extends IOApp.Simple {\n}', 'x.Web'],
    [
      'an object of Scala',
      'A.scala',
      'package x\nobject Web {\n  def main(args: Array[String]): Unit = ()\n}',
      'x.Web',
    ],
    ['a function of Scala 3', 'A.scala', 'package x\n\n@main def web(): Unit = ()', 'x.web'],
  ])('of %s', (_, file, text, name) => {
    const files = { 'build.gradle': "apply plugin: 'application'\n", [`src/main/java/${file}`]: text };
    expect(detected(files).answers?.start?.at(-1)).toBe(name);
  });
});

describe('dependencies', () => {
  const framework = (line: string) => ({
    ...kotlin('plugins {', 'application', '}', 'dependencies {', line, '}'),
    ...CATALOG,
  });
  test.each([
    ['a call', '    implementation("io.javalin:javalin:7.2.3")', 'javalin'],
    ['Groovy', "    implementation 'io.vertx:vertx-web:5.0.7'", 'vertx'],
    ['a map', "    implementation group: 'com.sparkjava', name: 'spark-core', version: '2.9.4'", 'spark'],
    ['the catalogue', '    implementation(libs.ktor.server.netty)', 'ktor'],
    ['a bundle', '    implementation(libs.bundles.server)', 'ktor'],
    ['the catalogue, by group and name', '    implementation(libs.javalin)', 'javalin'],
    ['Ktor’s own catalogue', '    implementation(ktorLibs.server.netty)', 'ktor'],
    ['a line of several', '    api(project(":core")); implementation("io.javalin:javalin:7.2.3")', 'javalin'],
    ['a block on one line', '} dependencies { implementation(libs.javalin)', 'javalin'],
    ['one of tests', '    testImplementation("io.javalin:javalin:7.2.3")', null],
    ['one in a comment', '    // implementation("io.javalin:javalin:7.2.3")', null],
  ])('by %s', (_, line, id) => {
    expect(detected(framework(line)).answers?.framework).toBe(id);
  });
});

describe('a build of several projects', () => {
  const shop = {
    'settings.gradle.kts': 'rootProject.name = "shop"\ninclude("money", ":services:api")\n',
    'money/build.gradle.kts': 'plugins { `java-library` }\n',
    'services/api/build.gradle.kts': 'plugins {\n    application\n}\n',
    [`services/api/${APP}`]: MAIN,
  };

  it('is built from the root', () => {
    const { build } = detected(shop, { service: 'services/api' });
    expect(build?.place).toEqual({ context: '.', root: '.', folder: 'services/api' });
    expect(build?.goals).toBe(':services:api:installDist');
  });

  it('has one that runs, at the root', () => {
    expect(detected(shop).answers).toMatchObject({
      set: { module: 'services/api' },
      build: ':services:api:installDist',
    });
  });

  it('may have folders that are called otherwise', () => {
    const moved = {
      ...shop,
      'settings.gradle.kts': 'include(":api")\nproject(":api").projectDir = file("services/api")\n',
    };
    expect(detected(moved, { service: 'services/api' }).build?.goals).toBe(':api:installDist');
  });

  it('in Groovy too', () => {
    const { 'settings.gradle.kts': _, ...files } = shop;
    const text = "include 'money',\n        'services:api'\n";
    expect(detected({ ...files, 'settings.gradle': text }, { service: 'services/api' }).build?.goals).toBe(
      ':services:api:installDist',
    );
  });

  it('shares what the root says of all', () => {
    const files = {
      ...shop,
      'build.gradle.kts':
        'subprojects {\n    apply(plugin = "org.springframework.boot")\n    kotlin { jvmToolchain(21) }\n}\n',
      'services/api/build.gradle.kts': '',
    };
    const { build, answers, from } = detected(files, { service: 'services/api' });
    expect([build?.shape, answers?.runtimeVersion, from('runtimeVersion')]).toEqual([
      'boot-tools',
      '21',
      'build.gradle.kts:3',
    ]);
  });

  it('takes versions of plugins from the root', () => {
    const files = {
      ...shop,
      'build.gradle.kts': 'plugins { id("org.springframework.boot") version "3.2.0" apply false }\n',
      'services/api/build.gradle.kts': 'plugins { id("org.springframework.boot") }\n',
    };
    expect(detected(files, { service: 'services/api' }).build?.shape).toBe('boot-layertools');
  });

  it('knows the plugins of its own', () => {
    const files = {
      ...shop,
      'services/api/build.gradle.kts': 'plugins { id("acme.service") }\n',
      'buildSrc/src/main/kotlin/acme.service.gradle.kts':
        'plugins {\n    application\n}\nkotlin { jvmToolchain(17) }\n',
    };
    const { build, answers } = detected(files, { service: 'services/api' });
    expect([build?.shape, answers?.runtimeVersion]).toEqual(['dist', '17']);
  });

  it('needs the folders of builds that it includes', () => {
    const files = {
      'api/settings.gradle': "includeBuild '../tools'\n",
      'api/build.gradle': "apply plugin: 'application'\n",
      [`api/${APP}`]: MAIN,
    };
    expect(detected(files, { service: 'api' }).build?.place.context).toBe('.');
    const own = { ...files, 'api/settings.gradle': "includeBuild 'build-logic'\n" };
    expect(detected(own, { service: 'api' }).build?.place.context).toBe('api');
  });
});

describe('versions that no lock file holds', () => {
  const files = kotlin('plugins {', 'application', '}', 'dependencies { implementation("a:b:1.+") }');

  it('are named', () => {
    expect(detected(files).notes.join()).toContain('build.gradle.kts:4 takes the newest version of the day');
  });

  it('are not where one does', () => {
    expect(detected({ ...files, 'gradle.lockfile': '' }).notes).toEqual([]);
  });
});

test('a folder of Maven and Gradle is Maven’s, unless Gradle is named', () => {
  const files = {
    ...kotlin('plugins {', 'application', '}'),
    'pom.xml': '<project><artifactId>a</artifactId></project>',
  };
  expect(detected(files).answers?.packageManager).toBe('maven');
  expect(detected(files, { packageManager: 'gradle' }).answers?.packageManager).toBe('gradle');
  expect(() => detected(files, { stack: 'java', packageManager: 'ant' })).toThrow(
    '--package-manager ant builds no Java',
  );
});
