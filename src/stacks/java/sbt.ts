import type { Given } from '../../core/answers.ts';
import type { Project } from '../../core/project.ts';
import { withoutComments } from '../shared/comments.ts';
import { inside, resolveInside, upwards } from '../shared/paths.ts';
import { lineAt } from '../shared/sources.ts';
import type { JavaBuild, MainClass, Shape } from './build.ts';
import { isClass, programsIn } from './mains.ts';
import { chosenModule } from './modules.ts';
import type { JavaAsk } from './versions.ts';

const MOST_ASKS = 20;
const LONGEST = 128 * 1024;
const PROJECT =
  /\b(?:lazy\s{1,4})?val\s{1,4}`?(\w[\w-]{0,99})`?\s{0,4}=\s{0,4}\(?\s{0,4}(?:project|Project\([^()\n]{0,200}\))(?:\s{0,4}\.?\s{0,4}in\s{0,4}\(?\s{0,4}file\(\s{0,4}"([^"\n]{1,200})"\s{0,4}\))?/g;
const MAIN = /\bmainClass\b[^\n=]{0,60}:=\s{0,4}Some\(\s{0,4}"([\w.$]{1,300})"/g;
const LIBRARY =
  /"([\w.-]{1,100})"\s{0,4}%%?%?\s{0,4}"([\w.-]{1,100})"\s{0,4}%\s{0,4}"([^"\n]{1,60})"(\s{0,4}%\s{0,4}"?Test)?/gi;
const RELEASE =
  /["'](?:-release|--release|-release:|-java-output-version|-target:(?:jvm-)?)["']?\s{0,4},?\s{0,4}["']?:?([\d.]{1,6})\b/g;

/** What build.sbt says of a service, in its folder or above it; undefined where there is none. */
export function sbtBuild(project: Project, service: string, given: Given): JavaBuild | undefined {
  const root = upwards(service).find((folder) => project.has(inside(folder, 'build.sbt')));
  if (root === undefined) return undefined;
  const path = inside(root, 'build.sbt');
  const text = withoutComments((project.text(path) ?? '').slice(0, LONGEST), path);
  const projects = projectsOf(root, text);
  const below = root === service ? runningBelow(project, root, projects) : [];
  const folder = chosenModule(service, runs(project, service) ? [] : below, given) ?? service;
  const named = projects.find((each) => each.folder === folder);
  if (root !== service && named === undefined) return undefined;
  const plugins = project.text(inside(root, 'project/plugins.sbt')) ?? '';
  const { shape, task } = shapeOf(plugins);
  const dependencies = librariesIn(text);
  const play = /sbt-plugin"|PlayScala|PlayJava|PlayService/.test(plugins + text);
  if (play) dependencies.set('org.playframework:play', undefined);
  const mainClass = play ? { value: 'play.core.server.ProdServerStart', from: path } : mainOf(path, text);
  return {
    tool: 'sbt',
    manifest: path,
    place: { context: root === service ? service : '.', root, folder },
    wrapper: null,
    modules: runs(project, service) ? [] : below,
    dependencies,
    shape: mainClass || runs(project, folder) ? shape : null,
    shapeFrom: shape === null ? path : inside(root, 'project/plugins.sbt'),
    frameworkVersion: undefined,
    goals: `${named && folder !== root ? `${named.name}/` : ''}${task}`,
    mainClass,
    asks: asksOf(path, text),
    primes: false,
    manifests: [],
    archive: '*assembly*.jar',
    attaches: false,
    configured: ['conf', 'src/universal/conf'].some((name) => project.hasDirectory(inside(folder, name))),
    settings: [
      path,
      inside(root, 'project/plugins.sbt'),
      inside(root, 'credentials.sbt'),
      inside(root, '.credentials'),
    ],
    secret: { id: 'sbt_credentials', required: false, for: 'install', source: '$HOME/.sbt/.credentials' },
    notes: shape === null ? [noPackagerNote(root)] : [],
  };
}

/** The projects of a build that start something, beside the root's own. */
function runningBelow(project: Project, root: string, projects: ReturnType<typeof projectsOf>): string[] {
  return projects.flatMap(({ folder }) => (folder !== root && runs(project, folder) ? [folder] : []));
}

function librariesIn(text: string): Map<string, string | undefined> {
  const libraries = [...text.matchAll(LIBRARY)].filter(([, , , , test]) => test === undefined);
  return new Map(libraries.map(([, group, artifact, version]) => [`${group}:${artifact}`, version]));
}

function noPackagerNote(root: string): string {
  return `${inside(root, 'project/plugins.sbt')} has neither sbt-native-packager nor sbt-assembly, so nothing makes a program: add one of them.`;
}

function runs(project: Project, folder: string): boolean {
  return programsIn(project, folder).length > 0 || project.has(inside(folder, 'conf/routes'));
}

function projectsOf(root: string, text: string): { readonly name: string; readonly folder: string }[] {
  return [...text.matchAll(PROJECT)].slice(0, 200).flatMap(([, name = '', file]) => {
    const folder = resolveInside(root, file ?? name);
    return folder === undefined ? [] : [{ name, folder }];
  });
}

/** Play brings sbt-native-packager along. */
function shapeOf(plugins: string): { readonly shape: Shape | null; readonly task: string } {
  if (/"sbt-assembly"/.test(plugins)) return { shape: 'jar', task: 'assembly' };
  if (/"sbt-native-packager"|"(?:com\.typesafe\.play|org\.playframework)"/.test(plugins))
    return { shape: 'stage', task: 'stage' };
  return { shape: null, task: 'stage' };
}

function mainOf(path: string, text: string): MainClass | null {
  for (const match of text.matchAll(MAIN))
    if (isClass(match[1] ?? '')) return { value: match[1] ?? '', from: `${path}:${lineAt(text, match.index)}` };
  return null;
}

function asksOf(path: string, text: string): JavaAsk[] {
  return [...text.matchAll(RELEASE)].slice(0, MOST_ASKS).map((match) => ({
    value: match[1] ?? '',
    from: `${path}:${lineAt(text, match.index)}`,
    exact: false,
  }));
}
