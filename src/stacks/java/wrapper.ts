import type { Project } from '../../core/project.ts';
import { inside, upwards } from '../shared/paths.ts';
import type { Wrapper } from './build.ts';

/** How a tool's wrapper is called, and where it says which distribution it fetches. */
interface WrapperFiles {
  readonly script: string;
  readonly properties: string;
}

export const MAVEN_WRAPPER: WrapperFiles = { script: 'mvnw', properties: '.mvn/wrapper/maven-wrapper.properties' };
export const GRADLE_WRAPPER: WrapperFiles = {
  script: 'gradlew',
  properties: 'gradle/wrapper/gradle-wrapper.properties',
};

/**
 * The wrapper beside the build's root, or above it within the build's context. What it fetches is the project's own choice; a
 * checksum that nobody wrote down is named.
 */
export function wrapperOf(project: Project, root: string, context: string, files: WrapperFiles): Wrapper | null {
  const folders = upwards(root).filter(
    (folder) => context === '.' || folder === context || folder.startsWith(`${context}/`),
  );
  const at = folders.findIndex((folder) => project.has(inside(folder, files.script)));
  const folder = folders[at];
  if (folder === undefined || !project.has(inside(folder, files.properties))) return null;
  const path = inside(folder, files.properties);
  const text = project.text(path) ?? '';
  const summed = /^\s{0,8}distributionSha256Sum\s{0,8}[=:]\s{0,8}[0-9a-f]{64}\s{0,8}$/im.test(text);
  const script = inside(folder, files.script);
  return {
    script: `${'../'.repeat(at)}${files.script}`,
    // Maven's only: https://github.com/apache/maven-wrapper/issues/425
    unzips: summed && /^\s{0,8}distributionType\s{0,8}[=:]\s{0,8}only-script\s{0,8}$/m.test(text),
    notes: [
      ...(summed
        ? []
        : [`${path} has no distributionSha256Sum: add it, or nobody notices another distribution than yours.`]),
      ...(/\r\n/.test(project.text(script)?.slice(0, 4096) ?? '')
        ? [`${script} has the line ends of Windows, with which no shell in the image can run it: save it with LF.`]
        : []),
    ],
  };
}
