import { guide, lockedBy, type Starter, says } from './starter.ts';

/** Services on the JVM: what Maven's archetypes and Quarkus' own command make, and the first pages of guides. */
export const JAVA: readonly Starter[] = [
  ...lockedBy(['maven'], {
    name: 'maven-archetype-quickstart',
    scaffold: [
      'mvn -B -ntp org.apache.maven.plugins:maven-archetype-plugin:3.4.0:generate -DgroupId=demo -DartifactId=app -Dversion=1.0.0',
      '-DarchetypeGroupId=org.apache.maven.archetypes -DarchetypeArtifactId=maven-archetype-quickstart -DarchetypeVersion=1.5',
      '-DjavaCompilerVersion=21',
    ].join(' '),
    prints: 'Hello World!',
  }),
  ...lockedBy(['maven'], {
    name: 'quarkus create',
    scaffold: [
      'mvn -B -ntp io.quarkus:quarkus-maven-plugin:3.33.2:create -DprojectGroupId=org.acme -DprojectArtifactId=app',
      '-DplatformGroupId=io.quarkus -DplatformVersion=3.33.2 -Dextensions=rest -DquarkusRegistryClient=false',
    ].join(' '),
    // it brings an ignore file for images that are built outside
    flags: ['--on-conflict', 'overwrite'],
    page: { path: '/hello', text: 'Hello from Quarkus REST' },
  }),
  ...lockedBy(['maven'], {
    name: 'spring-boot 3',
    scaffold: guide('spring-boot-3'),
    page: { path: '/greeting?name=you', text: 'Hello, you!' },
  }),
  ...lockedBy(['maven'], { name: 'javalin', scaffold: guide('javalin'), page: says('Hello World') }),
  ...lockedBy(['maven'], { name: 'vertx', scaffold: guide('vertx'), page: says('Hello from Vert.x') }),
  ...lockedBy(['maven'], {
    name: 'helidon-se',
    scaffold: guide('helidon-se'),
    page: { path: '/greet', text: 'Hello World!' },
  }),
  ...lockedBy(['maven'], {
    name: 'dropwizard',
    scaffold: guide('dropwizard'),
    page: { path: '/hello-world', text: 'Hello, Stranger!' },
  }),
];
