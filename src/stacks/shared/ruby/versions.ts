import type { Project } from '../../../core/project.ts';
import type { Evidence } from '../../../core/stack.ts';
import { supportedVersions, supportOf, TABLE_DAY } from '../../../images/support.ts';
import { inside, resolveInside, upwards } from '../paths.ts';
import { isNewer } from '../release.ts';
import { shown } from '../shown.ts';
import { toolAsks } from '../tool-files.ts';
import { type VersionAsk, versionEvidence, versionFile, withEarlier } from '../version-files.ts';
import type { Bundle } from './bundle.ts';
import { allowsLine, exactVersion } from './requirement.ts';

export interface RubyVersion {
  /** As the image's tag names it: `3.4`, or `3.4.2` where the Gemfile takes no other. */
  readonly version: string;
  readonly evidence: Evidence;
  readonly notes: readonly string[];
}

/** Lines that images were made of, oldest last; what a range needs that leaves out every supported one. */
const OLDER = ['3.2', '3.1', '3.0', '2.7'];

/**
 * The release that a service runs on. A version that the Gemfile names to the patch is taken as it is, because Bundler refuses
 * every other; else the line that `.ruby-version`, asdf or mise pin, that the lock file was made with, or the newest that the
 * Gemfile's range allows.
 * @param earlier what another Dockerfile runs: it counts before a range that allows it
 */
export function rubyVersion(
  project: Project,
  service: string,
  bundle: Bundle | undefined,
  earlier?: VersionAsk,
): RubyVersion {
  const notes: string[] = [];
  const exact = exactAsk(project, service, bundle);
  if (exact) {
    const line = exact.value.replace(/\.\d+$/, '');
    const note = `${exact.from} takes Ruby ${exact.value} and no other, so fixes of ${line} need an edit: write ruby "~> ${line}.0".`;
    return {
      version: exact.value,
      evidence: versionEvidence(exact.value, exact.from),
      notes: [...ended(line, exact), note],
    };
  }
  for (const ask of withEarlier(asks(project, service, bundle), earlier && asRange(earlier), leavesOpen)) {
    const line = lineOf(ask.value);
    if (line !== undefined) {
      notes.push(...ended(line, ask), ...newer(line, ask));
      return { version: line, evidence: versionEvidence(line, ask.from), notes };
    }
    notes.push(`${ask.from} asks for Ruby ${shown(ask.value)}, which names no release line of CRuby.`);
  }
  const version = supportedVersions('ruby', TABLE_DAY)[0] ?? '4.0';
  return { version, evidence: versionEvidence(version, 'default'), notes };
}

/** What the Gemfile's `ruby` holds Bundler to: a version, or that of the file that it reads. */
function exactAsk(project: Project, service: string, bundle: Bundle | undefined): VersionAsk | undefined {
  const ask = bundle?.manifest.ruby;
  if (!bundle || !ask || ask.engine !== null) return undefined;
  const from = `${bundle.manifest.path} ruby`;
  const values =
    ask.file === null ? ask.versions : fileVersions(project, service, ask.file).map(({ value }) => value.trim());
  const value = values.map(exactVersion).find((version) => version !== undefined);
  return value === undefined ? undefined : { value, from };
}

function fileVersions(project: Project, service: string, file: string): VersionAsk[] {
  const path = resolveInside(service, file);
  if (path === undefined) return [];
  if (!path.endsWith('.tool-versions')) return versionFile(project, path);
  return toolAsks(project, path.includes('/') ? path.replace(/\/[^/]*$/, '') : '.').filter(isRuby);
}

function asks(project: Project, service: string, bundle: Bundle | undefined): VersionAsk[] {
  const pinned = upwards(service).flatMap((folder) => [
    ...versionFile(project, inside(folder, '.ruby-version')),
    ...toolAsks(project, folder).filter(isRuby),
  ]);
  const { manifest, lock } = bundle ?? {};
  const engine = manifest?.ruby?.engine;
  const range = [...(manifest?.ruby?.versions ?? []), ...(engine ? [engine] : [])].join(', ');
  const locked = lock?.ruby != null && !engine && allowsLine(range, lock.ruby) !== false ? lock.ruby : null;
  const lines = [
    { value: locked, from: `${lock?.path} RUBY VERSION` },
    { value: range || null, from: `${manifest?.path} ruby` },
  ];
  return [...pinned, ...lines.flatMap(({ value, from }) => (value === null ? [] : [{ value, from }]))];
}

function isRuby({ tool }: { readonly tool: string }): boolean {
  return tool === 'ruby';
}

/** An image's tag `3` stands for the newest 3.x. */
function asRange({ value, from }: VersionAsk): VersionAsk {
  return { value: /^\d$/.test(value) ? `~> ${value}.0` : value, from };
}

/** Whether a range (`>= 3.2`) allows the line of another ask; a line that is named leaves nothing open. */
function leavesOpen({ value }: VersionAsk, theirs: VersionAsk): boolean {
  const line = lineOf(theirs.value);
  return line !== undefined && exactLine(value) === undefined && allowsLine(value.trim(), line) === true;
}

/** The line that a text names (`3.4.2`, `ruby-3.4`), or the newest that its range allows. */
function lineOf(text: string): string | undefined {
  const plain = text.trim().replace(NAME, '');
  const exact = exactLine(text);
  if (exact !== undefined) return exact;
  const supported = supportedVersions('ruby', TABLE_DAY);
  return [...new Set([...supported, ...OLDER])].find((line) => allowsLine(plain, line) === true);
}

const NAME = /^(?:c?ruby|mri)[-@ ]?(?=\d)/i;

function exactLine(text: string): string | undefined {
  const plain = text.trim().replace(NAME, '');
  return /^v?(\d\.\d{1,2})(?:\.\d{1,3})?(?:-?p\d{1,4}|[.-]?(?:preview|rc|dev)\d{0,2})?$/.exec(plain)?.[1];
}

function ended(line: string, { from, value }: VersionAsk): string[] {
  const known = supportOf('ruby', line, TABLE_DAY);
  const old = OLDER.includes(line) && known.state !== 'supported';
  if (!old && known.state !== 'ended') return [];
  const since = known.state === 'ended' ? ` since ${known.on}` : '';
  return [`${from} asks for Ruby ${shown(value)}: ${line} gets no security fixes${since}; move to a newer line.`];
}

function newer(line: string, { from }: VersionAsk): string[] {
  const newest = supportedVersions('ruby', TABLE_DAY)[0] ?? line;
  return isNewer(line, newest) ? [`${from} asks for Ruby ${line}, which this tool does not know yet.`] : [];
}
