import { type Project, readToml, stringAt, valueAt } from '../../../core/project.ts';
import type { Evidence } from '../../../core/stack.ts';
import { inside, upwards } from '../../shared/paths.ts';
import { plainText } from '../../shared/shown.ts';
import { lineAt } from '../../shared/sources.ts';
import { type Tool, toolAsks } from '../../shared/tool-files.ts';
import { type VersionAsk, versionEvidence, versionFile } from '../../shared/version-files.ts';

/** Where a generator's version is usually said. */
export interface VersionSources {
  readonly tool: Tool;
  /** Files that hold nothing else. */
  readonly files: readonly string[];
  /** The variable that hosts of sites and workflows take it from: `HUGO_VERSION`. */
  readonly variable: string;
  /** Its name as an input of GitHub's actions: `hugo-version`. */
  readonly input: string;
}

const WORKFLOWS = '.github/workflows';
const MOST_WORKFLOWS = 50;
const LONGEST = 64 * 1024;
const CI_FILES = ['.gitlab-ci.yml', 'amplify.yml', 'render.yaml'];

/** Everything that asks for a version, what counts most first: its own files, version managers, the host's settings, CI. */
export function versionAsks(project: Project, service: string, sources: VersionSources): VersionAsk[] {
  const pinned = upwards(service).flatMap((folder) => [
    ...sources.files.flatMap((file) => versionFile(project, inside(folder, file))),
    ...toolAsks(project, folder).filter(({ tool }) => tool === sources.tool),
    ...netlify(project, inside(folder, 'netlify.toml'), sources.variable),
  ]);
  const workflows = project.list(WORKFLOWS).filter(({ name, kind }) => kind === 'file' && /\.ya?ml$/.test(name));
  const texts = [...workflows.slice(0, MOST_WORKFLOWS).map(({ name }) => `${WORKFLOWS}/${name}`), ...CI_FILES];
  return [...pinned, ...texts.flatMap((path) => inText(project, path, sources))];
}

/** The settings of Netlify for production count before those for every build. */
function netlify(project: Project, path: string, variable: string): VersionAsk[] {
  const settings = readToml(project, path);
  const environments = [
    valueAt(settings, 'context', 'production', 'environment'),
    valueAt(settings, 'build', 'environment'),
  ];
  return environments.flatMap((environment) => {
    const value = stringAt(environment, variable);
    return value === undefined ? [] : [{ value, from: `${path} ${variable}` }];
  });
}

/** `HUGO_VERSION: 0.150.0`, `hugo-version: '0.150.0'`, `tool: zola@0.21.0` in a file of CI. */
function inText(project: Project, path: string, { tool, variable, input }: VersionSources): VersionAsk[] {
  const text = project.text(path)?.slice(0, LONGEST) ?? '';
  const pattern = new RegExp(
    `(?:\\b${variable}["']?[ \\t]{0,4}[:=]|\\b${input}:|\\b${tool}@)[ \\t]{0,4}["']?v?(\\d{1,3}\\.\\d{1,4}(?:\\.\\d{1,4})?)`,
  );
  const match = pattern.exec(text);
  return match?.[1] === undefined ? [] : [{ value: match[1], from: `${path}:${lineAt(text, match.index)}` }];
}

/** The version that was found, and what to know of it. */
export interface GeneratorVersion {
  readonly evidence: Evidence;
  readonly notes: readonly string[];
}

/**
 * The exact version that the first usable ask names.
 * @param releases what is taken when nothing says it, and the first release that has an image of its own
 */
export function generatorVersion(
  title: string,
  asks: readonly VersionAsk[],
  releases: { readonly newest: string; readonly first: string },
): GeneratorVersion {
  const notes: string[] = [];
  for (const { value, from } of asks) {
    const version = exact(value);
    if (version === undefined) {
      notes.push(`${from} asks for ${title} ${plainText(value).slice(0, 40)}, which names no release; it is left out.`);
      continue;
    }
    if (isOlder(version, releases.first)) {
      const note = `${from} asks for ${title} ${version}, and the first release with an image of its own is ${releases.first}: see that the site builds with it.`;
      return { evidence: versionEvidence(releases.first, from), notes: [...notes, note] };
    }
    return { evidence: versionEvidence(version, from), notes };
  }
  return { evidence: versionEvidence(releases.newest, 'default'), notes };
}

/** `v0.150`, `extended_0.150.0` → `0.150.0`. */
function exact(text: string): string | undefined {
  const found = /^(?:extended_|v)?(\d{1,3}\.\d{1,4})(\.\d{1,4})?(?:[-/+]?extended)?$/.exec(text.trim());
  return found ? `${found[1]}${found[2] ?? '.0'}` : undefined;
}

/** Whether a version comes before another. */
export function isOlder(version: string, than: string): boolean {
  return version.localeCompare(than, 'en', { numeric: true }) < 0;
}
