import type { Project } from '../../core/project.ts';
import type { Secret } from '../../core/stack.ts';
import { withoutShell, withShell } from '../shared/bases.ts';
import { published } from '../shared/image-names.ts';
import { runsJava, toolWithJava } from '../shared/java-images.ts';
import { inside } from '../shared/paths.ts';
import { head, there, versionAsks } from './names.ts';
import type { Look, Skeleton } from './skeleton.ts';

/** Clojure with the command-line tools or Leiningen: one jar with everything in it, on a Java that has nothing else. */
export const clojure: Skeleton = {
  id: 'clojure',
  title: 'Clojure',
  proof: { built: '', checked: 'deps.edn with tools.build, Leiningen' },
  because:
    'a deps.edn or project.clj that makes a jar is the whole of a service; a package.json beside it builds its pages',
  foreign: {
    images: [published('clojure', toolWithJava), ...runsJava],
    credentials: { words: ['MAVEN'], files: ['settings.xml', '.lein/profiles.clj'] },
  },
  manifests: ['deps.edn', 'project.clj'],
  sources: {
    source: (name) => /\.(?:clj|cljc|edn)$/.test(name) && !/^(?:deps|project|build)\./.test(name),
    likely: /^(?:core|main|server|config|system)\b/,
    skipped: /^(?:target|test|dev|node_modules|public)$/,
  },
  versions: ['25', '21'],
  look: (project, service) => depsLook(project, service) ?? leinLook(project, service),
  bases: (look) => {
    const tool = look?.manager?.name === 'lein' ? 'lein' : 'tools-deps';
    const build = (version: string) => `clojure:temurin-${version}-${tool}-trixie-slim`;
    return {
      distroless: (version) => withoutShell(build(version), `gcr.io/distroless/java${version}-debian13:nonroot`),
      slim: (version) => withShell(build(version), `eclipse-temurin:${version}-jre`),
    };
  },

  recipe({ look }) {
    const lein = look.manager?.name === 'lein';
    const jar = look.values?.jar ?? '*standalone.jar';
    const found = `find target -name '${jar}' -exec install -D {} /out/app.jar ';'`;
    return {
      // what a developer has beside it is not fetched
      fetch: lein ? ['lein with-profile uberjar deps'] : ['clojure -P', 'clojure -P -T:build'],
      secrets: [lein ? ['lein_profiles', '/root/.lein/profiles.clj'] : ['maven_settings', '/root/.m2/settings.xml']],
      build: [[lein ? 'lein -o uberjar' : 'clojure -T:build uber', found]],
      artefacts: [['/out/app.jar', './app.jar']],
      compiler: null,
      start: ['java', '-jar', '/app/app.jar'],
      runtime: { JAVA_TOOL_OPTIONS: '-XX:MaxRAMPercentage=75 -XX:+ExitOnOutOfMemoryError -XX:-UsePerfData' },
    };
  },

  ignored: { built: ['**/target', '**/.cpcache'], development: ['**/.clj-kondo', '**/.lsp', '**/.nrepl-port'] },
};

const SETTINGS: Secret = { id: 'maven_settings', required: false, for: 'install', source: '$HOME/.m2/settings.xml' };
/** Leiningen does not read Maven's settings: credentials stand in its own profile `:auth`. */
const PROFILES: Secret = { id: 'lein_profiles', required: false, for: 'install', source: '$HOME/.lein/profiles.clj' };
/** A jar by its plain name. */
const JAR = /^[\w.-]{1,100}\.jar$/;

function depsLook(project: Project, service: string): Look | undefined {
  const path = inside(service, 'deps.edn');
  const text = head(project, path);
  if (text === undefined) return undefined;
  const build = inside(service, 'build.clj');
  const script = head(project, build) ?? '';
  const builds = /:build\s*\{/.test(text) && /\(defn\s+uber\b/.test(script);
  const jar = /"(?:target\/)?([\w.-]{1,100}\.jar)"/.exec(script)?.[1];
  return {
    ...javaAsk(project, service),
    manager: { name: 'tools-deps', from: path },
    programs: builds ? [{ name: 'app', from: build }] : [],
    manifests: there(project, service, ['deps.edn', 'build.clj']),
    // coordinates are exact versions, and so are commits
    lock: 'deps.edn',
    fetches: true,
    secrets: [SETTINGS],
    notes: [
      ...(builds ? [] : [`${path} has no alias :build with a function uber: add tools.build to make a jar of it.`]),
      ...(/:local\/root\s+"\.\./.test(text)
        ? [`${path} names a project outside its folder, which the build does not see.`]
        : []),
    ],
    values: jar !== undefined && JAR.test(jar) ? { jar } : {},
  };
}

function leinLook(project: Project, service: string): Look | undefined {
  const path = inside(service, 'project.clj');
  const text = head(project, path);
  if (text === undefined) return undefined;
  const jar = /:uberjar-name\s+"([\w.-]{1,100}\.jar)"/.exec(text)?.[1];
  const starts = /:main\s/.test(text) || /:uberjar\b/.test(text);
  return {
    ...javaAsk(project, service),
    manager: { name: 'lein', from: path },
    programs: starts ? [{ name: 'app', from: path }] : [],
    manifests: there(project, service, ['project.clj']),
    lock: 'project.clj',
    fetches: true,
    secrets: [PROFILES],
    notes: /\[\s{0,8}[\w./-]{1,200}\s{1,8}"(?:LATEST|RELEASE|[^"\n]{0,100}-SNAPSHOT)"/.test(text)
      ? [`${path} names a package without a version of its own: nothing holds it to what you tested.`]
      : [],
    values: jar === undefined ? {} : { jar },
  };
}

function javaAsk(project: Project, service: string): Pick<Look, 'asked'> {
  const asked = versionAsks(project, service, '.java-version', 'java', []);
  return { asked: asked.map((ask) => ({ ...ask, value: ask.value.replace(/^[a-z-]+(?=\d)/i, '') })) };
}
