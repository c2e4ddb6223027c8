import type { Shape } from './build.ts';

/** What Spring Boot's jar is taken apart by: layers are on since 2.4, and 3.3 has another tool. An unknown version is a recent one. */
export function bootShapeFor(version: string | undefined): Shape {
  if (version === undefined || isNewerOrEqual(version, '3.3')) return 'boot-tools';
  return isNewerOrEqual(version, '2.4') ? 'boot-layertools' : 'jar';
}

/** The class that starts a jar that is taken apart by layertools: 3.2 moved it. */
export function bootLauncher(version: string | undefined): string {
  const moved = version === undefined || isNewerOrEqual(version, '3.2');
  return `org.springframework.boot.loader.${moved ? 'launch.' : ''}JarLauncher`;
}

/** The newest long-term release of Java that a version of Spring Boot was made for, where the build asks for none. */
export function bootJava(version: string | undefined): string {
  if (version === undefined || isNewerOrEqual(version, '3.5')) return '25';
  return isNewerOrEqual(version, '3.0') ? '21' : '17';
}

/** Whether a version is another or a later one, by its numbers: `3.10.1` is later than `3.9`. */
export function isNewerOrEqual(version: string, than: string): boolean {
  const [ours, theirs] = [numbers(version), numbers(than)];
  const at = theirs.findIndex((number, index) => number !== (ours[index] ?? 0));
  return at < 0 || (ours[at] ?? 0) > (theirs[at] ?? 0);
}

function numbers(version: string): number[] {
  return (version.slice(0, 100).match(/\d{1,9}/g) ?? []).slice(0, 3).map(Number);
}
