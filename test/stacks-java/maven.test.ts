// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of build files
import { describe, expect, it, test } from 'vitest';
import { APP, boot, dependencies, detected, MAIN, plugins, pom } from './java.ts';

const program = { [APP]: MAIN };
const child = (artifact: string, ...elements: string[]) =>
  [
    '<project>',
    '<parent><groupId>com.acme</groupId><artifactId>shop</artifactId><version>1</version></parent>',
    `<artifactId>${artifact}</artifactId>`,
    ...elements,
    '</project>',
  ].join('\n');
const modules = (...names: string[]) =>
  pom('<packaging>pom</packaging>', `<modules>${names.map((name) => `<module>${name}</module>`).join('')}</modules>`);
const runs = (folder: string) => ({ [`${folder}/pom.xml`]: child(folder), [`${folder}/${APP}`]: MAIN });

describe('what a Maven build leaves', () => {
  const layers = (settings: string) =>
    pom(plugins(['spring-boot-maven-plugin', settings]), '<packaging>jar</packaging>');
  test.each([
    ['Spring Boot 4', boot('4.0.7'), 'boot-tools', ['java', '-jar', 'app.jar']],
    ['Spring Boot 3.3', boot('3.3.0'), 'boot-tools', ['java', '-jar', 'app.jar']],
    [
      'Spring Boot 3.2',
      boot('3.2.12'),
      'boot-layertools',
      ['java', 'org.springframework.boot.loader.launch.JarLauncher'],
    ],
    ['Spring Boot 2.7', boot('2.7.18'), 'boot-layertools', ['java', 'org.springframework.boot.loader.JarLauncher']],
    ['Spring Boot 2.3', boot('2.3.12.RELEASE'), 'jar', ['java', '-jar', 'app.jar']],
    ['Spring Boot of no known version', layers(''), 'boot-tools', ['java', '-jar', 'app.jar']],
    [
      'layers that are switched off',
      layers('<configuration><layers><enabled>false</enabled></layers></configuration>'),
      'jar',
      ['java', '-jar', 'app.jar'],
    ],
    [
      'layers of its own',
      layers('<configuration><layers><configuration>layers.xml</configuration></layers></configuration>'),
      'jar',
      ['java', '-jar', 'app.jar'],
    ],
    [
      'a jar that starts itself',
      layers('<configuration><executable>true</executable></configuration>'),
      'jar',
      ['java', '-jar', 'app.jar'],
    ],
    ['a WAR of Spring Boot', boot('3.5.7', '<packaging>war</packaging>'), 'jar', ['java', '-jar', 'app.jar']],
    ['Quarkus', pom(plugins(['quarkus-maven-plugin'])), 'quarkus', ['java', '-jar', 'quarkus-run.jar']],
    [
      'Quarkus in one jar',
      pom(
        plugins(['quarkus-maven-plugin']),
        '<properties><quarkus.package.jar.type>uber-jar</quarkus.package.jar.type></properties>',
      ),
      'jar',
      ['java', '-jar', 'app.jar'],
    ],
    [
      'Micronaut',
      pom(
        '<parent><artifactId>micronaut-parent</artifactId><version>4.10.8</version></parent>',
        '<packaging>${packaging}</packaging>',
        '<properties><packaging>jar</packaging></properties>',
      ),
      'jar',
      ['java', '-jar', 'app.jar'],
    ],
    ['a shaded jar', pom(plugins(['maven-shade-plugin'])), 'jar', ['java', '-jar', 'app.jar']],
    [
      'an assembly with its dependencies',
      pom(
        plugins([
          'maven-assembly-plugin',
          '<configuration><descriptorRefs><descriptorRef>jar-with-dependencies</descriptorRef></descriptorRefs></configuration>',
        ]),
      ),
      'jar',
      ['java', '-jar', 'app.jar'],
    ],
    ['a plain program', pom(), 'classpath', ['java', '-cp', 'app.jar:lib/*', 'com.acme.App']],
    [
      'a class that the jar names',
      pom(
        plugins([
          'maven-jar-plugin',
          '<configuration><archive><manifest><mainClass>com.acme.Other</mainClass></manifest></archive></configuration>',
        ]),
      ),
      'classpath',
      ['java', '-cp', 'app.jar:lib/*', 'com.acme.Other'],
    ],
    [
      'a class of a property',
      pom('<properties><exec.mainClass>com.acme.Other</exec.mainClass></properties>'),
      'classpath',
      ['java', '-cp', 'app.jar:lib/*', 'com.acme.Other'],
    ],
    [
      'a manifest entry',
      pom(
        plugins([
          'maven-jar-plugin',
          '<configuration><archive><manifestEntries><Main-Class>com.acme.Entry</Main-Class></manifestEntries></archive></configuration>',
        ]),
      ),
      'classpath',
      ['java', '-cp', 'app.jar:lib/*', 'com.acme.Entry'],
    ],
  ])('%s', (_, text, shape, start) => {
    const { answers, build } = detected({ ...program, 'pom.xml': text });
    expect([build?.shape, answers?.start]).toEqual([shape, start]);
  });

  it('is nothing to start in a library', () => {
    const { build, answers, notes } = detected({
      'pom.xml': pom(),
      'src/main/java/com/acme/Lib.java': 'package com.acme;\nclass Lib {}\n',
    });
    expect([build?.shape, answers?.start]).toEqual([null, undefined]);
    expect(notes).toEqual([
      'pom.xml makes no program that can be started: name a main class in it, or give the start by --start.',
    ]);
  });

  it('is an archive that runs in Tomcat', () => {
    const { build, answers, notes } = detected({ 'pom.xml': pom('<packaging>war</packaging>') });
    expect([build?.shape, answers?.port, answers?.healthcheck]).toEqual(['war', 8080, '/']);
    expect(answers?.start?.slice(-2)).toEqual(['org.apache.catalina.startup.Bootstrap', 'start']);
    expect(notes).toEqual([]);
    expect(() => detected({ 'pom.xml': pom('<packaging>war</packaging>') }, { base: 'distroless' })).toThrow(
      '--base distroless has no Tomcat, and a WAR needs one',
    );
  });

  it('asks which of several classes runs', () => {
    const other = { 'src/main/java/com/acme/Tool.java': MAIN.replace('App', 'Tool') };
    const { answers, notes } = detected({ ...program, ...other, 'pom.xml': pom() });
    expect(answers?.start).toBeUndefined();
    expect(notes.join()).toMatch(/Several classes can be started: "com\.acme\.App", "com\.acme\.Tool"/);
  });
});

describe('the version of Spring Boot', () => {
  const versions = (...elements: string[]) => pom(...elements, plugins(['spring-boot-maven-plugin']));
  const bom =
    '<dependencyManagement><dependencies><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-dependencies</artifactId><version>${boot}</version></dependency></dependencies></dependencyManagement>';
  test.each([
    ['its parent', boot('3.4.1'), '3.4.1'],
    ['an imported list', versions(bom, '<properties><boot>3.1.0</boot></properties>'), '3.1.0'],
    [
      'the plugin',
      pom(
        '<build><plugins><plugin><artifactId>spring-boot-maven-plugin</artifactId><version>2.6.0</version></plugin></plugins></build>',
      ),
      '2.6.0',
    ],
    [
      'a prepared plugin',
      versions(
        '<build><pluginManagement><plugins><plugin><artifactId>spring-boot-maven-plugin</artifactId><version>3.2.0</version></plugin></plugins></pluginManagement></build>',
      ).replace('</pluginManagement></build>\n<build>', '</pluginManagement>'),
      '3.2.0',
    ],
    ['nothing', versions(), undefined],
  ])('by %s', (_, text, version) => {
    expect(detected({ ...program, 'pom.xml': text }).build?.frameworkVersion).toBe(version);
  });
});

describe('a module', () => {
  const shop = { 'pom.xml': modules('money', 'api'), 'money/pom.xml': child('money'), ...runs('api') };

  it('is built from the root, with what it needs', () => {
    const { build, answers } = detected(shop, { service: 'api' });
    expect(build?.place).toEqual({ context: '.', root: '.', folder: 'api' });
    expect([answers?.start, build?.primes]).toEqual([['java', '-cp', 'app.jar:lib/*', 'com.acme.App'], false]);
  });

  it('is the only one that runs, at the root', () => {
    const { build, answers, from } = detected(shop);
    expect([build?.place.folder, answers?.set, from('module')]).toEqual(['api', { module: 'api' }, 'api/pom.xml']);
  });

  it('is asked for where several run', () => {
    const several = { ...shop, 'pom.xml': modules('money', 'api', 'jobs'), ...runs('jobs') };
    expect(detected(several).notes).toEqual([
      'There are several modules that run: api, jobs. Name one with --set module=api.',
    ]);
    expect(detected(several, { set: { module: 'jobs' } }).build?.place.folder).toBe('jobs');
    expect(() => detected(several, { set: { module: '../x' } })).toThrow('--set module="../x" is no module that runs');
  });

  it('of a module is built from the topmost one', () => {
    const deep = {
      'pom.xml': modules('apps'),
      'apps/pom.xml': modules('api'),
      'apps/api/pom.xml': child('api'),
      [`apps/api/${APP}`]: MAIN,
    };
    expect(detected(deep, { service: 'apps/api' }).build?.place).toEqual({
      context: '.',
      root: '.',
      folder: 'apps/api',
    });
    expect(detected(deep).build?.place.folder).toBe('apps/api');
  });

  it('in a folder of a larger project is built there', () => {
    const nested = Object.fromEntries(Object.entries(shop).map(([path, text]) => [`backend/${path}`, text]));
    expect(detected(nested, { service: 'backend/api' }).build?.place).toEqual({
      context: '.',
      root: 'backend',
      folder: 'backend/api',
    });
    expect(detected(nested, { service: 'backend' }).build?.place).toEqual({
      context: 'backend',
      root: 'backend',
      folder: 'backend/api',
    });
  });

  it('inherits plugins, dependencies and properties', () => {
    const parent = pom(
      '<packaging>pom</packaging>',
      '<properties><java.version>21</java.version></properties>',
      plugins(['maven-shade-plugin']),
      dependencies('io.javalin:javalin:7.2.3'),
    );
    const { build, answers } = detected({ 'pom.xml': parent, ...runs('api') }, { service: 'api' });
    expect([build?.shape, answers?.runtimeVersion, answers?.framework]).toEqual(['jar', '21', 'javalin']);
    expect(build?.place).toEqual({ context: '.', root: 'api', folder: 'api' });
  });

  it('does not inherit from a file that is not its parent', () => {
    const stranger =
      '<project><artifactId>stranger</artifactId><properties><java.version>11</java.version></properties></project>';
    expect(detected({ 'pom.xml': stranger, ...runs('api') }, { service: 'api' }).answers?.runtimeVersion).toBe('25');
  });
});

describe('whether a build can be fetched for by its pom alone', () => {
  const lombok =
    '<configuration><annotationProcessorPaths><path><groupId>org.projectlombok</groupId><artifactId>lombok</artifactId></path></annotationProcessorPaths></configuration>';
  test.each([
    ['a plain program', pom(), true],
    ['Spring Boot', boot('4.0.7'), true],
    ['shade', pom(plugins(['maven-shade-plugin'])), true],
    [
      'Lombok, a dependency too',
      pom(plugins(['maven-compiler-plugin', lombok]), dependencies('org.projectlombok:lombok')),
      true,
    ],
    ['a processor that is no dependency', pom(plugins(['maven-compiler-plugin', lombok])), false],
    ['a plugin that nobody knows', pom(plugins(['own-maven-plugin'])), false],
    [
      'a jar of the project’s own',
      pom(
        '<dependencies><dependency><groupId>a</groupId><artifactId>b</artifactId><scope>system</scope></dependency></dependencies>',
      ),
      false,
    ],
    [
      'a folder as repository',
      pom('<repositories><repository><url>file://${basedir}/repo</url></repository></repositories>'),
      false,
    ],
    ['Quarkus', pom(plugins(['quarkus-maven-plugin'])), false],
  ])('%s: %s', (_, text, primes) => {
    expect(detected({ ...program, 'pom.xml': text }).build?.primes).toBe(primes);
  });

  it('reads the wrapper and .mvn too', () => {
    const files = {
      ...program,
      'pom.xml': pom(),
      mvnw: '',
      '.mvn/jvm.config': '',
      '.mvn/wrapper/maven-wrapper.properties': '',
    };
    expect(detected(files).build?.manifests).toEqual(['pom.xml', '.mvn', 'mvnw']);
  });
});

describe('the archive that runs', () => {
  test.each([
    ['the only one', pom(), '*.jar', false],
    ['beside what was not shaded', pom(plugins(['maven-shade-plugin'])), '*.jar', true],
    ['beside sources', pom(plugins(['maven-source-plugin'])), '*.jar', true],
    [
      'with a classifier of Spring Boot',
      pom(plugins(['spring-boot-maven-plugin', '<configuration><classifier>exec</classifier></configuration>'])),
      '*-exec.jar',
      false,
    ],
    [
      'with a classifier of shade',
      pom(
        plugins([
          'maven-shade-plugin',
          '<configuration><shadedArtifactAttached>true</shadedArtifactAttached></configuration>',
        ]),
      ),
      '*-shaded.jar',
      false,
    ],
    [
      'of an assembly',
      pom(
        plugins([
          'maven-assembly-plugin',
          '<configuration><descriptorRefs><descriptorRef>jar-with-dependencies</descriptorRef></descriptorRefs></configuration>',
        ]),
      ),
      '*-jar-with-dependencies.jar',
      false,
    ],
    ['a WAR', boot('3.5.7', '<packaging>war</packaging>'), '*.war', false],
    [
      'with no classifier that a shell would read',
      pom(plugins(['spring-boot-maven-plugin', "<configuration><classifier>x'; id; '</classifier></configuration>"])),
      '*.jar',
      false,
    ],
  ])('%s', (_, text, archive, attaches) => {
    const { build } = detected({ ...program, 'pom.xml': text });
    expect([build?.archive, build?.attaches]).toEqual([archive, attaches]);
  });
});

describe('versions that no lock file holds', () => {
  test.each([
    ['a range', dependencies('a:b:[1.0,2.0)'), 'pom.xml:5 asks for "[1.0,2.0)"'],
    ['the latest', dependencies('a:b:LATEST'), 'pom.xml:5 asks for "LATEST"'],
    ['a snapshot of another', dependencies('a:b:1-SNAPSHOT'), 'pom.xml:5 asks for "1-SNAPSHOT"'],
  ])('%s is named', (_, element, says) => {
    expect(detected({ ...program, 'pom.xml': pom(element) }).notes.join()).toContain(says);
  });

  it('a sibling’s snapshot is not', () => {
    expect(detected({ ...program, 'pom.xml': pom(dependencies('com.acme:money:1-SNAPSHOT')) }).notes).toEqual([]);
  });
});

describe('the wrapper', () => {
  const files = { ...program, 'pom.xml': pom(), mvnw: '#!/bin/sh\n' };
  const properties = '.mvn/wrapper/maven-wrapper.properties';

  it('without a checksum of what it fetches is named', () => {
    const { build, notes } = detected({
      ...files,
      [properties]: 'distributionUrl=https://registry.example.com/maven.zip\n',
    });
    expect(build?.wrapper?.script).toBe('mvnw');
    expect(notes.join()).toMatch(/maven-wrapper\.properties has no distributionSha256Sum/);
  });

  it('with one says nothing', () => {
    expect(detected({ ...files, [properties]: `distributionSha256Sum=${'a'.repeat(64)}\n` }).notes).toEqual([]);
  });

  it('that looks for unzip gets one, or its checksum is for another archive than it fetches', () => {
    const unzips = (...lines: string[]) =>
      detected({ ...files, [properties]: lines.join('\n') }).build?.wrapper?.unzips;
    const sum = `distributionSha256Sum=${'a'.repeat(64)}`;
    expect(unzips('distributionType=only-script', sum)).toBe(true);
    expect(unzips('distributionType=bin', sum)).toBe(false);
    expect(unzips('distributionType=only-script')).toBe(false);
  });

  it('with the line ends of Windows is named', () => {
    const text = { ...files, mvnw: '#!/bin/sh\r\n', [properties]: `distributionSha256Sum=${'a'.repeat(64)}\n` };
    expect(detected(text).notes.join()).toMatch(/mvnw has the line ends of Windows/);
  });

  it('of the root serves a module', () => {
    const shop = { 'pom.xml': modules('api'), ...runs('api'), mvnw: '', [properties]: '' };
    expect(detected(shop, { service: 'api' }).build?.wrapper?.script).toBe('mvnw');
    const loose = { 'pom.xml': pom('<packaging>pom</packaging>'), ...runs('api'), mvnw: '', [properties]: '' };
    expect(detected(loose, { service: 'api' }).build?.wrapper?.script).toBe('../mvnw');
  });

  it('without its properties is none', () => {
    expect(detected(files).build?.wrapper).toBeNull();
  });
});
