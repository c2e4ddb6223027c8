import { textAt } from '../../../core/xml.ts';
import type { JavaBuild } from '../build.ts';
import { anywhere, type PomItem, pluginsOf } from './items.ts';
import { filled, type Pom, packagingOf } from './pom.ts';
import { isMicronaut } from './shape.ts';

/** Plugins that leave further archives beside the one that runs. */
const ATTACHING: ReadonlySet<string> = new Set([
  'maven-shade-plugin',
  'maven-source-plugin',
  'maven-javadoc-plugin',
  'maven-assembly-plugin',
]);

/** How the archive that runs is called, and whether others lie beside it. */
export function archiveOf(pom: Pom): Pick<JavaBuild, 'archive' | 'attaches'> {
  const plugins = pluginsOf(pom);
  const classifier = plugins.map((plugin) => classifierOf(pom, plugin)).find((each) => each !== undefined);
  if (classifier !== undefined) return { archive: `*-${classifier}.jar`, attaches: false };
  return {
    archive: packagingOf(pom) === 'war' ? '*.war' : '*.jar',
    attaches: plugins.some(attaches) || isMicronaut(pom),
  };
}

/** What stands behind the version in the name of the archive that runs, where a plugin is told so. */
function classifierOf(pom: Pom, { artifact, xml }: PomItem): string | undefined {
  const said = (name: string) => filled(pom, anywhere(xml, name)?.text);
  const value =
    artifact === 'spring-boot-maven-plugin'
      ? said('classifier')
      : artifact === 'maven-shade-plugin' && said('shadedArtifactAttached') === 'true'
        ? (said('shadedClassifierName') ?? 'shaded')
        : artifact === 'maven-assembly-plugin' && said('appendAssemblyId') !== 'false'
          ? said('descriptorRef')
          : undefined;
  return value !== undefined && /^[\w.-]{1,60}$/.test(value) ? value : undefined;
}

function attaches({ artifact, xml }: PomItem): boolean {
  return (
    ATTACHING.has(artifact) ||
    (artifact === 'maven-jar-plugin' && textAt(anywhere(xml, 'goals'), 'goal') === 'test-jar')
  );
}
