import type { Project } from '../../core/project.ts';
import { inside } from '../shared/paths.ts';
import { lineAt } from '../shared/sources.ts';
import { type Tool, toolAsks } from '../shared/tool-files.ts';
import { type VersionAsk, versionFile } from '../shared/version-files.ts';
import type { Named } from './skeleton.ts';

const LONGEST = 256 * 1024;
const MOST = 100;
/** What a program can be called without being read as an option, a path or anything of a shell's. */
const NAME = /^[A-Za-z0-9_][\w.+-]{0,99}$/;

/** The beginning of a file, or undefined when it is not there. */
export function head(project: Project, path: string): string | undefined {
  return project.text(path)?.slice(0, LONGEST);
}

/** The names that a pattern finds in a file (its first group), each with the line that says so; what is no plain name is left out. */
export function namesIn(project: Project, path: string, pattern: RegExp): Named[] {
  const text = head(project, path) ?? '';
  const found = [...text.matchAll(pattern)].slice(0, MOST);
  return found.flatMap(({ 1: name = '', index }) =>
    NAME.test(name) ? [{ name, from: `${path}:${lineAt(text, index)}` }] : [],
  );
}

/** Each name once, the first place that says it. */
export function unique(names: readonly Named[]): Named[] {
  return names.filter(({ name }, index) => names.findIndex((other) => other.name === name) === index);
}

/** The paths below a service that are there. */
export function there(project: Project, service: string, paths: readonly string[]): string[] {
  return paths.filter((path) => project.has(inside(service, path)));
}

/** What a version file, asdf or mise pins, before what the manifest asks for. */
export function versionAsks(
  project: Project,
  service: string,
  file: string | null,
  tool: Tool,
  declared: readonly (VersionAsk | undefined)[],
): VersionAsk[] {
  return [
    ...(file === null ? [] : versionFile(project, inside(service, file))),
    ...toolAsks(project, service).filter((each) => each.tool === tool),
    ...declared.flatMap((each) => each ?? []),
  ];
}

/** What a pattern's first group finds in a file, as an ask. */
export function askIn(project: Project, path: string, pattern: RegExp, key: string): VersionAsk | undefined {
  const value = pattern.exec(head(project, path) ?? '')?.[1];
  return value === undefined ? undefined : { value, from: `${path} ${key}` };
}
