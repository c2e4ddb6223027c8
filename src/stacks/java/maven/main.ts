import { childAt, type Element } from '../../../core/xml.ts';
import type { MainClass } from '../build.ts';
import { isClass } from '../mains.ts';
import { anywhere, pluginsOf } from './items.ts';
import { filled, type Pom, property } from './pom.ts';

/** Plugins whose settings name the class that runs, in the order in which they count, and by which element. */
const PLUGINS: readonly (readonly [artifact: string, element: string])[] = [
  ['maven-shade-plugin', 'mainClass'],
  ['maven-assembly-plugin', 'mainClass'],
  ['maven-jar-plugin', 'mainClass'],
  ['spring-boot-maven-plugin', 'mainClass'],
  ['exec-maven-plugin', 'mainClass'],
];
const PROPERTIES = ['exec.mainClass', 'mainClass', 'main.class', 'start-class', 'app.main.class'];

/** The class that a pom says to run, or null. */
export function mavenMain(pom: Pom): MainClass | null {
  const plugins = pluginsOf(pom);
  for (const [artifact, name] of PLUGINS)
    for (const plugin of plugins.filter((each) => each.artifact === artifact)) {
      const element = anywhere(plugin.xml, name) ?? manifestEntry(plugin.xml);
      const value = filled(pom, element?.text);
      if (element && value && isClass(value))
        return { value, from: `${plugin.from.slice(0, plugin.from.lastIndexOf(':'))}:${element.line}` };
    }
  const said = PROPERTIES.map((name) => property(pom, name)).find((each) => each && isClass(each.value));
  return said ?? null;
}

function manifestEntry(plugin: Element): Element | undefined {
  const entries = anywhere(plugin, 'manifestEntries');
  return childAt(entries, 'Main-Class');
}
