import { childrenOf, textAt } from '../../../core/xml.ts';
import { anywhere, dependenciesOf, pluginsOf } from './items.ts';
import { filled, modulesOf, type Pom, packagingOf } from './pom.ts';

/**
 * Plugins that fetch all they need before they look at a source. `dependency:go-offline` misses what plugins fetch while they
 * run, even surefire's; a build of the pom alone leaves out nothing that these need.
 */
const PREDICTABLE: ReadonlySet<string> = new Set([
  'maven-clean-plugin',
  'maven-compiler-plugin',
  'maven-resources-plugin',
  'maven-jar-plugin',
  'maven-shade-plugin',
  'maven-surefire-plugin',
  'maven-failsafe-plugin',
  'maven-install-plugin',
  'maven-deploy-plugin',
  'maven-source-plugin',
  'maven-dependency-plugin',
  'spring-boot-maven-plugin',
  'exec-maven-plugin',
]);
/** Whether a build of the pom alone, without sources, fetches everything that the real one needs. */
export function canPrime(pom: Pom): boolean {
  const dependencies = dependenciesOf(pom);
  const known = new Set(dependencies.map(({ artifact }) => artifact));
  const processors = childrenOf(anywhere(pom.xml, 'annotationProcessorPaths'), 'path');
  return (
    packagingOf(pom) === 'jar' &&
    modulesOf(pom).length === 0 &&
    pluginsOf(pom).every(({ artifact }) => PREDICTABLE.has(artifact)) &&
    processors.every((path) => known.has(filled(pom, textAt(path, 'artifactId')) ?? '')) &&
    dependencies.every(({ scope }) => scope !== 'system') &&
    !childrenOf(anywhere(pom.xml, 'repositories'), 'repository').some(
      (one) => !/^https?:/.test(textAt(one, 'url') ?? ''),
    )
  );
}
