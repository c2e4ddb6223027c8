import type { Project } from '../../../core/project.ts';
import { withoutComments } from '../../shared/comments.ts';
import { inside } from '../../shared/paths.ts';
import { type Catalog, readCatalog } from './catalog.ts';
import { blocksOf } from './text.ts';

/** A file of a build, without its comments. */
export interface Script {
  readonly path: string;
  readonly text: string;
}

/** Everything that says how one project of a Gradle build is built: its own file first, then what it applies and inherits. */
export interface GradleProject {
  /** Its build file, or the settings where it has none. */
  readonly path: string;
  readonly scripts: readonly Script[];
  readonly catalog: Catalog;
  /** Variables of gradle.properties. */
  readonly properties: ReadonlyMap<string, string>;
  /** Versions of plugins by id, wherever the build says them. */
  readonly pluginVersions: ReadonlyMap<string, string>;
  /** Ids of the plugins that are applied. */
  readonly plugins: ReadonlyMap<string, string>;
}

const BUILD_FILES = ['build.gradle.kts', 'build.gradle'];
export const SETTINGS_FILES = ['settings.gradle.kts', 'settings.gradle'];
/** Where the plugins of a build's own are, which only collect what several projects share. */
const CONVENTIONS = [
  'buildSrc/src/main/kotlin',
  'buildSrc/src/main/groovy',
  'build-logic/src/main/kotlin',
  'build-logic/src/main/groovy',
  'build-logic/convention/src/main/kotlin',
];

/** A project's build file; undefined where it has none. */
export function buildFile(project: Project, folder: string): string | undefined {
  return firstOf(project, folder, BUILD_FILES);
}

/** The first of some files that is there. */
export function firstOf(project: Project, folder: string, names: readonly string[]): string | undefined {
  return names.map((name) => inside(folder, name)).find((path) => project.has(path));
}

const MOST_CONVENTIONS = 50;
const LONGEST = 128 * 1024;

const alreadyRead = new WeakMap<Project, Map<string, Script[]>>();

/** A file without its comments; each is read once. */
export function readScript(project: Project, path: string | undefined): Script[] {
  if (path === undefined) return [];
  const known = alreadyRead.get(project) ?? new Map<string, Script[]>();
  const text = known.has(path) ? undefined : project.text(path);
  if (text !== undefined) known.set(path, [{ path, text: withoutComments(text.slice(0, LONGEST), path) }]);
  alreadyRead.set(project, known);
  return known.get(path) ?? [];
}

const projects = new WeakMap<Project, Map<string, GradleProject>>();

/** Reads what says how a project is built, once: nothing of it is run. */
export function readGradle(project: Project, root: string, folder: string): GradleProject {
  const known = projects.get(project) ?? new Map<string, GradleProject>();
  const key = JSON.stringify([root, folder]);
  const gradle = known.get(key) ?? gatherGradle(project, root, folder);
  projects.set(project, known.set(key, gradle));
  return gradle;
}

function gatherGradle(project: Project, root: string, folder: string): GradleProject {
  const own = readScript(project, buildFile(project, folder));
  const top = folder === root ? [] : readScript(project, buildFile(project, root));
  const settings = readScript(project, firstOf(project, root, SETTINGS_FILES));
  const shared = [...own.slice(folder === root ? 0 : 1), ...top].flatMap(({ path, text }) =>
    blocksOf(text, /\b(?:sub|all)projects\b/).map((block) => ({ path, text: block })),
  );
  const catalog = readCatalog(project, root);
  const conventions = own.flatMap(({ text }) => conventionScripts(project, root, text));
  const scripts = [...own, ...conventions, ...shared];
  const applied = new Map<string, string>();
  const versions = new Map<string, string>();
  for (const { path, text } of [...scripts, ...top, ...settings])
    for (const { id, version, applies } of pluginsIn(text, catalog)) {
      if (version !== undefined && !versions.has(id)) versions.set(id, version);
      if (applies && scripts.some((script) => script.path === path && script.text === text) && !applied.has(id))
        applied.set(id, path);
    }
  return {
    path: own[0]?.path ?? settings[0]?.path ?? root,
    scripts,
    catalog,
    properties: propertiesOf(project, root),
    pluginVersions: versions,
    plugins: applied,
  };
}

/** The files of plugins that the build itself has, and of those that they apply in turn: their ids are their names. */
function conventionScripts(project: Project, root: string, text: string): Script[] {
  const ids = new Set(idsIn(text));
  const scripts: Script[] = [];
  // what is added to a set while it is walked is walked too, and each id once: plugins may apply each other in a circle
  for (const id of ids) {
    if (scripts.length >= MOST_CONVENTIONS) break;
    const names = CONVENTIONS.flatMap((place) => [`${place}/${id}.gradle.kts`, `${place}/${id}.gradle`]);
    for (const script of readScript(project, firstOf(project, root, names))) {
      scripts.push(script);
      for (const inner of idsIn(script.text)) ids.add(inner);
    }
  }
  return scripts;
}

function idsIn(text: string): string[] {
  const found = [...text.matchAll(/\bid\s{0,4}\(?\s{0,4}["']([\w.-]{1,100})["']/g)];
  return found.slice(0, 50).map((match) => match[1] ?? '');
}

interface AppliedPlugin {
  readonly id: string;
  readonly version: string | undefined;
  readonly applies: boolean;
}

const BY_ID =
  /\b(id|kotlin|alias)\s{0,4}\(?\s{0,4}(?:["']([\w.-]{1,100})["']|libs\.plugins\.([\w.]{1,100}))\s{0,4}\)?(?:\s{0,4}version\s{0,4}\(?\s{0,4}["']([^"'\n]{1,60})["']\)?)?(\s{0,4}(?:\.\s{0,4})?apply\s{0,4}\(?\s{0,4}false)?/g;
const BY_NAME = /\bapply\s{0,4}\(?\s{0,4}plugin\s{0,4}[:=]\s{0,4}["']([\w.-]{1,100})["']/g;
const CLASSPATH = /["']org\.springframework\.boot:spring-boot-gradle-plugin:([^"'\n]{1,60})["']/g;
const BARE = /(?:^|;)[ \t]{0,40}`?(application|java|java-library|war|groovy|scala)`?[ \t]{0,8}(?=;|$)/gm;

/** The plugins that a text names, as ids. */
function pluginsIn(text: string, catalog: Catalog): AppliedPlugin[] {
  const byId = [...text.matchAll(BY_ID)].flatMap(([, verb, name, alias, version, off]) => {
    const listed = alias === undefined ? undefined : catalog.plugins.get(alias.replace(/\.$/, ''));
    const id = listed?.id ?? (verb === 'kotlin' ? `org.jetbrains.kotlin.${name}` : name);
    return id === undefined ? [] : [{ id, version: version ?? listed?.version, applies: off === undefined }];
  });
  const byName = [...text.matchAll(BY_NAME)].map(([, id = '']) => ({ id, version: undefined, applies: true }));
  const bare = blocksOf(text, /\bplugins\b/).flatMap((block) =>
    [...block.matchAll(BARE)].map(([, id = '']) => ({ id, version: undefined, applies: true })),
  );
  const old = [...text.matchAll(CLASSPATH)].map(([, version]) => ({
    id: 'org.springframework.boot',
    version,
    applies: false,
  }));
  return [...byId, ...byName, ...bare, ...old];
}

function propertiesOf(project: Project, root: string): ReadonlyMap<string, string> {
  const lines = (project.text(inside(root, 'gradle.properties')) ?? '').split('\n').slice(0, 1000);
  const pairs = lines.map((line) => /^\s{0,20}([\w.-]{1,100})\s{0,8}[=:]\s{0,8}(.{0,500})$/.exec(line.trimEnd()));
  return new Map(pairs.flatMap((match) => (match ? [[match[1] ?? '', match[2] ?? ''] as const] : [])));
}
