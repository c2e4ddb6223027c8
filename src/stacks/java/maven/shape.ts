import type { Project } from '../../../core/project.ts';
import { textAt } from '../../../core/xml.ts';
import { bootShapeFor } from '../boot.ts';
import type { Shape } from '../build.ts';
import { programsIn } from '../mains.ts';
import { anywhere, dependenciesOf, managedItems, type PomItem, pluginsOf } from './items.ts';
import { mavenMain } from './main.ts';
import { filled, lineage, type Pom, packagingOf, property } from './pom.ts';

/** What a Maven build leaves, what says so, and the version of the framework that packs it. */
export interface FoundShape {
  readonly shape: Shape | null;
  readonly from: string;
  readonly version: string | undefined;
}

/** Reads from a module's plugins what it leaves; null for a library and what only collects modules. */
export function mavenShape(project: Project, pom: Pom): FoundShape {
  const plugins = pluginsOf(pom);
  const plugin = (artifact: string) => plugins.find((each) => each.artifact === artifact);
  const packaging = packagingOf(pom);
  const boot = plugin('spring-boot-maven-plugin');
  if (packaging === 'pom') return { shape: null, from: pom.path, version: undefined };
  if (boot && (project.hasDirectory(`${prefix(pom)}src`) || mavenMain(pom)))
    return { ...bootShape(pom, boot, packaging), from: boot.from };
  const quarkus = plugin('quarkus-maven-plugin');
  if (quarkus) return { ...quarkusShape(pom, quarkus), from: quarkus.from };
  if (packaging === 'war') return { shape: 'war', from: pom.path, version: undefined };
  const fat = plugin('maven-shade-plugin') ?? fatAssembly(plugins) ?? micronautShade(pom);
  const runs =
    mavenMain(pom) !== null || programsIn(project, pom.folder).length > 0 || micronautShade(pom) !== undefined;
  if (!runs) return { shape: null, from: pom.path, version: undefined };
  return fat
    ? { shape: 'jar', from: fat.from, version: undefined }
    : { shape: 'classpath', from: pom.path, version: undefined };
}

function prefix({ folder }: Pom): string {
  return folder === '.' ? '' : `${folder}/`;
}

/** Spring Boot's plugin repackages; from which version on the archive takes itself apart, and how, is a matter of the version. */
function bootShape(pom: Pom, plugin: PomItem, packaging: string): Omit<FoundShape, 'from'> {
  const version = bootVersion(pom, plugin);
  const layers = anywhere(plugin.xml, 'layers');
  const closed = textAt(layers, 'enabled') === 'false' || textAt(plugin.xml, 'configuration', 'executable') === 'true';
  const own = textAt(layers, 'configuration') !== undefined;
  if (closed || own || packaging === 'war') return { shape: 'jar', version };
  return { shape: bootShapeFor(version), version };
}

function bootVersion(pom: Pom, plugin: PomItem): string | undefined {
  const parent = lineage(pom).find(({ xml }) =>
    /^spring-boot-(?:starter-)?parent$/.test(textAt(xml, 'parent', 'artifactId') ?? ''),
  );
  const managed = managedItems(pom);
  const listed = managed.find(({ artifact }) => artifact === 'spring-boot-dependencies');
  const prepared = managed.find(({ artifact }) => artifact === 'spring-boot-maven-plugin');
  const direct = dependenciesOf(pom).find(({ group, version }) => group === 'org.springframework.boot' && version);
  return (
    plugin.version ??
    filled(pom, textAt(parent?.xml, 'parent', 'version')) ??
    prepared?.version ??
    listed?.version ??
    direct?.version
  );
}

/** Quarkus makes one big jar when told so, by a property or in the plugin's settings. */
function quarkusShape(pom: Pom, plugin: PomItem): Omit<FoundShape, 'from'> {
  const type = property(pom, 'quarkus.package.jar.type') ?? property(pom, 'quarkus.package.type');
  return { shape: type?.value === 'uber-jar' ? 'jar' : 'quarkus', version: plugin.version };
}

function fatAssembly(plugins: readonly PomItem[]): PomItem | undefined {
  return plugins.find(
    ({ artifact, xml }) =>
      artifact === 'maven-assembly-plugin' && anywhere(xml, 'descriptorRef')?.text === 'jar-with-dependencies',
  );
}

/** Whether a pom has Micronaut's parent, which shades every jar. */
export function isMicronaut(pom: Pom): boolean {
  return micronautShade(pom) !== undefined;
}

function micronautShade(pom: Pom): { readonly from: string } | undefined {
  const found = lineage(pom).find(({ xml }) => textAt(xml, 'parent', 'artifactId') === 'micronaut-parent');
  return found && { from: `${found.path} micronaut-parent` };
}
