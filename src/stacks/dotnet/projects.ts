import type { Project } from '../../core/project.ts';
import { folderOf } from '../shared/paths.ts';
import { evaluate } from './msbuild.ts';
import { type Evaluation, itemPath } from './msbuild-values.ts';

/** What a project comes to: a server, a worker, a program, pages for the browser, or nothing that runs in a container. */
export type Kind = 'web' | 'worker' | 'console' | 'wasm' | 'library' | 'test' | 'desktop' | 'functions' | 'host';

/** A project file and what is known of it. */
export interface DotnetProject {
  /** Below the project's root: `src/Api/Api.csproj`. */
  readonly path: string;
  readonly folder: string;
  readonly kind: Kind;
  readonly evaluation: Evaluation;
  /** Names of packages in small letters. */
  readonly packages: ReadonlySet<string>;
  /** Other projects that it is built with, below the root. */
  readonly references: readonly string[];
  /** References that lead out of the root or cannot be read. */
  readonly lost: readonly string[];
}

/** Files that are projects of MSBuild; an .esproj is a front end that npm builds. */
export const PROJECT_FILE = /\.(?:cs|fs|vb)proj$/i;

/**
 * Reads a project.
 * @param framework the one of several target frameworks that is published, or undefined
 */
export function readDotnetProject(project: Project, path: string, framework?: string): DotnetProject {
  const evaluation = evaluate(project, path, framework === undefined ? {} : { targetframework: framework });
  const packages = new Set(namesOf(evaluation, 'packagereference'));
  const found = evaluation.items.filter(({ type }) => type === 'projectreference');
  const paths = found.map((item) => ({ item, target: itemPath(evaluation, path, item) }));
  return {
    path,
    folder: folderOf(path),
    kind: kindOf(evaluation, packages),
    evaluation,
    packages,
    references: [...new Set(paths.flatMap(({ target }) => target ?? []))],
    lost: paths.flatMap(({ item, target }) => (target === undefined ? [item.include] : [])),
  };
}

/** The value of a property, or undefined when nothing plain says it. */
export function propertyOf({ evaluation }: Pick<DotnetProject, 'evaluation'>, name: string): string | undefined {
  return evaluation.properties.get(name.toLowerCase())?.value || undefined;
}

/** Whether a property is `true`. */
export function isTrue(project: Pick<DotnetProject, 'evaluation'>, name: string): boolean {
  return propertyOf(project, name)?.toLowerCase() === 'true';
}

/** The names of items of a type, in small letters. */
export function namesOf({ items }: Evaluation, type: string): string[] {
  return items.filter((item) => item.type === type).map(({ include }) => include.toLowerCase());
}

const TEST_PACKAGES = ['microsoft.net.test.sdk', 'xunit', 'xunit.v3', 'nunit', 'mstest', 'tunit', 'benchmarkdotnet'];
const DESKTOP = ['UseWPF', 'UseWindowsForms', 'UseMaui', 'UseWinUI'];

function kindOf(evaluation: Evaluation, packages: ReadonlySet<string>): Kind {
  const sdks = new Set(evaluation.sdks.map((sdk) => sdk.toLowerCase()));
  const subject = { evaluation };
  const output = propertyOf(subject, 'OutputType')?.toLowerCase();
  if (isTrue(subject, 'IsTestProject') || sdks.has('mstest.sdk') || TEST_PACKAGES.some((name) => packages.has(name)))
    return 'test';
  if (sdks.has('aspire.apphost.sdk') || isTrue(subject, 'IsAspireHost')) return 'host';
  if (packages.has('microsoft.azure.functions.worker') || propertyOf(subject, 'AzureFunctionsVersion') !== undefined)
    return 'functions';
  if (sdks.has('microsoft.net.sdk.blazorwebassembly')) return 'wasm';
  if (output === 'library') return 'library';
  if (sdks.has('microsoft.net.sdk.web')) return 'web';
  if (output === 'winexe' || DESKTOP.some((name) => isTrue(subject, name)) || onlyElsewhere(subject)) return 'desktop';
  if (sdks.has('microsoft.net.sdk.worker')) return 'worker';
  if (output === 'exe' && sdks.size > 0) return 'console';
  return 'library';
}

/** Frameworks that run on Windows or on phones only. */
function onlyElsewhere(subject: Pick<DotnetProject, 'evaluation'>): boolean {
  const targets = targetFrameworks(subject);
  return (
    targets.length > 0 &&
    targets.every((target) => /^net[1-4]\d{1,2}$|^v[1-4]|-(?:windows|android|ios|mac|tizen|browser)/i.test(target))
  );
}

/** `net10.0`, or several of them; empty when nothing plain says it. */
export function targetFrameworks(subject: Pick<DotnetProject, 'evaluation'>): string[] {
  const text =
    propertyOf(subject, 'TargetFrameworks') ??
    propertyOf(subject, 'TargetFramework') ??
    propertyOf(subject, 'TargetFrameworkVersion') ??
    '';
  return text
    .split(';')
    .map((each) => each.trim())
    .filter(Boolean);
}

/** The kinds that a container runs. */
export function runs({ kind }: DotnetProject): boolean {
  return kind === 'web' || kind === 'worker' || kind === 'console' || kind === 'wasm';
}
