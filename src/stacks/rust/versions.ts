import { type Project, readToml, stringAt, stringsIn, valueAt } from '../../core/project.ts';
import type { Evidence } from '../../core/stack.ts';
import { supportedVersions, TABLE_DAY } from '../../images/support.ts';
import { inside, upwards } from '../shared/paths.ts';
import { shown } from '../shared/shown.ts';
import { toolAsks } from '../shared/tool-files.ts';
import { type VersionAsk, versionEvidence, versionFile } from '../shared/version-files.ts';
import { type CargoProject, packageValue } from './manifest.ts';

/** The image's tag that is always the newest release: its digest holds it still. */
export const NEWEST = '1';
/** The first release with images on Debian 13. */
const OLDEST_IMAGE = 89;

/** The compiler that builds a service. */
export interface Toolchain {
  /** As the image's tag names it: `1`, `1.93`. */
  readonly version: string;
  /** A channel that no image has, for rustup to bring: `nightly-2026-05-01`; null for a release. */
  readonly channel: string | null;
  /** Whether the project asks for programs that are linked with musl, and so need no library at all. */
  readonly musl: boolean;
  readonly evidence: Evidence;
  readonly notes: readonly string[];
}

interface Ask extends VersionAsk {
  readonly targets: readonly string[];
}

/**
 * The compiler that `rust-toolchain`, asdf or mise pin. Nothing pins it: the newest release, for Rust keeps its promise to
 * build older code, and `rust-version` is a least version only.
 * @param earlier what another Dockerfile compiles with: it counts where nothing pins one, and Cargo takes it
 */
export function rustToolchain(project: Project, service: string, cargo: CargoProject, earlier?: VersionAsk): Toolchain {
  const asks = upwards(service).flatMap((folder) => asksOf(project, folder));
  const least = packageValue(cargo, 'rust-version');
  const all = [...asks, ...(earlier && !isOlder(earlier, least) ? [earlier] : [])];
  const ask = all.find(({ value }) => channelOf(value) !== undefined);
  const musl = asks.some(({ targets }) => targets.some(isMusl));
  const newest = supportedVersions('rust', TABLE_DAY)[0] ?? NEWEST;
  const found = ask
    ? pinned(ask, newest)
    : { version: NEWEST, channel: null, evidence: versionEvidence(NEWEST, least?.from ?? 'default'), notes: [] };
  const notes = [...found.notes, ...tooOld(found, least, newest)];
  return { ...found, musl, notes };
}

function asksOf(project: Project, folder: string): Ask[] {
  const files = ['rust-toolchain', 'rust-toolchain.toml'].flatMap((name) =>
    toolchainFile(project, inside(folder, name)),
  );
  const tools = toolAsks(project, folder).filter(({ tool }) => tool === 'rust');
  return [...files, ...tools.map(({ value, from }) => ({ value, from, targets: [] }))];
}

/** The file without an ending may hold a channel alone. */
function toolchainFile(project: Project, path: string): Ask[] {
  const text = project.text(path) ?? '';
  if (!text.includes('[')) return versionFile(project, path).map((ask) => ({ ...ask, targets: [] }));
  const json = readToml(project, path);
  const targets = stringsIn(valueAt(json, 'toolchain', 'targets'));
  return [{ value: stringAt(json, 'toolchain', 'channel') ?? '', from: `${path} channel`, targets }];
}

/** Whether a target is linked with musl. */
export function isMusl(target: string): boolean {
  return /^[\w.-]{1,60}-linux-musl(?:eabi(?:hf)?)?$/.test(target);
}

interface Channel {
  /** Of `1.93.0`; undefined for a channel by name. */
  readonly minor?: number;
  readonly name?: 'stable' | 'beta' | 'nightly';
  readonly date?: string;
}

/** A platform behind a channel: what runs is the image's. */
const PLATFORM = String.raw`(?:-(?:x86_64|aarch64|i686|armv7|riscv64gc|powerpc64le|s390x)-[\w-]{1,50})?`;
const RELEASE = new RegExp(`^1\\.(\\d{1,3})(?:\\.\\d{1,3})?${PLATFORM}$`);
const NAMED = new RegExp(`^(stable|beta|nightly)(?:-(\\d{4}-\\d{2}-\\d{2}))?${PLATFORM}$`);

/** Reads `1.93.0`, `stable`, `nightly-2026-05-01`, each also with a platform behind it. */
function channelOf(value: string): Channel | undefined {
  const text = value.trim().toLowerCase();
  const release = RELEASE.exec(text);
  if (release) return { minor: Number(release[1]) };
  if (text === '1' || text === 'latest') return { name: 'stable' };
  const [, name, date] = NAMED.exec(text) ?? [];
  return name === undefined ? undefined : { name: name as 'stable', ...(date === undefined ? {} : { date }) };
}

type Pinned = Omit<Toolchain, 'musl'>;

function pinned({ value, from }: VersionAsk, newest: string): Pinned {
  const { minor, name = 'stable', date } = channelOf(value) ?? {};
  if (minor !== undefined) return release(minor, from, newest);
  const said = { version: NEWEST, channel: null, evidence: versionEvidence(NEWEST, from), notes: [] };
  if (name === 'stable') return said;
  const channel = date === undefined ? name : `${name}-${date}`;
  const moves = date === undefined ? ` Name its day (${name}-2026-11-01), or each build may have another one.` : '';
  const note = `${from} asks for ${channel}, which no official image has: rustup brings it while the image is built, and no digest pins it.${moves}`;
  return { ...said, channel, evidence: versionEvidence(channel, from), notes: [note] };
}

function release(minor: number, from: string, newest: string): Pinned {
  const version = `1.${minor}`;
  const last = Number(newest.split('.')[1] ?? 0);
  const found = { version, channel: null, evidence: versionEvidence(version, from) };
  if (minor > last)
    return { ...found, notes: [`${from} asks for Rust ${version}, which this tool does not know yet.`] };
  if (minor === last) return { ...found, notes: [] };
  const ended = `${from} asks for Rust ${version}, which gets no fixes any more`;
  if (minor >= OLDEST_IMAGE) return { ...found, notes: [`${ended}: only the newest release does, now ${newest}.`] };
  const note = `${ended} and has no image on Debian 13: the newest release builds it as well.`;
  return { ...found, version: NEWEST, evidence: versionEvidence(NEWEST, from), notes: [note] };
}

/** Whether a release is older than the least that a package takes. */
function isOlder({ value }: VersionAsk, least: VersionAsk | undefined): boolean {
  const [has, needed] = [channelOf(value)?.minor, channelOf(least?.value ?? '')?.minor];
  return has !== undefined && needed !== undefined && has < needed;
}

/** Cargo refuses a package that says it needs a newer compiler. */
function tooOld({ version, channel }: Pinned, least: VersionAsk | undefined, newest: string): string[] {
  const needed = channelOf(least?.value ?? '')?.minor;
  if (!least || needed === undefined || channel !== null) return [];
  const has = version === NEWEST ? newest : version;
  if (needed <= Number(has.split('.')[1] ?? 0)) return [];
  return [`${least.from} asks for Rust ${shown(least.value)} or newer, and ${has} builds it: Cargo will refuse.`];
}
