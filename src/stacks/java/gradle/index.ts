import type { Given } from '../../../core/answers.ts';
import type { Project } from '../../../core/project.ts';
import { inside, resolveInside, upwards } from '../../shared/paths.ts';
import { lineAt } from '../../shared/sources.ts';
import type { JavaBuild, Place } from '../build.ts';
import { chosenModule } from '../modules.ts';
import { GRADLE_WRAPPER, wrapperOf } from '../wrapper.ts';
import { gradleAsks } from './asks.ts';
import { gradleDependencies } from './dependencies.ts';
import {
  buildFile,
  firstOf,
  type GradleProject,
  readGradle,
  readScript,
  type Script,
  SETTINGS_FILES,
} from './script.ts';
import { gradleMain, gradleShape } from './shape.ts';

const MOST_MODULES = 500;
const MOST_NOTES = 5;
/** It says where Gradle itself comes from. */
const WRAPPER = 'gradle/wrapper/gradle-wrapper.properties';

/** What a Gradle build says of a service; undefined where there is none. */
export function gradleBuild(project: Project, service: string, given: Given): JavaBuild | undefined {
  if (!buildFile(project, service) && !firstOf(project, service, SETTINGS_FILES)) return undefined;
  const root = rootOf(project, service);
  const below = service === root ? serviceModules(project, root) : [];
  const folder = chosenModule(service, below, given) ?? service;
  const gradle = readGradle(project, root, folder);
  const place = placeOf(project, service, root, folder);
  const wrapper = wrapperOf(project, root, place.context, GRADLE_WRAPPER);
  const found = gradleShape(gradle);
  return {
    tool: 'gradle',
    manifest: gradle.path,
    place,
    wrapper,
    modules: gradleShape(readGradle(project, root, service)) === null || folder !== service ? below : [],
    dependencies: gradleDependencies(gradle),
    shape: found?.shape ?? null,
    shapeFrom: found?.from ?? gradle.path,
    frameworkVersion: found?.version,
    goals: `${projectPath(project, root, folder)}${found?.task ?? 'jar'}`,
    mainClass: gradleMain(gradle),
    asks: [...gradleAsks(gradle), ...daemonAsks(project, root)],
    primes: false,
    manifests: [],
    archive: /[wW]ar$/.test(found?.task ?? '') ? '*.war' : '*.jar',
    attaches: false,
    configured: false,
    settings: [
      ...gradle.scripts.map(({ path }) => path),
      ...['gradle.properties', 'settings.gradle', 'settings.gradle.kts', 'init.gradle', WRAPPER].map((file) =>
        inside(root, file),
      ),
    ],
    secret: { id: 'gradle_props', required: false, for: 'install', source: '$HOME/.gradle/gradle.properties' },
    notes: [...(wrapper?.notes ?? []), ...looseVersions(project, folder, gradle)],
  };
}

/** The settings that include the service make the build; a build file alone is one of its own. */
function rootOf(project: Project, service: string): string {
  const root = upwards(service).find((folder) => {
    if (folder !== service) return projectsOf(project, folder).some((each) => each.folder === service);
    return firstOf(project, folder, SETTINGS_FILES) !== undefined;
  });
  return root ?? service;
}

/** Folders of other builds that this one includes have to be there too. */
function placeOf(project: Project, service: string, root: string, folder: string): Place {
  const [settings] = readScript(project, firstOf(project, root, SETTINGS_FILES));
  const builds = [...(settings?.text ?? '').matchAll(/\bincludeBuild\s{0,4}\(?\s{0,4}["']([^"'\n]{1,200})["']/g)];
  const needed = [root, ...builds.flatMap((match) => resolveInside(root, match[1] ?? '') ?? [])];
  const inOwn = needed.every((each) => service === '.' || each === service || each.startsWith(`${service}/`));
  return { context: inOwn ? service : '.', root, folder };
}

interface Included {
  /** As Gradle names it: `:services:api`. */
  readonly name: string;
  readonly folder: string;
}

const INCLUDE =
  /\binclude(?!Build|Group|Module|d)\w{0,10}\s{0,4}\(?((?:\s{0,80}["'][\w:./-]{1,200}["']\s{0,8},?){1,200})/g;
const MOVED =
  /\bproject\(\s{0,4}["']([\w:.-]{1,200})["']\s{0,4}\)\.projectDir\s{0,4}=\s{0,4}(?:new\s{1,4})?(?:File|file)\(\s{0,4}(?:rootDir\s{0,4},\s{0,4}|settingsDir\s{0,4},\s{0,4})?["']([^"'\n]{1,200})["']/g;

const projects = new WeakMap<Script, readonly Included[]>();

/** The projects that the settings of a folder include. Every project asks for them, so they are listed once. */
function projectsOf(project: Project, root: string): readonly Included[] {
  const [settings] = readScript(project, firstOf(project, root, SETTINGS_FILES));
  const known = settings && (projects.get(settings) ?? listProjects(settings, root));
  if (settings && known) projects.set(settings, known);
  return known ?? [];
}

function listProjects(settings: Script, root: string): Included[] {
  const moved = new Map([...settings.text.matchAll(MOVED)].map(([, name = '', folder = '']) => [colon(name), folder]));
  const names = [...settings.text.matchAll(INCLUDE)].flatMap(([, list = '']) => list.match(/[\w:./-]+/g) ?? []);
  return [...new Set(names.map(colon))].slice(0, MOST_MODULES).flatMap((name) => {
    const folder = resolveInside(root, moved.get(name) ?? name.slice(1).replaceAll(':', '/'));
    return folder === undefined || folder === root ? [] : [{ name, folder }];
  });
}

function colon(name: string): string {
  return `:${name.replace(/^:/, '').replaceAll('/', ':')}`;
}

function serviceModules(project: Project, root: string): string[] {
  return projectsOf(project, root).flatMap(({ folder }) =>
    gradleShape(readGradle(project, root, folder)) === null ? [] : [folder],
  );
}

/** What stands before a task: nothing in a build of one project. */
function projectPath(project: Project, root: string, folder: string): string {
  const projects = projectsOf(project, root);
  const own = projects.find((each) => each.folder === folder)?.name;
  if (own !== undefined) return `${own}:`;
  return projects.length > 0 && folder === root ? ':' : '';
}

/** The release that Gradle itself runs on. */
function daemonAsks(project: Project, root: string) {
  const path = inside(root, 'gradle/gradle-daemon-jvm.properties');
  const text = project.text(path) ?? '';
  const match = /^toolchainVersion\s{0,4}=\s{0,4}(\d{1,2})\b/m.exec(text);
  return match ? [{ value: match[1] ?? '', from: `${path}:${lineAt(text, match.index)}`, exact: true }] : [];
}

/** Versions that mean another artifact tomorrow, where no lock file holds them. */
function looseVersions(project: Project, folder: string, { scripts }: GradleProject): string[] {
  if (project.has(inside(folder, 'gradle.lockfile'))) return [];
  const found = scripts.flatMap(({ path, text }) =>
    [...text.matchAll(/["'][\w.-]{1,100}:[\w.-]{1,100}:(?:latest\.\w{1,20}|[\d.]{0,20}\+)["']/g)]
      .slice(0, MOST_NOTES)
      .map(({ index }) => `${path}:${lineAt(text, index)}`),
  );
  return found
    .slice(0, MOST_NOTES)
    .map(
      (from) => `${from} takes the newest version of the day: name one, or write a gradle.lockfile (--write-locks).`,
    );
}
