import type { Given } from '../../../core/answers.ts';
import type { Project } from '../../../core/project.ts';
import { folderOf, inside, upwards } from '../../shared/paths.ts';
import type { JavaBuild, Place } from '../build.ts';
import { chosenModule } from '../modules.ts';
import { MAVEN_WRAPPER, wrapperOf } from '../wrapper.ts';
import { archiveOf } from './archive.ts';
import { mavenAsks } from './asks.ts';
import { dependenciesOf } from './items.ts';
import { looseVersions } from './loose.ts';
import { mavenMain } from './main.ts';
import { lineage, modulesOf, type Pom, readPom } from './pom.ts';
import { canPrime } from './prime.ts';
import { mavenShape } from './shape.ts';

const MOST_MODULES = 500;

/** What a pom.xml says of a service; undefined where there is none. */
export function mavenBuild(project: Project, service: string, given: Given): JavaBuild | undefined {
  const own = readPom(project, inside(service, 'pom.xml'));
  if (!own) return undefined;
  const below = serviceModules(project, own);
  const folder = chosenModule(service, below, given) ?? service;
  const pom = folder === service ? own : (readPom(project, inside(folder, 'pom.xml')) ?? own);
  const place = placeOf(project, service, pom);
  const wrapper = wrapperOf(project, place.root, place.context, MAVEN_WRAPPER);
  const { shape, from, version } = mavenShape(project, pom);
  const dotMvn = inside(place.root, '.mvn');
  return {
    tool: 'maven',
    manifest: pom.path,
    place,
    wrapper,
    modules: below,
    dependencies: new Map(dependenciesOf(pom).map((one) => [`${one.group}:${one.artifact}`, one.version])),
    shape,
    shapeFrom: from,
    frameworkVersion: version,
    goals: 'package',
    mainClass: mavenMain(pom),
    asks: mavenAsks(pom),
    primes: place.context === place.folder && pom.parent === null && shape !== null && canPrime(pom),
    manifests: [
      pom.path,
      ...(project.hasDirectory(dotMvn) ? [dotMvn] : []),
      ...(wrapper ? [inside(place.root, wrapper.script)] : []),
    ],
    ...archiveOf(pom),
    configured: false,
    settings: [...lineage(pom).map(({ path }) => path), ...SETTINGS.map((file) => inside(place.root, file))],
    secret: { id: 'maven_settings', required: false, for: 'install', source: '$HOME/.m2/settings.xml' },
    notes: [...(wrapper?.notes ?? []), ...looseVersions(pom)],
  };
}

const SETTINGS = [
  'settings.xml',
  '.mvn/settings.xml',
  '.mvn/maven.config',
  '.m2/settings.xml',
  'ci_settings.xml',
  '.mvn/wrapper/maven-wrapper.properties',
];

/**
 * Modules that run: what only collects others, and what others are built with, is none. Each folder is looked at once, however
 * often it is named: a pom may even name itself.
 */
function serviceModules(project: Project, pom: Pom, seen = new Set([pom.folder]), depth = 0): string[] {
  const found = modulesOf(pom).flatMap((folder) => {
    if (seen.has(folder)) return [];
    seen.add(folder);
    const module = readPom(project, inside(folder, 'pom.xml'));
    if (!module) return [];
    if (modulesOf(module).length > 0 && depth < 3) return serviceModules(project, module, seen, depth + 1);
    return mavenShape(project, module).shape === null ? [] : [folder];
  });
  return found.slice(0, MOST_MODULES);
}

/** The topmost aggregator that has the module runs the build; a parent that is none only has to be there. */
function placeOf(project: Project, service: string, pom: Pom): Place {
  const root = aggregatorOf(project, pom);
  const needed = [root, ...lineage(pom).map(({ folder }) => folder)];
  const inOwn = needed.every((folder) => service === '.' || folder === service || folder.startsWith(`${service}/`));
  return { context: inOwn ? service : '.', root, folder: pom.folder };
}

function aggregatorOf(project: Project, pom: Pom): string {
  let root = pom.folder;
  for (const above of upwards(folderOf(pom.folder === '.' ? 'pom.xml' : pom.folder))) {
    if (pom.folder === '.') break;
    const candidate = readPom(project, inside(above, 'pom.xml'));
    if (candidate && modulesOf(candidate).includes(root)) root = above;
  }
  return root;
}
