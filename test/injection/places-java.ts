import type { Crafted, Place } from './project.ts';

const MAIN = 'package com.acme;\n\npublic class App {\n    public static void main(String[] args) {}\n}\n';
const APP = 'src/main/java/com/acme/App.java';
const NAMES = ['file', 'path', 'start command', 'module', 'build', 'folder', 'wrapper', 'pom.xml', 'XML'];

/** Text for an element of XML. */
function escaped(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** A pom.xml with an element that holds the value, or without it. */
function pom(element: (text: string) => string, value: string | undefined): string {
  return `<project><artifactId>shop</artifactId>${value === undefined ? '' : element(escaped(value))}</project>`;
}

function maven(text: string, files: Crafted['files'] = {}): Crafted {
  return { files: { 'pom.xml': text, [APP]: MAIN, ...files } };
}

function gradle(text: string, files: Crafted['files'] = {}): Crafted {
  return { files: { 'build.gradle': `plugins {\n  id 'application'\n}\n${text}`, [APP]: MAIN, ...files } };
}

/** A version that a file asks for; the harmless one is a real one. */
function version(name: string, craft: Place['craft']): Place {
  return { name, says: [name, 'pom.xml', 'XML'], harmless: '21', mark: '2', craft };
}

/** Everything of a project of the JVM that can reach a file of ours. */
export const JAVA_PLACES: readonly Place[] = [
  version('java.version', (value) =>
    maven(pom((text) => `<properties><java.version>${text}</java.version></properties>`, value)),
  ),
  version('.sdkmanrc', (value) =>
    maven(pom(String, undefined), value === undefined ? {} : { '.sdkmanrc': `java=${value}\n` }),
  ),
  version('jvmToolchain', (value) => gradle(value === undefined ? '' : `kotlin { jvmToolchain("${value}") }\n`)),
  {
    name: 'the main class of a pom',
    says: NAMES,
    harmless: 'harmless.App',
    craft: (value) => maven(pom((text) => `<properties><exec.mainClass>${text}</exec.mainClass></properties>`, value)),
  },
  {
    name: 'the main class of Gradle',
    says: NAMES,
    harmless: 'harmless.App',
    craft: (value) => gradle(value === undefined ? '' : `application { mainClass = '${value}' }\n`),
  },
  {
    name: 'the package of a class',
    says: NAMES,
    harmless: 'harmless',
    also: ['..'],
    craft: (value) => ({
      files: { 'pom.xml': pom(String, undefined), [APP]: value === undefined ? MAIN : MAIN.replace('com.acme', value) },
    }),
  },
  {
    name: 'the name of a file with a main class',
    says: NAMES,
    harmless: 'harmless',
    also: ['1'],
    craft: (value) => ({
      files: { 'pom.xml': pom(String, undefined), [`src/main/java/${value ?? 'App'}.java`]: MAIN },
    }),
  },
  {
    name: 'a classifier of the jar',
    says: NAMES,
    harmless: 'harmless',
    craft: (value) =>
      maven(
        pom(
          (text) =>
            `<build><plugins><plugin><artifactId>spring-boot-maven-plugin</artifactId><configuration><classifier>${text}</classifier></configuration></plugin></plugins></build>`,
          value ?? '$',
        ),
      ),
  },
  {
    name: 'the version of Spring Boot',
    says: NAMES,
    harmless: '3.2.1',
    mark: '3',
    also: ['4.0.0', '2.7.0', '2.0.0'],
    craft: (value) =>
      maven(
        pom(
          (text) =>
            `<parent><artifactId>spring-boot-starter-parent</artifactId><version>${text}</version></parent><build><plugins><plugin><artifactId>spring-boot-maven-plugin</artifactId></plugin></plugins></build>`,
          value ?? '',
        ),
      ),
  },
  {
    name: 'the folder of a module',
    says: NAMES,
    harmless: 'harmless',
    also: ['../x'],
    craft: (value = 'harmless') => ({
      files: {
        'pom.xml': pom((text) => `<packaging>pom</packaging><modules><module>${text}</module></modules>`, value),
        [`${value}/pom.xml`]: '<project><artifactId>api</artifactId></project>',
        [`${value}/${APP}`]: MAIN,
      },
    }),
  },
  {
    name: 'a project of Gradle',
    says: NAMES,
    harmless: 'harmless',
    also: ['$', '../x', 'x"'],
    craft: (value = 'harmless') => ({
      files: {
        'settings.gradle': `include '${value}'\n`,
        [`${value}/build.gradle`]: "plugins {\n  id 'application'\n}\n",
        [`${value}/${APP}`]: MAIN,
      },
    }),
  },
  {
    name: 'a project of sbt',
    says: NAMES,
    harmless: 'harmless',
    also: ['../x'],
    craft: (value = 'harmless') => ({
      files: {
        'build.sbt': `lazy val harmless = (project in file("${value}"))\n`,
        'project/plugins.sbt': 'addSbtPlugin("com.github.sbt" % "sbt-native-packager" % "1.11.4")\n',
        [`${value}/src/main/scala/App.scala`]: 'object App extends App\n',
      },
    }),
  },
  {
    name: 'a health route of Java',
    says: ['health'],
    harmless: '/health',
    mark: 'health',
    also: ['/orders'],
    craft: (value) =>
      maven(
        '<project><artifactId>shop</artifactId><dependencies><dependency><groupId>io.javalin</groupId><artifactId>javalin</artifactId></dependency></dependencies></project>',
        { [APP]: MAIN.replace('{}', `{ app.get("${value ?? '/'}", x); }`) },
      ),
  },
  {
    name: 'a path before all routes',
    says: ['health'],
    harmless: '/harmless',
    craft: (value) =>
      maven(
        '<project><artifactId>shop</artifactId><dependencies><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId></dependency><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-actuator</artifactId></dependency></dependencies></project>',
        {
          'src/main/resources/application.properties':
            value === undefined ? '' : `server.servlet.context-path=${value}\n`,
        },
      ),
  },
  {
    name: 'the variable of a port',
    says: ['port', 'variable'],
    harmless: 'HARMLESS',
    mark: 'HARMLESS',
    craft: (value) =>
      maven(
        '<project><artifactId>shop</artifactId><dependencies><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId></dependency></dependencies></project>',
        { 'src/main/resources/application.properties': value === undefined ? '' : `server.port=\${${value}:8080}\n` },
      ),
  },
  {
    name: 'a file with a credential, of Maven',
    says: NAMES,
    harmless: 'harmless',
    // what is no literal needs no secret
    also: ['$VARIABLE'],
    craft: (value = 'harmless') => ({
      files: {
        'pom.xml': pom(String, undefined),
        [APP]: MAIN,
        'settings.xml': `<password>${escaped(value)}</password>`,
      },
    }),
  },
];
