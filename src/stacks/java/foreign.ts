import type { ForeignNames } from '../../core/foreign-names.ts';
import { calledAfter, NO_VERSION, published } from '../shared/image-names.ts';
import { runsJava, toolWithJava } from '../shared/java-images.ts';

/** How other Dockerfiles name Java, what builds and serves it, and its repositories. */
export const javaForeign: ForeignNames = {
  images: [
    ...runsJava,
    published('maven|gradle|tomcat|jetty|tomee|groovy', toolWithJava),
    { name: /\/sbtscala\/scala-sbt$/, version: toolWithJava },
    { name: /\/hseeberger\/scala-sbt$/, version: NO_VERSION },
    { name: /\/(?:paketobuildpacks|payara|bitnami\/(?:wildfly|tomcat))/, version: NO_VERSION, base: 'other' },
    calledAfter('(?:open)?(?:java|jdk|jre)-?(\\d{1,2})?', toolWithJava),
  ],
  variable: 'JAVA_VERSION',
  toolVariables: /^(?:GRADLE_USER_HOME|MAVEN_CONFIG)$/,
  credentials: { words: ['MAVEN', 'GRADLE'], files: ['settings.xml', 'gradle.properties', '.sbt/.credentials'] },
  ownRuns: true,
};
