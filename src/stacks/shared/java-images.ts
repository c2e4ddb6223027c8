import type { ImageName } from '../../core/foreign-names.ts';
import { inTag, NO_VERSION, published } from './image-names.ts';

/** `21-jre`, `21.0.5_11-jdk`, `8u402-jre`, `openjdk-21`, `open-17.0.9_9-jre` → the feature release. */
const version = inTag(/^(?:openjdk-|open-|jdk-?|jre-?)?(?:1\.(?=[5-8]\b))?(\d{1,2})(?=$|[-_.+u])/);

/** `3.9-eclipse-temurin-21-alpine`, `8-jdk21`, `temurin-21-lein`: the tool's own version stands before it. */
export const toolWithJava = inTag(
  /(?:temurin|corretto|openjdk|jdk|jre|java|zulu|liberica|semeru|sapmachine|graalvm|ibmjava|community)-?(\d{1,2})(?!\d)/,
);

/** Images that run what any language compiled for Java. */
export const runsJava: readonly ImageName[] = [
  { name: /\/distroless\/java-base(?:-debian\d{1,3})?$/, version: NO_VERSION },
  { name: /\/distroless\/java(\d{1,2})?(?:-debian\d{1,3})?$/, version, entrypoint: ['java', '-jar'] },
  published('eclipse-temurin|openjdk|amazoncorretto|sapmachine|ibm-semeru-runtimes|ibmjava|jdk|jre', version),
  {
    name: /\/(?:bellsoft\/liberica-[\w-]+|azul\/(?:zulu-openjdk|prime)[\w-]*|adoptopenjdk\/openjdk(\d{1,2}))$/,
    version,
  },
  { name: /\/(?:openjdk\/jdk|graalvm\/[\w-]+|adoptopenjdk)$/, version },
];
