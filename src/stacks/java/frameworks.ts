/** A framework: how it is found, and what is true of each service that is made with it. */
export interface Framework {
  readonly id: string;
  readonly title: string;
  /** `group:artifact`, or `group:prefix*`; the first framework of the list that has one is it. */
  readonly packages: readonly string[];
  /** Null for one that listens only when something else says so. */
  readonly port: number | null;
  /** The setting that changes the port, and the variable of the environment that does; null where the sources alone say it. */
  readonly setting: string | null;
  readonly variable: string | null;
  /** Settings that stand before every path. */
  readonly prefixes: readonly string[];
  /** The route of a library that says whether the service is well, and the setting that moves it. */
  readonly health: {
    readonly packages: readonly string[];
    readonly path: string;
    readonly below: string | null;
    readonly port: string | null;
  } | null;
}

const PLAIN = { setting: null, variable: null, prefixes: [], health: null } as const;

/** In order: what builds on another stands before it. */
export const FRAMEWORKS: readonly Framework[] = [
  {
    id: 'quarkus',
    title: 'Quarkus',
    packages: ['io.quarkus:*', 'io.quarkus.platform:*'],
    port: 8080,
    setting: 'quarkus.http.port',
    variable: 'QUARKUS_HTTP_PORT',
    prefixes: ['quarkus.http.root-path'],
    health: { packages: ['io.quarkus:quarkus-smallrye-health'], path: '/q/health/live', below: null, port: null },
  },
  {
    id: 'micronaut',
    title: 'Micronaut',
    packages: ['io.micronaut:*'],
    port: 8080,
    setting: 'micronaut.server.port',
    variable: 'MICRONAUT_SERVER_PORT',
    prefixes: ['micronaut.server.context-path'],
    health: {
      packages: ['io.micronaut:micronaut-management'],
      path: '/health/liveness',
      below: 'endpoints.all.path',
      port: 'endpoints.all.port',
    },
  },
  {
    id: 'spring-boot',
    title: 'Spring Boot',
    packages: ['org.springframework.boot:*'],
    port: 8080,
    setting: 'server.port',
    variable: 'SERVER_PORT',
    prefixes: ['server.servlet.context-path', 'spring.webflux.base-path'],
    health: {
      packages: [
        'org.springframework.boot:spring-boot-starter-actuator',
        'org.springframework.boot:spring-boot-actuator',
      ],
      path: '/actuator/health',
      below: 'management.endpoints.web.base-path',
      port: 'management.server.port',
    },
  },
  {
    id: 'helidon',
    title: 'Helidon',
    packages: ['io.helidon.webserver:*', 'io.helidon.microprofile.bundles:*', 'io.helidon.microprofile.server:*'],
    port: 8080,
    setting: 'server.port',
    variable: 'SERVER_PORT',
    prefixes: [],
    health: {
      packages: [
        'io.helidon.webserver.observe:helidon-webserver-observe-health',
        'io.helidon.health:helidon-health-checks',
      ],
      path: '/observe/health',
      below: null,
      port: null,
    },
  },
  { id: 'dropwizard', title: 'Dropwizard', packages: ['io.dropwizard:*'], port: 8080, ...PLAIN },
  {
    id: 'ktor',
    title: 'Ktor',
    packages: ['io.ktor:ktor-server*'],
    port: 8080,
    setting: 'ktor.deployment.port',
    variable: null,
    prefixes: ['ktor.deployment.rootPath'],
    health: null,
  },
  {
    id: 'play',
    title: 'Play',
    packages: ['org.playframework:play*', 'com.typesafe.play:play*'],
    port: 9000,
    setting: 'http.port',
    variable: 'PLAY_HTTP_PORT',
    prefixes: ['play.http.context'],
    health: null,
  },
  { id: 'vertx', title: 'Vert.x', packages: ['io.vertx:vertx-web', 'io.vertx:vertx-core'], port: 8080, ...PLAIN },
  { id: 'javalin', title: 'Javalin', packages: ['io.javalin:javalin*'], port: 8080, ...PLAIN },
  { id: 'jooby', title: 'Jooby', packages: ['io.jooby:jooby*'], port: 8080, ...PLAIN },
  { id: 'spark', title: 'Spark', packages: ['com.sparkjava:spark-core'], port: 4567, ...PLAIN },
  { id: 'http4k', title: 'http4k', packages: ['org.http4k:http4k*'], port: 8080, ...PLAIN },
  {
    id: 'http4s',
    title: 'http4s',
    packages: ['org.http4s:http4s-ember-server', 'org.http4s:http4s-blaze-server'],
    port: 8080,
    ...PLAIN,
  },
  { id: 'zio-http', title: 'ZIO HTTP', packages: ['dev.zio:zio-http'], port: 8080, ...PLAIN },
  {
    id: 'pekko-http',
    title: 'Pekko and Akka HTTP',
    packages: ['org.apache.pekko:pekko-http', 'com.typesafe.akka:akka-http'],
    port: 8080,
    ...PLAIN,
  },
];

/** The framework that a service's dependencies say, and which one of them. */
export function frameworkOf(
  dependencies: ReadonlyMap<string, unknown>,
): { readonly framework: Framework; readonly found: string } | undefined {
  const names = [...dependencies.keys()];
  for (const framework of FRAMEWORKS) {
    const found = names.find((name) => framework.packages.some((wanted) => fits(wanted, name)));
    if (found !== undefined) return { framework, found };
  }
  return undefined;
}

function fits(wanted: string, name: string): boolean {
  return wanted.endsWith('*') ? name.startsWith(wanted.slice(0, -1)) : name === wanted;
}
