import type { Project } from '../../core/project.ts';
import type { Evidence } from '../../core/stack.ts';
import { supportedVersions, supportOf, TABLE_DAY } from '../../images/support.ts';
import { inside, upwards } from '../shared/paths.ts';
import { shown } from '../shared/shown.ts';
import { toolAsks } from '../shared/tool-files.ts';
import { type VersionAsk, versionEvidence, versionFile, withEarlier } from '../shared/version-files.ts';

/** The long-term release that everything current runs on. */
const NEWEST_LTS = '25';

/** The Java that a service runs on. */
export interface JavaVersion {
  /** As the image's tag names it: `25`. */
  readonly version: string;
  readonly evidence: Evidence;
  readonly notes: readonly string[];
}

/** What a build file asks for. */
export interface JavaAsk extends VersionAsk {
  /** A toolchain takes this release and no other; what is only compiled for a release runs on later ones too. */
  readonly exact: boolean;
}

/**
 * The Java release that builds and runs a service: what `.java-version`, SDKMAN, asdf, mise or Heroku pin, else what the build
 * compiles for. A feature release that gets no fixes any more gives way to the next one that does, unless a toolchain insists.
 * @param declared what the build files ask for, in the order in which they count
 * @param fallback for a build that asks for nothing
 * @param earlier what another Dockerfile runs: a later release than what the build compiles for runs it as well
 */
export function javaVersion(
  project: Project,
  service: string,
  declared: readonly JavaAsk[],
  {
    fallback = NEWEST_LTS,
    earlier,
  }: { readonly fallback?: string | undefined; readonly earlier?: VersionAsk | undefined },
): JavaVersion {
  const theirs = earlier && { ...earlier, exact: false };
  const asks = withEarlier([...pinned(project, service), ...declared], theirs, leavesOpen);
  const asked = asks.find(({ value }) => releaseOf(value) !== undefined);
  if (!asked) return { version: fallback, evidence: versionEvidence(fallback, 'default'), notes: [] };
  const release = releaseOf(asked.value) as string;
  const supported = supportedVersions('java', TABLE_DAY);
  const found = { version: release, evidence: versionEvidence(release, asked.from) };
  if (supportOf('java', release, TABLE_DAY).state === 'supported') return { ...found, notes: [] };
  const next = supported.toReversed().find((each) => Number(each) > Number(release));
  if (next === undefined)
    return { ...found, notes: [`${asked.from} asks for Java ${release}, which this tool does not know yet.`] };
  const ended = `${asked.from} asks for Java ${shown(asked.value)}, which gets no fixes any more`;
  if (asked.exact) return { ...found, notes: [`${ended}: move to ${next}.`] };
  return { version: next, evidence: versionEvidence(next, asked.from), notes: [`${ended}: ${next} runs it as well.`] };
}

/** Whether what is compiled for one release runs on another, which is a later one. */
function leavesOpen({ value, exact }: JavaAsk, theirs: VersionAsk): boolean {
  return !exact && Number(releaseOf(theirs.value) ?? 0) > Number(releaseOf(value) ?? 0);
}

function pinned(project: Project, service: string): JavaAsk[] {
  const asks = upwards(service).flatMap((folder) => [
    ...versionFile(project, inside(folder, '.java-version')),
    ...keyed(project, inside(folder, '.sdkmanrc'), 'java'),
    ...toolAsks(project, folder).filter(({ tool }) => tool === 'java'),
    ...keyed(project, inside(folder, 'system.properties'), 'java.runtime.version'),
  ]);
  return asks.map(({ value, from }) => ({ value, from, exact: true }));
}

/** `key=value` on a line of its own, as .sdkmanrc and system.properties have it. */
function keyed(project: Project, path: string, key: string): VersionAsk[] {
  const lines = (project.text(path) ?? '').split('\n').slice(0, 1000);
  return lines.flatMap((line, index) => {
    const [name = '', value = ''] = line.split(/[=:]/, 2).map((part) => part.trim());
    return name === key && value !== '' ? [{ value, from: `${path}:${index + 1}` }] : [];
  });
}

/** `21`, `1.8`, `21.0.5-tem`, `temurin-21.0.5+11`, `graalvm-ce-java17-22.3`, `VERSION_1_8` → the release; undefined for no version. */
export function releaseOf(text: string): string | undefined {
  const plain = text.trim().slice(0, 100);
  const named = /\bjava[-_]?(\d{1,2})\b/i.exec(plain)?.[1];
  const numbers = plain.matchAll(/(?:^|[^\d.])(?:1[._](?=[5-8](?:\D|$)))?(\d{1,2})(?=$|\D)/g);
  const found = [named, ...[...numbers].map((match) => match[1])].map(Number);
  const release = found.find((number) => number >= 5 && number < 60);
  return release === undefined ? undefined : String(release);
}
