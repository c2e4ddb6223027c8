import type { Project } from '../../core/project.ts';
import type { Evidence } from '../../core/stack.ts';
import { supportedVersions, supportOf, TABLE_DAY } from '../../images/support.ts';
import { inside, upwards } from '../shared/paths.ts';
import { isNewer } from '../shared/release.ts';
import { shown } from '../shared/shown.ts';
import { toolAsks } from '../shared/tool-files.ts';
import { type VersionAsk, versionEvidence, versionFile, withEarlier } from '../shared/version-files.ts';
import type { ModFile } from './modfile.ts';

/** The Go that builds a module. */
export interface GoVersion {
  /** As the image's tag names it: `1.27`. */
  readonly version: string;
  readonly evidence: Evidence;
  readonly notes: readonly string[];
}

/**
 * The Go release that builds a module: what `.go-version`, asdf or mise pin, else `toolchain`, else `go`. A release that gets no
 * fixes any more gives way to the oldest that does: Go keeps its promise to build older code.
 * @param earlier what another Dockerfile builds with: a newer release than go.mod's, which is the least that it takes
 */
export function goVersion(project: Project, service: string, mod: ModFile, earlier?: VersionAsk): GoVersion {
  const all = withEarlier(asks(project, service, mod), earlier, (ask, theirs) => leavesOpen(ask, theirs, mod));
  const asked = all.find(({ value }) => minorOf(value) !== undefined);
  const supported = supportedVersions('go', TABLE_DAY);
  const newest = supported[0] ?? '1.27';
  if (!asked) return { version: newest, evidence: versionEvidence(newest, 'default'), notes: [] };
  const minor = minorOf(asked.value) as string;
  const support = supportOf('go', minor, TABLE_DAY);
  if (support.state === 'supported' || isNewer(minor, newest))
    return { version: minor, evidence: versionEvidence(minor, asked.from), notes: tooNew(minor, newest, asked) };
  const nearest = supported.at(-1) ?? newest;
  const note = `${asked.from} asks for Go ${shown(asked.value)}, which gets no fixes any more: ${nearest} builds it as well.`;
  return { version: nearest, evidence: versionEvidence(nearest, asked.from), notes: [note] };
}

function asks(project: Project, service: string, mod: ModFile): VersionAsk[] {
  const pinned = upwards(service).flatMap((folder) => [
    ...versionFile(project, inside(folder, '.go-version')),
    ...toolAsks(project, folder).filter(({ tool }) => tool === 'go'),
  ]);
  const declared = [
    { value: mod.toolchain, from: `${mod.path} toolchain` },
    { value: mod.go, from: `${mod.path} go` },
  ];
  return [...pinned, ...declared.flatMap(({ value, from }) => (value === null ? [] : [{ value, from }]))];
}

/** Whether an ask is go.mod's, and another release a newer one. */
function leavesOpen({ value, from }: VersionAsk, theirs: VersionAsk, { path }: ModFile): boolean {
  return from.startsWith(`${path} `) && isNewer(minorOf(theirs.value) ?? '', minorOf(value) ?? '');
}

/** `1.26.3` → `1.26`; undefined for what is no version of Go 1. */
function minorOf(value: string): string | undefined {
  return /^(?:go)?(1\.\d{1,2})(?:\.\d{1,3}|(?:rc|beta)\d{1,2})?$/.exec(value.trim())?.[1];
}

function tooNew(version: string, newest: string, { from }: VersionAsk): string[] {
  return isNewer(version, newest) ? [`${from} asks for Go ${version}, which this tool does not know yet.`] : [];
}
