import { type Project, stringAt, valueAt } from '../../../core/project.ts';
import type { Evidence } from '../../../core/stack.ts';
import { supportedVersions, supportOf, TABLE_DAY } from '../../../images/support.ts';
import { inside, upwards } from '../paths.ts';
import { isNewer } from '../release.ts';
import { shown } from '../shown.ts';
import { toolAsks } from '../tool-files.ts';
import { type VersionAsk, versionEvidence, versionFile, withEarlier } from '../version-files.ts';
import type { Manifest } from './manifest.ts';
import { allowsLine } from './specifier.ts';

/** The Python that a service runs on. */
export interface PythonVersion {
  /** As the image's tag names it: `3.14`. */
  readonly version: string;
  readonly evidence: Evidence;
  readonly notes: readonly string[];
}

/** Lines that images were made of, oldest last; what a range needs that leaves out every supported one. */
const OLDER = ['3.10', '3.9', '3.8', '3.7'];

/**
 * The release line that a service runs on: what `.python-version`, runtime.txt, asdf or mise pin, else the newest supported one
 * that the ranges of pyproject.toml, Pipfile and setup files allow. A pinned line that ended is kept, and said.
 * @param earlier what another Dockerfile runs: it counts before ranges that allow it
 */
export function pythonVersion(
  project: Project,
  service: string,
  manifest: Manifest | undefined,
  earlier?: VersionAsk,
): PythonVersion {
  const notes: string[] = [];
  for (const ask of withEarlier(asks(project, service, manifest), earlier, leavesOpen)) {
    const version = lineOf(ask.value);
    if (version !== undefined) {
      notes.push(...ended(version, ask), ...newer(version, ask));
      return { version, evidence: versionEvidence(version, ask.from), notes };
    }
    notes.push(`${ask.from} asks for Python ${shown(ask.value)}, which names no release line of CPython.`);
  }
  const version = supportedVersions('python', TABLE_DAY)[0] ?? '3.14';
  return { version, evidence: versionEvidence(version, 'default'), notes };
}

function asks(project: Project, service: string, manifest: Manifest | undefined): VersionAsk[] {
  const pinned = upwards(service).flatMap((folder) => [
    ...versionFile(project, inside(folder, '.python-version')),
    ...versionFile(project, inside(folder, 'runtime.txt')),
    ...toolAsks(project, folder).filter(({ tool }) => tool === 'python'),
  ]);
  const { json, path, pipfile } = manifest ?? {};
  const lines = [
    { value: stringAt(pipfile, 'requires', 'python_full_version'), from: 'Pipfile requires.python_full_version' },
    { value: stringAt(pipfile, 'requires', 'python_version'), from: 'Pipfile requires.python_version' },
    { value: stringAt(json, 'project', 'requires-python'), from: `${path} requires-python` },
    { value: poetryPython(json), from: `${path} tool.poetry.dependencies.python` },
    ...setupFiles(project, service),
  ];
  return [
    ...pinned,
    ...lines.flatMap(({ value, from }) => (value === undefined || value.trim() === '' ? [] : [{ value, from }])),
  ];
}

function poetryPython(json: unknown): string | undefined {
  const value = valueAt(json, 'tool', 'poetry', 'dependencies', 'python');
  return typeof value === 'string' ? value : stringAt(value, 'version');
}

function setupFiles(project: Project, service: string): { value: string | undefined; from: string }[] {
  return ['setup.cfg', 'setup.py'].map((file) => {
    const path = inside(service, file);
    const text = project.text(path)?.slice(0, 64 * 1024) ?? '';
    const value = /\bpython_requires\s{0,4}=\s{0,4}["']?([^"'\n]{1,100})/.exec(text)?.[1]?.trim();
    return { value, from: `${path} python_requires` };
  });
}

/** Whether a range (`>=3.11`) allows the line of another ask; a line that is named leaves nothing open. */
function leavesOpen({ value }: VersionAsk, theirs: VersionAsk): boolean {
  const line = lineOf(theirs.value);
  return line !== undefined && exactLine(value) === undefined && allowsLine(value.trim(), line) === true;
}

/** The line that a text names (`3.12.4`, `python-3.12`, `cpython@3.12`), or the newest that its range allows. */
function lineOf(text: string): string | undefined {
  const plain = text.trim().replace(NAME, '');
  const exact = exactLine(text);
  if (exact !== undefined) return exact;
  const supported = supportedVersions('python', TABLE_DAY);
  return [...new Set([...supported, ...OLDER])].find((line) => allowsLine(plain, line) === true);
}

const NAME = /^(?:c?python)[-@ ]?(?=\d)/i;

function exactLine(text: string): string | undefined {
  const plain = text.trim().replace(NAME, '');
  return /^v?(3\.\d{1,2})(?:\.(?:\d{1,3}|x|\*))?(?:-dev|t|(?:a|b|rc)\d{1,2})?$/.exec(plain)?.[1];
}

function ended(version: string, { from, value }: VersionAsk): string[] {
  const known = supportOf('python', version, TABLE_DAY);
  const old = OLDER.includes(version) && known.state !== 'supported';
  if (!old && known.state !== 'ended') return [];
  const since = known.state === 'ended' ? ` since ${known.on}` : '';
  return [`${from} asks for Python ${shown(value)}: ${version} gets no security fixes${since}; move to a newer line.`];
}

function newer(version: string, { from }: VersionAsk): string[] {
  const newest = supportedVersions('python', TABLE_DAY)[0] ?? version;
  return isNewer(version, newest) ? [`${from} asks for Python ${version}, which this tool does not know yet.`] : [];
}
