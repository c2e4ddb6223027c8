import type { Project } from '../../core/project.ts';
import type { Evidence } from '../../core/stack.ts';
import { supportedVersions, supportOf, TABLE_DAY } from '../../images/support.ts';
import { inside, upwards } from '../shared/paths.ts';
import { isNewer } from '../shared/release.ts';
import { shown } from '../shared/shown.ts';
import { toolAsks } from '../shared/tool-files.ts';
import { type VersionAsk, versionEvidence, versionFile } from '../shared/version-files.ts';
import type { Composer, PlatformAsk } from './composer.ts';
import { allowsLine } from './constraint.ts';

/** The PHP that a service runs on. */
export interface PhpVersion {
  /** As the image's tag names it: `8.5`. */
  readonly version: string;
  readonly evidence: Evidence;
  readonly notes: readonly string[];
}

/** Lines that images were made of and that ended, newest first; what a range needs that leaves out every supported one. */
const OLDER = ['8.1', '8.0', '7.4'];

/**
 * The release line that a service runs on: what `.php-version`, asdf, mise or `config.platform.php` pin, else the newest
 * supported one that composer.json and every locked package allow. A pinned line that ended is kept, and said.
 * @param earlier what another Dockerfile runs: it counts where no file pins a line, and all of them allow it
 */
export function phpVersion(
  project: Project,
  service: string,
  composer: Composer | undefined,
  earlier?: VersionAsk,
): PhpVersion {
  const notes: string[] = [];
  for (const ask of pins(project, service, composer)) {
    const version = lineOf(ask.value);
    if (version !== undefined) return named(version, ask, notes);
    notes.push(`${ask.from} asks for PHP ${shown(ask.value)}, which names no release line.`);
  }
  const asks = composer?.asks.filter(({ name }) => name === 'php') ?? [];
  const line = lineOf(earlier?.value ?? '');
  if (earlier && line !== undefined && asks.every(({ constraint }) => allowsLine(constraint, line) !== false))
    return named(line, earlier, notes);
  const found = newestAllowed(asks);
  return { ...found, notes: [...notes, ...found.notes] };
}

function lineOf(text: string): string | undefined {
  return /^(?:php[-@ ]?)?v?([78]\.\d)(?:\.(?:\d{1,3}|x|\*))?(?:-?(?:rc|beta|alpha)\d{0,2})?$/i.exec(text.trim())?.[1];
}

function named(version: string, ask: VersionAsk, notes: readonly string[]): PhpVersion {
  return {
    version,
    evidence: versionEvidence(version, ask.from),
    notes: [...notes, ...ended(version, ask), ...unknown(version, ask)],
  };
}

function pins(project: Project, service: string, composer: Composer | undefined): VersionAsk[] {
  const files = upwards(service).flatMap((folder) => [
    ...versionFile(project, inside(folder, '.php-version')),
    ...toolAsks(project, folder).filter(({ tool }) => tool === 'php'),
  ]);
  return [...files, ...(composer?.platformPhp ? [composer.platformPhp] : [])];
}

/** The newest line that all ask for; one that nobody can read is passed over, and said where it is the project's own. */
function newestAllowed(asks: readonly PlatformAsk[]): PhpVersion {
  const lines = [...supportedVersions('php', TABLE_DAY), ...OLDER];
  const read = asks.filter(({ constraint }) => allowsLine(constraint, lines[0] ?? '8.5') !== undefined);
  const notes = asks
    .filter((ask) => !read.includes(ask) && ask.from.includes(' require.'))
    .map(({ from, constraint }) => `${from} asks for PHP ${shown(constraint)}, which names no release line.`);
  const allowed = (line: string, some: readonly PlatformAsk[]) =>
    some.every(({ constraint }) => allowsLine(constraint, line) === true);
  const own = read.filter(({ from }) => from.includes(' require.'));
  const version = lines.find((line) => allowed(line, read)) ?? lines.find((line) => allowed(line, own));
  if (version === undefined || read.length === 0) {
    const newest = lines[0] ?? '8.5';
    return { version: newest, evidence: versionEvidence(newest, 'default'), notes };
  }
  const decided = deciding(read, lines, version) ?? read[0];
  const ask = { value: decided?.constraint ?? '', from: decided?.from ?? 'default' };
  return { version, evidence: versionEvidence(version, ask.from), notes: [...notes, ...ended(version, ask)] };
}

/** Who kept a newer line away: the project's own word first, else the first package that does. */
function deciding(asks: readonly PlatformAsk[], lines: readonly string[], version: string): PlatformAsk | undefined {
  const newer = lines.slice(0, lines.indexOf(version));
  return asks.find(({ constraint }) => newer.some((line) => allowsLine(constraint, line) === false));
}

function ended(version: string, { from, value }: VersionAsk): string[] {
  const known = supportOf('php', version, TABLE_DAY);
  const old = OLDER.includes(version) || /^7/.test(version);
  if (!old && known.state !== 'ended') return [];
  const since = known.state === 'ended' ? ` since ${known.on}` : '';
  return [`${from} asks for PHP ${shown(value)}: ${version} gets no security fixes${since}; move to a newer line.`];
}

function unknown(version: string, { from }: VersionAsk): string[] {
  const newest = supportedVersions('php', TABLE_DAY)[0] ?? version;
  return isNewer(version, newest) ? [`${from} asks for PHP ${version}, which this tool does not know yet.`] : [];
}
