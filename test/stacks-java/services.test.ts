// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of build files
import { describe, expect, it, test } from 'vitest';
import { APP, bootWith, dependencies, detected, MAIN, plugins, pom } from './java.ts';

const source = (line: string) => ({ [APP]: MAIN.replace('    }\n}', `        ${line}\n    }\n}`) });
const RESOURCES = 'src/main/resources';
const spring = (files: Readonly<Record<string, string>>, ...more: string[]) => ({
  [APP]: MAIN,
  'pom.xml': bootWith('4.0.7', more),
  ...files,
});
const ACTUATOR = 'org.springframework.boot:spring-boot-starter-actuator';

describe('the framework', () => {
  test.each([
    ['spring-boot', 'org.springframework.boot:spring-boot-starter-webflux', 8080],
    ['quarkus', 'io.quarkus:quarkus-rest', 8080],
    ['micronaut', 'io.micronaut:micronaut-http-server-netty', 8080],
    ['helidon', 'io.helidon.webserver:helidon-webserver', 8080],
    ['dropwizard', 'io.dropwizard:dropwizard-core', 8080],
    ['ktor', 'io.ktor:ktor-server-core-jvm', 8080],
    ['javalin', 'io.javalin:javalin', 8080],
    ['jooby', 'io.jooby:jooby-jetty', 8080],
    ['spark', 'com.sparkjava:spark-core', 4567],
    ['http4k', 'org.http4k:http4k-core', 8080],
  ])('%s by %s', (id, name, port) => {
    const { answers, from } = detected({ [APP]: MAIN, 'pom.xml': pom(dependencies(name)) });
    expect([answers?.framework, answers?.port, from('framework')]).toEqual([id, port, `pom.xml ${name}`]);
  });
});

describe('the port', () => {
  test.each([
    [
      'properties',
      { [`${RESOURCES}/application.properties`]: '# ours\nserver.port=8081\n' },
      8081,
      `${RESOURCES}/application.properties:2`,
    ],
    [
      'YAML',
      { [`${RESOURCES}/application.yml`]: 'server:\n  port: 8082\n' },
      8082,
      `${RESOURCES}/application.yml server.port`,
    ],
    [
      'a variable with a default',
      { [`${RESOURCES}/application.yaml`]: 'server:\n  port: ${PORT:8083}\n' },
      8083,
      `${RESOURCES}/application.yaml server.port`,
    ],
    [
      'the folder config first',
      {
        'config/application.properties': 'server.port=8084\n',
        [`${RESOURCES}/application.properties`]: 'server.port=8081\n',
      },
      8084,
      'config/application.properties:1',
    ],
    [
      'not a profile',
      { [`${RESOURCES}/application.properties`]: 'spring.application.name=x\n#---\nserver.port=9999\n' },
      8080,
      'default',
    ],
    [
      'not a profile of YAML',
      { [`${RESOURCES}/application.yml`]: 'a: 1\n---\nserver:\n  port: 9999\n' },
      8080,
      'default',
    ],
    [
      'nor YAML that a tool fills in first',
      { [`${RESOURCES}/application.yml`]: 'version: @project.version@\nserver:\n  port: 1\n' },
      8080,
      'default',
    ],
    ['an example of the environment', { '.env.example': 'PORT=7070\n' }, 7070, '.env.example:1'],
  ])('of Spring Boot by %s', (_, files, port, from) => {
    const found = detected(spring(files));
    expect([found.answers?.port, found.from('port')]).toEqual([port, from]);
  });

  test.each([
    [
      'Quarkus',
      'io.quarkus:quarkus-rest',
      { [`${RESOURCES}/application.properties`]: 'quarkus.http.port=8090\n%dev.quarkus.http.port=1111\n' },
      8090,
    ],
    [
      'Micronaut',
      'io.micronaut:micronaut-http-server-netty',
      { [`${RESOURCES}/application.yml`]: 'micronaut:\n  server:\n    port: 8091\n' },
      8091,
    ],
    [
      'Helidon',
      'io.helidon.webserver:helidon-webserver',
      { [`${RESOURCES}/application.yaml`]: 'server:\n  port: 8092\n' },
      8092,
    ],
    [
      'Ktor in HOCON',
      'io.ktor:ktor-server-netty-jvm',
      { [`${RESOURCES}/application.conf`]: 'ktor {\n  deployment {\n    port = 8093\n    port = ${?PORT}\n  }\n}\n' },
      8093,
    ],
    [
      'Ktor in YAML',
      'io.ktor:ktor-server-netty-jvm',
      { [`${RESOURCES}/application.yaml`]: 'ktor:\n  deployment:\n    port: "$PORT:8094"\n' },
      8094,
    ],
  ])('of %s', (_, name, files, port) => {
    expect(detected({ [APP]: MAIN, 'pom.xml': pom(dependencies(name)), ...files }).answers?.port).toBe(port);
  });

  test.each([
    ['the JDK’s server', 'HttpServer.create(new InetSocketAddress(8100), 0);', 8100],
    ['Javalin', 'Javalin.create().start(8101);', 8101],
    ['Ktor', 'embeddedServer(Netty, port = 8102) {}', 8102],
    ['Ktor without a name', 'embeddedServer(CIO, 8103, "0.0.0.0") {}', 8103],
    ['Vert.x', 'vertx.createHttpServer().listen(8104);', 8104],
    [
      'a variable of the environment',
      'int port = Integer.parseInt(env().getOrDefault("PORT", "8105")); new ServerSocket(port);',
      8105,
    ],
    ['a variable of Kotlin', 'val port = System.getenv("PORT")?.toInt() ?: 8106; ServerSocket(port)', 8106],
    ['Helidon', 'WebServer.builder().port(8107).build().start();', 8107],
    ['gRPC', 'ServerBuilder.forPort(x).build(); int port = 50051;', 50051],
    ['what says no port', 'new ServerSocket(port());', 8080],
    ['a comment', '// Javalin.create().start(1234)\n new ServerSocket(port());', 8080],
  ])('of the sources: %s', (_, line, port) => {
    expect(detected({ ...source(line), 'pom.xml': pom() }).answers?.port).toBe(port);
  });

  test.each([
    ['a program', { [APP]: MAIN, 'pom.xml': pom() }],
    [
      'a worker of Spring',
      {
        [APP]: MAIN,
        'pom.xml': pom(
          plugins(['spring-boot-maven-plugin']),
          dependencies('org.springframework.boot:spring-boot-starter-amqp'),
        ),
      },
    ],
    ['a worker with Vert.x', { [APP]: MAIN, 'pom.xml': pom(dependencies('io.vertx:vertx-core')) }],
  ])('is none for %s', (_, files) => {
    const { answers, from } = detected(files);
    expect([answers?.port, answers?.healthcheck, from('port')]).toEqual([
      null,
      null,
      'the sources, which listen nowhere',
    ]);
  });
});

describe('the variable that tells the port', () => {
  test.each([
    ['Spring’s own', spring({}), 'SERVER_PORT'],
    [
      'the one of the settings',
      spring({ [`${RESOURCES}/application.properties`]: 'server.port=${PORT:8080}\n' }),
      'PORT',
    ],
    [
      'the one of the sources',
      { ...source('new ServerSocket(Integer.parseInt(System.getenv("PORT")));'), 'pom.xml': pom() },
      'PORT',
    ],
    ['none', { ...source('new ServerSocket(8080);'), 'pom.xml': pom() }, null],
    ['Quarkus’ own', { [APP]: MAIN, 'pom.xml': pom(dependencies('io.quarkus:quarkus-rest')) }, 'QUARKUS_HTTP_PORT'],
  ])('%s', (_, files, variable) => {
    expect(detected(files).found?.facts.listens.variable).toBe(variable);
  });
});

describe('the health route', () => {
  const route = (text: string) => spring({ 'src/main/java/com/acme/HealthController.java': text });
  test.each([
    ['Spring’s actuator', spring({}, ACTUATOR), '/actuator/health'],
    [
      'below another path',
      spring({ [`${RESOURCES}/application.properties`]: 'management.endpoints.web.base-path=/manage\n' }, ACTUATOR),
      '/manage/health',
    ],
    [
      'below the service’s path',
      spring({ [`${RESOURCES}/application.properties`]: 'server.servlet.context-path=/shop\n' }, ACTUATOR),
      '/shop/actuator/health',
    ],
    [
      'on a port of its own',
      spring(
        { [`${RESOURCES}/application.properties`]: 'server.servlet.context-path=/shop\nmanagement.server.port=9090\n' },
        ACTUATOR,
      ),
      '/actuator/health',
    ],
    [
      'Quarkus’',
      { [APP]: MAIN, 'pom.xml': pom(dependencies('io.quarkus:quarkus-rest', 'io.quarkus:quarkus-smallrye-health')) },
      '/q/health/live',
    ],
    [
      'Micronaut’s',
      {
        [APP]: MAIN,
        'pom.xml': pom(dependencies('io.micronaut:micronaut-http-server-netty', 'io.micronaut:micronaut-management')),
      },
      '/health/liveness',
    ],
    [
      'Helidon’s',
      {
        [APP]: MAIN,
        'pom.xml': pom(
          dependencies(
            'io.helidon.webserver:helidon-webserver',
            'io.helidon.webserver.observe:helidon-webserver-observe-health',
          ),
        ),
      },
      '/observe/health',
    ],
    ['a mapping', route('@GetMapping("/healthz")'), '/healthz'],
    ['a mapping with a name', route('@GetMapping(path = "/health")'), '/health'],
    ['JAX-RS', route('@Path("/livez")'), '/livez'],
    ['a router', { ...source('app.get("/healthz", ctx -> {}); Javalin.create();'), 'pom.xml': pom() }, '/healthz'],
    ['the JDK’s server', { ...source('HttpServer s; s.createContext("/status", x);'), 'pom.xml': pom() }, '/status'],
    ['not one in a comment', route('// @GetMapping("/healthz")'), '/'],
    ['not one in a comment of several lines', route('/*\n@GetMapping("/healthz")\n*/'), '/'],
    ['one behind the marks of a comment', route('String a = "https://a"; @GetMapping("/healthz")'), '/healthz'],
    ['any answer of a framework', spring({}), '/'],
    ['nothing where nothing is known', { ...source('new ServerSocket(8080);'), 'pom.xml': pom() }, null],
  ])('%s', (_, files, path) => {
    expect(detected(files).answers?.healthcheck).toBe(path);
  });

  it('keeps a port of its own', () => {
    const files = spring({ [`${RESOURCES}/application.properties`]: 'management.server.port=9090\n' }, ACTUATOR);
    expect(detected(files).found?.facts.listens.health?.port).toBe(9090);
  });
});

describe('sbt', () => {
  const app = { 'src/main/scala/App.scala': 'package com.acme\nobject App extends IOApp.Simple {\n}\n' };
  const plugin = (name: string) => ({
    'project/plugins.sbt': `addSbtPlugin("com.github.sbt" % "${name}" % "1.11.1")\n`,
  });

  test.each([
    [
      'native-packager',
      { ...app, 'build.sbt': 'name := "shop"\n', ...plugin('sbt-native-packager') },
      'stage',
      ['java', '-cp', 'lib/*', 'com.acme.App'],
    ],
    ['assembly', { ...app, 'build.sbt': '', ...plugin('sbt-assembly') }, 'assembly', ['java', '-jar', 'app.jar']],
    [
      'a class that it names',
      { ...app, 'build.sbt': 'Compile / mainClass := Some("com.acme.Web")\n', ...plugin('sbt-native-packager') },
      'stage',
      ['java', '-cp', 'lib/*', 'com.acme.Web'],
    ],
    [
      'Play',
      {
        'build.sbt': 'lazy val root = (project in file(".")).enablePlugins(PlayScala)\n',
        'conf/routes': '',
        'project/plugins.sbt': 'addSbtPlugin("org.playframework" % "sbt-plugin" % "3.0.5")\n',
      },
      'stage',
      ['java', '-cp', 'conf:lib/*', 'play.core.server.ProdServerStart'],
    ],
  ])('%s', (_, files, task, start) => {
    const { answers } = detected(files);
    expect([answers?.packageManager, answers?.build, answers?.start]).toEqual(['sbt', task, start]);
  });

  it('needs a plugin that makes a program', () => {
    const { build, notes } = detected({ ...app, 'build.sbt': '' });
    expect(build?.shape).toBeNull();
    expect(notes).toEqual([
      'project/plugins.sbt has neither sbt-native-packager nor sbt-assembly, so nothing makes a program: add one of them.',
    ]);
  });

  it('builds one of several projects', () => {
    const files = {
      'build.sbt': 'lazy val money = project\nlazy val web = (project in file("services/api")).dependsOn(money)\n',
      ...plugin('sbt-native-packager'),
      'services/api/src/main/scala/App.scala': 'object App extends App\n',
    };
    const { build, answers } = detected(files, { service: 'services/api' });
    expect([build?.place, answers?.build]).toEqual([{ context: '.', root: '.', folder: 'services/api' }, 'web/stage']);
    expect(detected(files).answers?.set).toEqual({ module: 'services/api' });
    expect(detected({ ...files, 'tools/x.txt': '' }, { service: 'tools' }).found).toBeUndefined();
  });
});

const PASSWORD = 's3cr3t-that-nobody-may-see';

describe('a credential in a file', () => {
  const plain = { [APP]: MAIN, 'pom.xml': pom() };
  test.each([
    [
      'settings.xml',
      'settings.xml:2',
      { ...plain, 'settings.xml': `<settings>\n<password>${PASSWORD}</password></settings>\n` },
      true,
    ],
    [
      'an address',
      'pom.xml:5',
      {
        [APP]: MAIN,
        'pom.xml': pom(
          `<repositories><repository><url>https://me:${PASSWORD}@registry.example.com/</url></repository></repositories>`,
        ),
      },
      false,
    ],
    [
      'Gradle',
      'build.gradle:2',
      {
        [APP]: MAIN,
        'build.gradle': `apply plugin: 'application'\nrepositories { maven { credentials { password = '${PASSWORD}' } } }\n`,
      },
      false,
    ],
    [
      'Gradle’s settings',
      'gradle.properties:1',
      {
        [APP]: MAIN,
        'build.gradle': "apply plugin: 'application'\n",
        'gradle.properties': `nexusPassword=${PASSWORD}\n`,
      },
      false,
    ],
    [
      'sbt',
      'build.sbt:1',
      {
        'build.sbt': `credentials += Credentials("Realm", "registry.example.com", "me", "${PASSWORD}")\n`,
        'src/main/scala/App.scala': 'object App extends App\n',
      },
      false,
    ],
  ])('of %s is named by its place, and told nowhere', (_, place, files, required) => {
    const { found, notes } = detected(files);
    expect(notes.filter((note) => note.startsWith(`${place} holds a credential`))).toHaveLength(1);
    expect(JSON.stringify(found)).not.toContain(PASSWORD);
    expect(found?.secrets.map((secret) => secret.required)).toEqual([required]);
  });

  test.each([
    ['a variable', { ...plain, 'settings.xml': '<settings><password>${env.TOKEN}</password></settings>' }],
    [
      'Maven’s own encryption',
      {
        ...plain,
        'settings.xml': '<settings><password>{jSMOWnoPFgsHVpMvz5VrIt5kRbzGpI8u+9EF1iFQyJQ=}</password></settings>',
      },
    ],
    [
      'a call',
      {
        [APP]: MAIN,
        'build.gradle.kts': 'plugins {\napplication\n}\ncredentials { password = System.getenv("TOKEN") }\n',
      },
    ],
  ])('%s is none', (_, files) => {
    expect(detected(files).notes).toEqual([]);
  });
});

test('machine code that is unpacked needs a folder where it may run', () => {
  const { found, notes } = detected({ [APP]: MAIN, 'pom.xml': pom(dependencies('org.xerial:sqlite-jdbc:3.50.0')) });
  expect(found?.facts.unpacks).toBe('org.xerial:sqlite-jdbc');
  expect(notes.join()).toMatch(/^org\.xerial:sqlite-jdbc runs machine code that it unpacks/);
});

test.each([
  ['maybe', /^--set jlink="maybe" is neither yes nor no$/],
  ['yes', /^--set jlink=yes is for plain programs/],
])('--set jlink=%s of a framework is refused', (jlink, message) => {
  expect(() => detected(spring({}), { set: { jlink } })).toThrow(message);
});

describe('a front end', () => {
  const vite = (outDir: string) => ({
    'frontend/package.json': '{ "scripts": { "build": "vite build" }, "devDependencies": { "vite": "^7.0.0" } }',
    'frontend/package-lock.json': '{ "lockfileVersion": 3 }',
    'frontend/index.html': '',
    'frontend/vite.config.js': `export default { build: { outDir: '${outDir}' } };\n`,
  });
  const built = (files: Readonly<Record<string, string>>) => {
    const { found } = detected(files);
    return [found?.facts.frontEnd.built?.outputs, found?.detected.find(({ what }) => what === 'frontend')?.from];
  };

  it('is built where its result goes among the resources', () => {
    const [outputs] = built(spring(vite('../src/main/resources/static')));
    expect(outputs).toEqual(['src/main/resources/static']);
  });

  it('is built where the build file names its result', () => {
    const copied = '<build><resources><resource><directory>frontend/dist</directory></resource></resources></build>';
    const [outputs] = built({ ...vite('dist'), [APP]: MAIN, 'pom.xml': pom(copied) });
    expect(outputs).toEqual(['frontend/dist']);
  });

  it.each(['frontend-maven-plugin', 'vaadin-maven-plugin'])('is left to %s, which builds it by itself', (plugin) => {
    const { found } = detected({
      ...vite('../src/main/resources/static'),
      [APP]: MAIN,
      'pom.xml': pom(plugins([plugin])),
    });
    expect([found?.facts.frontEnd.built, found?.includes]).toEqual([null, ['.']]);
  });

  it('is none where nothing says so', () => {
    expect(built({ ...vite('dist'), [APP]: MAIN, 'pom.xml': pom() })[0]).toBeUndefined();
  });
});
