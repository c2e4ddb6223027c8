import type { Project } from '../../core/project.ts';
import { openIn, openNote } from '../shared/credentials.ts';
import { ELEMENT, SETTING } from '../shared/open-values.ts';
import { inside } from '../shared/paths.ts';
import { SETTINGS_FOLDERS } from './settings.ts';

/** What a build's files say of repositories and their credentials. Values are looked at and never kept. */
export interface Repositories {
  /** Files with a credential that the build gets as a secret instead: they stay out of it. */
  readonly keptOut: readonly string[];
  readonly notes: readonly string[];
}

/** `password = "…"` and `password("…")` of Gradle, sbt's Credentials. */
const SCRIPTED: readonly RegExp[] = [
  /\b(?:password|authToken|accessToken)(?:\s{0,4}=\s{0,4}|\s{0,4}\(?\s{0,4}|\.set\(\s{0,4})["']([^"'\n]{1,500})["']/g,
  /\bCredentials\(\s{0,4}"[^"\n]{0,200}"\s{0,4},\s{0,4}"[^"\n]{0,200}"\s{0,4},\s{0,4}"[^"\n]{0,200}"\s{0,4},\s{0,4}"([^"\n]{1,500})"/g,
];
/** How a file writes a credential, by its name. */
const WRITTEN: readonly (readonly [files: RegExp, patterns: readonly RegExp[]])[] = [
  [/\.xml$/, [ELEMENT]],
  [/\.(?:gradle|kts|sbt)$/, SCRIPTED],
  [/\.(?:properties|ya?ml|conf|config|credentials)$/, [SETTING]],
];
/** Files that hold nothing but what a secret is for; a build file with a credential is read all the same, and no image has it. */
const REPLACED = /(?:^|[/_])(?:settings\.xml|\.credentials)$/;
/** The service's own settings; what a profile of development or of tests says opens nothing that matters. */
const OWN =
  /^(?:(?:application|bootstrap)(?!-(?:dev|development|local|test)\.)(?:-[\w-]{1,60})?\.(?:properties|ya?ml|conf)|microprofile-config\.properties)$/;
const MOST_FILES = 50;

/**
 * Looks through everything that can name a repository, and the service's own settings, which its archive holds.
 * @param paths the build's files
 */
export function repositoriesOf(project: Project, folder: string, paths: readonly string[]): Repositories {
  const built = openOf(project, paths);
  const own = openOf(project, settingsFiles(project, folder));
  return {
    keptOut: [...new Set(built.map(({ file }) => file).filter((file) => REPLACED.test(file)))],
    notes: [
      ...built.map((place) => openNote(place, REPLACED.test(place.file) ? {} : { goes: 'build' })),
      ...own.map((place) => openNote(place, { goes: 'image' })),
    ],
  };
}

function openOf(project: Project, paths: readonly string[]) {
  return [...new Set(paths)].flatMap((path) =>
    openIn(
      project,
      path,
      WRITTEN.flatMap(([files, patterns]) => (files.test(path) ? patterns : [])),
    ),
  );
}

/** Those of the folders that become part of the program. */
function settingsFiles(project: Project, folder: string): string[] {
  const folders = SETTINGS_FOLDERS.filter((name) => name !== 'config');
  const found = [...folders, 'src/main/resources/META-INF'].flatMap((name) => {
    const at = inside(folder, name);
    const files = project.list(at).filter((each) => each.kind === 'file' && OWN.test(each.name));
    return files.map((each) => inside(at, each.name));
  });
  return found.slice(0, MOST_FILES);
}
