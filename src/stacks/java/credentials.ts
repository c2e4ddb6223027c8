import type { Project } from '../../core/project.ts';
import { type OpenCredential, openAddresses, openLines, openNote, variablesIn } from '../shared/credentials.ts';

/** What a build's files say of repositories and their credentials. Values are looked at and never kept. */
export interface Repositories {
  /** Files with a credential that the build gets as a secret instead: they stay out of it. */
  readonly keptOut: readonly string[];
  readonly notes: readonly string[];
}

const LONGEST = 256 * 1024;
/** settings.xml's element, `password = "…"` and `password("…")` of Gradle, `fooPassword=…` of gradle.properties, sbt's Credentials. */
const LITERALS: readonly RegExp[] = [
  /<(?:password|passphrase|privateKey)>\s{0,40}([^<\s]{1,500})\s{0,40}</g,
  /\b(?:password|authToken|accessToken)(?:\s{0,4}=\s{0,4}|\s{0,4}\(?\s{0,4}|\.set\(\s{0,4})["']([^"'\n]{1,500})["']/g,
  /^[ \t]{0,20}[\w.-]{0,100}(?:[pP]assword|[tT]oken|[sS]ecret|ApiKey)[ \t]{0,8}[=:][ \t]{0,8}([^\s"']{1,500})[ \t]{0,8}$/gm,
  /\bCredentials\(\s{0,4}"[^"\n]{0,200}"\s{0,4},\s{0,4}"[^"\n]{0,200}"\s{0,4},\s{0,4}"[^"\n]{0,200}"\s{0,4},\s{0,4}"([^"\n]{1,500})"/g,
];
/** Files that hold nothing but what a secret is for; a build file with a credential is read all the same, and no image has it. */
const REPLACED = /(?:^|[/_])(?:settings\.xml|\.credentials)$/;

/** Looks through everything that can name a repository. */
export function repositoriesOf(project: Project, paths: readonly string[]): Repositories {
  const files = [...new Set(paths)].flatMap((path) => {
    const text = project.text(path)?.slice(0, LONGEST);
    return text === undefined ? [] : [{ path, text }];
  });
  const found = files.flatMap(({ path, text }) => openCredentials(path, text));
  return {
    keptOut: [...new Set(found.map(({ file }) => file).filter((file) => REPLACED.test(file)))],
    notes: found.map((place) => openNote(place)),
  };
}

function openCredentials(file: string, text: string): OpenCredential[] {
  const literals = LITERALS.flatMap((pattern) =>
    [...text.matchAll(pattern)].filter(([, value = '']) => variablesIn(value).length === 0 && !isEncrypted(value)),
  );
  return openLines(file, text, [...openAddresses(text), ...literals]);
}

/** Maven's own encryption: `{…}` needs the user's master password. */
function isEncrypted(value: string): boolean {
  return /^\{[A-Za-z0-9+/=]{8,}\}$/.test(value);
}
