import { isObject, type Project, readJson, stringAt, valueAt } from '../../core/project.ts';
import type { Evidence } from '../../core/stack.ts';
import { supportedVersions, supportOf, TABLE_DAY } from '../../images/support.ts';
import { inside, upwards } from '../shared/paths.ts';
import { shown } from '../shared/shown.ts';
import { toolAsks } from '../shared/tool-files.ts';
import { versionEvidence } from '../shared/version-files.ts';
import { type DotnetProject, targetFrameworks } from './projects.ts';

/** The first release whose images have a user of their own. */
const OLDEST_IMAGE = 8;

/** The framework that a project is published for, and the runtime that it runs on. */
export interface RuntimeVersion {
  /** As the image's tag names it: `10.0`. */
  readonly version: string;
  /** `net10.0`; null when nothing plain says it. */
  readonly framework: string | null;
  /** The release that it was made for, which an older one's runs by roll-forward; null when nothing says it. */
  readonly line: string | null;
  /** Whether the project has several, so that the publish has to name one. */
  readonly several: boolean;
  readonly evidence: Evidence;
  readonly notes: readonly string[];
}

/**
 * The release that a service runs on: the newest supported one of its target frameworks. A program of .NET 8 needs the runtime 8,
 * so a release that ended is kept, and said; what is older than every image with a user of its own moves to the newest.
 */
export function runtimeVersion(project: Project, service: string, subject: DotnetProject): RuntimeVersion {
  const supported = supportedVersions('dotnet', TABLE_DAY);
  const newest = supported[0] ?? '10.0';
  const targets = targetFrameworks(subject);
  const lines = targets
    .flatMap((framework) => ({ framework, line: lineOf(framework) }))
    .filter(({ line }) => line !== undefined);
  const newestFirst = lines.toSorted((a, b) => major(b.line) - major(a.line));
  const chosen = newestFirst.find(({ line }) => supported.includes(line ?? '')) ?? newestFirst[0];
  const property = subject.evaluation.properties.get(targets.length > 1 ? 'targetframeworks' : 'targetframework');
  const from = property?.from ?? 'default';
  if (chosen?.line === undefined) return unsaid(project, service, newest, targets, from);
  const { framework, line } = chosen;
  const several = targets.length > 1;
  if (major(line) < OLDEST_IMAGE) {
    const note = `${from} targets ${shown(framework)}, which got its last fix years ago: it runs on .NET ${newest} by roll-forward; move it to net${newest}.`;
    return { version: newest, framework, line, several, evidence: versionEvidence(newest, from), notes: [note] };
  }
  return {
    version: line,
    framework,
    line,
    several,
    evidence: versionEvidence(line, from),
    notes: notesOf(line, newest, from),
  };
}

function unsaid(
  project: Project,
  service: string,
  newest: string,
  targets: readonly string[],
  from: string,
): RuntimeVersion {
  const asked = upwards(service).flatMap((folder) => toolAsks(project, folder).filter(({ tool }) => tool === 'dotnet'));
  const tool = asked.find(({ value }) => lineOf(`net${value}`) !== undefined);
  const version = lineOf(`net${tool?.value}`) ?? newest;
  const notes =
    targets.length > 0 ? [`${from} targets ${shown(targets.join(';'))}, which names no release of .NET.`] : [];
  return {
    version,
    framework: null,
    line: null,
    several: targets.length > 1,
    evidence: versionEvidence(version, tool?.from ?? 'default'),
    notes,
  };
}

function notesOf(line: string, newest: string, from: string): string[] {
  const support = supportOf('dotnet', line, TABLE_DAY);
  if (support.state === 'ended')
    return [`${from} targets .NET ${line}, which gets no security fixes since ${support.on}: move it to net${newest}.`];
  return major(line) > major(newest) ? [`${from} targets .NET ${line}, which this tool does not know yet.`] : [];
}

/** `net10.0`, `net8.0-linux`, `netcoreapp3.1`, `net10.0.100` → `10.0` and so on; undefined for anything else. */
function lineOf(framework: string): string | undefined {
  const [, one, two] = /^net(?:coreapp)?(\d{1,2})\.(\d)(?:\.\d{1,3})?(?:-linux)?$/i.exec(framework) ?? [];
  return one === undefined ? undefined : `${Number(one)}.${two}`;
}

/** The major release of a line. */
export function major(line: string | undefined): number {
  return Number((line ?? '0').split('.')[0]);
}

/** The SDK that builds: a line (`10.0`), or an exact version where global.json allows no other. */
export interface SdkVersion {
  readonly version: string;
  readonly exact: boolean;
  readonly evidence: Evidence | null;
  readonly notes: readonly string[];
}

/** Roll-forwards that stay within the hundreds of a version (10.0.1xx), while images only follow the newest. */
const NARROW: ReadonlySet<string> = new Set(['disable', 'patch', 'latestpatch']);

/** What global.json, the nearest above the service, asks of the SDK. */
export function sdkVersion(project: Project, service: string, runtime: string): SdkVersion {
  const path = upwards(service)
    .map((folder) => inside(folder, 'global.json'))
    .find((each) => project.has(each));
  const json = path === undefined ? undefined : readJson(project, path);
  const sdk = valueAt(json, 'sdk');
  const asked = isObject(sdk) ? stringAt(sdk, 'version') : undefined;
  if (path === undefined || asked === undefined) return { version: runtime, exact: false, evidence: null, notes: [] };
  const from = `${path} sdk.version`;
  const line = /^(\d{1,2}\.\d)\.\d{3}$/.exec(asked)?.[1];
  if (line === undefined)
    return {
      version: runtime,
      exact: false,
      evidence: null,
      notes: [`${from} asks for ${shown(asked)}, which is no release of the SDK.`],
    };
  const narrow = NARROW.has((stringAt(sdk, 'rollForward') ?? 'patch').toLowerCase());
  const notes =
    major(line) < major(runtime) ? [`${from} asks for the SDK ${asked}, which cannot build for .NET ${runtime}.`] : [];
  // a wider roll-forward takes any later one, so the line's image, which is kept up to date, or the runtime's where that is newer
  const wide = major(line) < major(runtime) ? runtime : line;
  const version = narrow ? asked : wide;
  const pinned = narrow
    ? [
        `${from} pins the SDK ${asked}, whose image gets no fixes once its successor is there: "rollForward": "latestFeature" lets it follow.`,
      ]
    : [];
  return {
    version,
    exact: narrow,
    evidence: { what: 'sdk', value: version, from },
    notes: narrow ? [...notes, ...pinned] : [],
  };
}
