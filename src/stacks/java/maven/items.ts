import { childAt, childrenOf, type Element, textAt } from '../../../core/xml.ts';
import { filled, lineage, MOST_ITEMS, type Pom } from './pom.ts';

/** A plugin that a build runs, or a dependency. */
export interface PomItem {
  readonly group: string;
  readonly artifact: string;
  readonly version: string | undefined;
  readonly scope: string | undefined;
  readonly xml: Element;
  readonly from: string;
}

/** The plugins that a build runs, those of the nearest pom first; what pluginManagement only prepares is not among them. */
export function pluginsOf(pom: Pom): PomItem[] {
  return lineage(pom).flatMap((each) => items(pom, each, childrenOf(childAt(each.xml, 'build', 'plugins'), 'plugin')));
}

/** The dependencies, inherited ones too. */
export function dependenciesOf(pom: Pom): PomItem[] {
  return lineage(pom).flatMap((each) => items(pom, each, childrenOf(childAt(each.xml, 'dependencies'), 'dependency')));
}

/** What the poms prepare: versions of plugins and dependencies, imported lists of them among these. */
export function managedItems(pom: Pom): PomItem[] {
  return lineage(pom).flatMap((each) => [
    ...items(pom, each, childrenOf(childAt(each.xml, 'build', 'pluginManagement', 'plugins'), 'plugin')),
    ...items(pom, each, childrenOf(childAt(each.xml, 'dependencyManagement', 'dependencies'), 'dependency')),
  ]);
}

function items(pom: Pom, { path }: Pom, elements: readonly Element[]): PomItem[] {
  return elements.slice(0, MOST_ITEMS).map((xml) => ({
    group: filled(pom, textAt(xml, 'groupId')) ?? (xml.name === 'plugin' ? 'org.apache.maven.plugins' : ''),
    artifact: filled(pom, textAt(xml, 'artifactId')) ?? '',
    version: filled(pom, textAt(xml, 'version')),
    scope: filled(pom, textAt(xml, 'scope')),
    xml,
    from: `${path}:${xml.line}`,
  }));
}

/** The first element with a name anywhere below another. */
export function anywhere(element: Element | undefined, name: string): Element | undefined {
  for (const child of element?.children ?? []) {
    const found = child.name === name ? child : anywhere(child, name);
    if (found) return found;
  }
  return undefined;
}
