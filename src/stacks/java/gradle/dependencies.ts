import type { GradleProject } from './script.ts';
import { filledGradle } from './values.ts';

const CONFIGURATION =
  /(?:^|[;{])[ \t]{0,40}(?:implementation|api|runtimeOnly|compile|runtime|compileOnly|developmentOnly|providedRuntime|ksp|kapt|annotationProcessor)\b([^;\n]{1,500})/gm;
const COORDINATES = /["']([\w.-]{1,100}):([\w.-]{1,100})(?::([^"'@:\n]{1,60}))?/;
const NAMED =
  /group\s{0,4}[:=]\s{0,4}["']([\w.-]{1,100})["']\s{0,4},\s{0,4}name\s{0,4}[:=]\s{0,4}["']([\w.-]{1,100})["'](?:\s{0,4},\s{0,4}version\s{0,4}[:=]\s{0,4}["']([^"'\n]{1,60})["'])?/;
const LISTED = /\blibs\.(?!plugins|versions)([\w.]{1,100})/;
const KTOR = /\bktorLibs\.([\w.]{1,100})/;

/** The dependencies that a project's files name, those of tests left out: `group:artifact` → version where it is said. */
export function gradleDependencies(gradle: GradleProject): Map<string, string | undefined> {
  const found = new Map<string, string | undefined>();
  const { libraries, bundles } = gradle.catalog;
  const add = (id: string, version: string | undefined) => {
    if (!found.has(id)) found.set(id, filledGradle(gradle, version));
  };
  for (const { text } of gradle.scripts)
    for (const [, rest = ''] of text.matchAll(CONFIGURATION)) {
      const [, group, artifact, version] = NAMED.exec(rest) ?? COORDINATES.exec(rest) ?? [];
      if (group && artifact) add(`${group}:${artifact}`, version);
      const listed = LISTED.exec(rest)?.[1];
      const names = listed?.startsWith('bundles.') ? (bundles.get(listed.slice(8)) ?? []) : listed ? [listed] : [];
      for (const name of names) {
        const item = libraries.get(name);
        if (item) add(item.id, item.version);
      }
      const ktor = KTOR.exec(rest)?.[1];
      if (ktor) add(`io.ktor:ktor-${ktor.replaceAll('.', '-')}`, undefined);
    }
  return found;
}
