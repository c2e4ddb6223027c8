import { type Project, stringAt } from '../../../../core/project.ts';
import { inside, upwards } from '../../paths.ts';
import { shown } from '../../shown.ts';
import { toolAsks } from '../../tool-files.ts';
import { versionFile } from '../../version-files.ts';
import { type Manifest, readManifest } from '../manifest.ts';
import { devEngine } from '../version-sources.ts';
import { MANAGER_IDS, type ManagerId } from './manager-releases.ts';

/** A package manager that a file asks for, with its version as written (`*` when it names none). */
export interface ManagerAsk {
  readonly id: ManagerId;
  readonly value: string;
  readonly from: string;
}

/** `named` decides the manager; `hints` only tell its version, or decide when nothing else does. */
export interface ManagerAsks {
  readonly named: readonly ManagerAsk[];
  readonly hints: readonly ManagerAsk[];
  readonly notes: readonly string[];
}

/** Reads all the places that can name a package manager, the service's folder before those above it. */
export function managerAsks(project: Project, service: string): ManagerAsks {
  const folders = upwards(service);
  const manifests = folders.flatMap((folder) => readManifest(project, folder) ?? []);
  const fields = manifests.map(packageManagerField);
  return {
    named: [...fields.flatMap(({ asks }) => asks), ...manifests.flatMap(devEngines)],
    hints: [
      ...manifests.flatMap((manifest) => keyed(manifest, 'volta')),
      ...folders.flatMap((folder) => toolFileAsks(project, folder)),
      ...manifests.flatMap((manifest) => keyed(manifest, 'engines')),
      ...folders.flatMap((folder) => settingsFiles(project, folder)),
    ],
    notes: fields.flatMap(({ notes }) => notes),
  };
}

function isManager(name: string | undefined): name is ManagerId {
  return MANAGER_IDS.some((id) => id === name);
}

/** `pnpm@10.2.0`, `pnpm@10.2.0+sha512.…`, `yarn@https://…/yarn-4.1.0.tgz#…`, and the bare name that some write. */
function packageManagerField(manifest: Manifest): { asks: ManagerAsk[]; notes: string[] } {
  const field = stringAt(manifest.json, 'packageManager')?.trim();
  if (!field) return { asks: [], notes: [] };
  const from = `${manifest.path} packageManager`;
  const [name, ...rest] = field.split('@');
  if (!isManager(name)) {
    return {
      asks: [],
      notes: [`${from} names ${shown(field)}, which is none of npm, pnpm, Yarn and Bun; it is left out.`],
    };
  }
  const version = rest.join('@');
  if (!/^https?:/.test(version)) return { asks: [{ id: name, value: version.split('+')[0] || '*', from }], notes: [] };
  const inUrl = /(\d{1,4}\.\d{1,6}\.\d{1,6})(?:\.tgz|\.c?js)/.exec(version.slice(0, 1000))?.[1];
  const taken = inUrl
    ? `version ${inUrl} is taken from the registry instead`
    : 'its version is taken from the lock file';
  return { asks: [{ id: name, value: inUrl ?? '*', from }], notes: [`${from} gives ${name} as an address; ${taken}.`] };
}

function devEngines(manifest: Manifest): ManagerAsk[] {
  return MANAGER_IDS.flatMap((id) => devEngine(manifest, 'packageManager', id).map((ask) => ({ id, ...ask })));
}

function keyed(manifest: Manifest, key: 'volta' | 'engines'): ManagerAsk[] {
  return MANAGER_IDS.flatMap((id) => {
    const value = stringAt(manifest.json, key, id);
    return value ? [{ id, value, from: `${manifest.path} ${key}.${id}` }] : [];
  });
}

function toolFileAsks(project: Project, folder: string): ManagerAsk[] {
  const asks = toolAsks(project, folder).flatMap(({ tool, value, from }) =>
    isManager(tool) ? [{ id: tool, value, from }] : [],
  );
  const bun = versionFile(project, inside(folder, '.bun-version')).map((ask) => ({ id: 'bun' as const, ...ask }));
  return [...asks, ...bun];
}

const SETTINGS_FILES: readonly (readonly [file: string, id: ManagerId])[] = [
  ['pnpm-workspace.yaml', 'pnpm'],
  ['.pnpmfile.cjs', 'pnpm'],
  ['.yarnrc.yml', 'yarn'],
  ['.yarnrc', 'yarn'],
  ['bunfig.toml', 'bun'],
];

/** A manager's own settings file says that it is used, though not which version. */
function settingsFiles(project: Project, folder: string): ManagerAsk[] {
  const found = SETTINGS_FILES.filter(([file]) => project.has(inside(folder, file)));
  return found.map(([file, id]) => ({ id, value: file === '.yarnrc' ? '1' : '*', from: inside(folder, file) }));
}
