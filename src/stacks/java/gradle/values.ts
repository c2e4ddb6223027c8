import type { GradleProject } from './script.ts';

const MOST_FILLINGS = 10;

/** A value with its variables filled in (`$kotlinVersion`, `${property("x")}`); undefined where one is not known. */
export function filledGradle(
  gradle: GradleProject,
  text: string | undefined,
  left = MOST_FILLINGS,
): string | undefined {
  const plain = text?.slice(0, 300);
  const match = /\$\{?(?:(?:project\.)?(?:findProperty|property)\(["'])?([\w.]{1,100})(?:["']\))?\}?/.exec(plain ?? '');
  if (plain === undefined || !match) return plain?.trim();
  const value = left > 0 ? variableOf(gradle, match[1] ?? '') : undefined;
  return value === undefined
    ? undefined
    : filledGradle(
        gradle,
        plain.replace(match[0], () => value),
        left - 1,
      );
}

/** What a variable of the build stands for: gradle.properties, the catalogue's versions, `val x = "…"`, `ext.x = '…'`. */
export function variableOf(gradle: GradleProject, name: string): string | undefined {
  const listed = /^libs\.versions\.([\w.]{1,100}?)(?:\.get)?$/.exec(name)?.[1];
  if (listed !== undefined) return gradle.catalog.versions.get(listed);
  const known = gradle.properties.get(name);
  if (known !== undefined) return known;
  const safe = /^\w{1,100}$/.test(name) ? name : undefined;
  if (safe === undefined) return undefined;
  const said = new RegExp(`\\b${safe}["'\\])]{0,3}\\s{0,4}=\\s{0,4}(?:["']([^"'\\n]{1,100})["']|(\\d{1,6})\\b)`);
  for (const { text } of gradle.scripts) {
    const match = said.exec(text);
    if (match) return match[1] ?? match[2];
  }
  return undefined;
}
