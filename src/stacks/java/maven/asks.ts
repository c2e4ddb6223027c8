import { childAt, textAt } from '../../../core/xml.ts';
import type { JavaAsk } from '../versions.ts';
import { anywhere, pluginsOf } from './items.ts';
import { filled, lineage, type Pom, property } from './pom.ts';

/** Properties that say which release the sources are compiled for, in the order in which they count. */
const PROPERTIES = [
  'maven.compiler.release',
  'java.version',
  'maven.compiler.target',
  'maven.compiler.source',
  'kotlin.compiler.jvmTarget',
  'jdk.version',
  'release.version',
];

/** The Java releases that a pom asks for: its toolchain, its properties, the settings of its compilers. */
export function mavenAsks(pom: Pom): JavaAsk[] {
  const plugins = [...pluginsOf(pom)];
  const configured = (artifact: string, ...names: string[]): JavaAsk[] =>
    plugins
      .filter((plugin) => plugin.artifact === artifact)
      .flatMap((plugin) => {
        const found = names
          .map((name) => childAt(plugin.xml, 'configuration', name))
          .find((each) => each !== undefined);
        const value = filled(pom, found?.text);
        return found && value ? [{ value, from: `${pathOf(plugin.from)}:${found.line}`, exact: false }] : [];
      });
  const toolchain = plugins
    .filter(({ artifact }) => artifact === 'maven-toolchains-plugin')
    .flatMap((plugin) => {
      const value = filled(pom, textAt(anywhere(plugin.xml, 'jdk'), 'version'));
      return value ? [{ value, from: plugin.from, exact: true }] : [];
    });
  const properties = PROPERTIES.flatMap((name) => property(pom, name) ?? []).map((said) => ({ ...said, exact: false }));
  return [
    ...toolchain,
    ...properties,
    ...configured('maven-compiler-plugin', 'release', 'target', 'source'),
    ...configured('kotlin-maven-plugin', 'jvmTarget'),
    ...springDefault(pom),
  ];
}

function pathOf(from: string): string {
  return from.slice(0, from.lastIndexOf(':'));
}

/** Spring Boot's parent compiles for 17, before its version 3 for 8. */
function springDefault(pom: Pom): JavaAsk[] {
  for (const { xml, path } of lineage(pom)) {
    const parent = childAt(xml, 'parent');
    if (parent === undefined || textAt(parent, 'artifactId') !== 'spring-boot-starter-parent') continue;
    const value = (filled(pom, textAt(parent, 'version')) ?? '').startsWith('2') ? '8' : '17';
    return [{ value, from: `${path}:${parent.line} spring-boot-starter-parent`, exact: false }];
  }
  return [];
}
