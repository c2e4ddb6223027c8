import { run } from '../../core/instruction.ts';
import { copyArguments, pairValue } from '../../core/quote.ts';
import type { Spec } from '../../core/stack.ts';
import { partName, type Writable } from '../../core/view.ts';
import { frontEndStages } from '../front-end/index.ts';
import { relativeTo } from '../shared/paths.ts';
import { type Runtime, type ServicePlan, type Stage, serviceTitle } from '../shared/service.ts';
import { siteRuntime } from '../shared/site.ts';
import { phpBase } from './bases.ts';
import type { BuildStep } from './build-steps.ts';
import { configCopy } from './config.ts';
import type { PhpFacts } from './detect.ts';
import {
  bringComposer,
  composerEnvironment,
  finishPackages,
  frameworkSteps,
  installExtensions,
  installPackages,
  needsZip,
  removeCredentials,
} from './install.ts';
import { healthProbe } from './probe.ts';
import { fpmAddress, NGINX_HEALTH, NGINX_PART, serverOf } from './server.ts';

/** The Dockerfile of what runs PHP. */
export function phpPlan(spec: Spec<PhpFacts>): ServicePlan {
  return {
    context: spec.facts.context,
    title: title(spec),
    writable: writableOf(spec),
    part: runOptions(spec),
    stages: [...extensionStage(spec), buildStage(spec, 'app'), ...frontEnd(spec)],
    runtime: runtimeOf(spec),
  };
}

/** The Dockerfile of nginx before PHP-FPM: the files of the document root, and none of the scripts. */
export function nginxPlan(spec: Spec<PhpFacts>): ServicePlan {
  const { facts } = spec;
  const folder = facts.root?.folder ?? '.';
  const own = below(spec, folder);
  const built = outputs(facts).flatMap((path) => {
    const served = folder === '.' ? path : path === folder ? '.' : relativeTo(folder, path);
    if (served === undefined) return [];
    return [
      `COPY --from=frontend ${copyArguments([below(spec, path), served === '.' ? './' : `./${served}`], 'the built folder')}`,
    ];
  });
  return {
    context: facts.context,
    title: title(spec, 'nginx'),
    part: { name: NGINX_PART, options: `--name ${partName(spec, NGINX_PART)}` },
    stages: [...(runsPhp(facts) ? extensionStage(spec) : []), buildStage(spec, 'site'), ...frontEnd(spec)],
    runtime: siteRuntime(spec, {
      context: facts.context,
      says: 'nginx and the public files; no PHP, no set-id file',
      copies: [`COPY --from=build ${copyArguments([own, './'], 'the public files')}`, ...built],
      health: NGINX_HEALTH,
    }),
  };
}

function title(spec: Spec<PhpFacts>, server?: string): string {
  const { answers, facts } = spec;
  const runs = { fpm: 'PHP-FPM', frankenphp: 'FrankenPHP', cli: null }[serverOf(answers.start)];
  return serviceTitle(spec, [`PHP ${answers.runtimeVersion}`, facts.framework?.title ?? null, server ?? runs]);
}

/** Whether the public files need PHP to be made, or its packages to be there while Node makes them. */
function runsPhp(facts: PhpFacts): boolean {
  return facts.build.some(({ assets }) => assets) || readsPackages(facts);
}

/** Tailwind looks for classes in the packages' templates, Ziggy and Symfony UX are themselves in vendor. */
function readsPackages({ composer, frontEnd: { built } }: PhpFacts): boolean {
  if (!composer || !built) return false;
  return built.reachesOut || JSON.stringify(built.node.facts.manifest.json).includes('vendor/');
}

/** The official image with what is compiled into it, for every stage after it; none where nothing is. */
function extensionStage(spec: Spec<PhpFacts>): Stage[] {
  const { answers, facts } = spec;
  const base = phpBase(answers);
  const franken = serverOf(answers.start) === 'frankenphp';
  const names = facts.extensions.map(({ name }) => name);
  if (!base.shell || (names.length === 0 && !franken)) return [];
  const all = [...names, ...(needsZip(facts) ? ['zip'] : [])];
  const more = franken ? [NO_CAPABILITY] : [];
  return [
    {
      name: 'php',
      says: `${franken ? 'no capability, and ' : ''}the extensions that the service asks for${needsZip(facts) ? ', and zip for Composer' : ''}`,
      image: base.build,
      steps: [all.length > 0 ? installExtensions(spec, all, more) : run([], more)],
    },
  ];
}

/** What later stages stand on: the image, or the stage with its extensions. */
function parent(spec: Spec<PhpFacts>, image: string): string {
  return extensionStage(spec).length > 0 ? 'php' : image;
}

function buildStage(spec: Spec<PhpFacts>, purpose: 'app' | 'site'): Stage {
  const { facts } = spec;
  const { composer } = facts;
  const base = phpBase(spec.answers);
  const whole = purpose === 'app' || runsPhp(facts);
  const home = facts.folder === '.' ? '/app' : `/app/${facts.folder}`;
  const packages = composer !== undefined && whole;
  const steps = facts.build.filter(({ assets }) => purpose === 'app' || assets);
  const moved = facts.folder === '.' ? '' : `WORKDIR ${pairValue(home, 'the folder')}`;
  return {
    name: 'build',
    says: !packages
      ? 'the files, as they are'
      : composer?.lock
        ? 'packages as composer.lock has them'
        : 'packages and sources',
    image: whole ? parent(spec, base.build) : base.build,
    imageUser: base.buildUser,
    environment: packages ? composerEnvironment(facts) : {},
    steps: [
      ...(packages && needsZip(facts) && extensionStage(spec).length === 0 ? [installExtensions(spec, ['zip'])] : []),
      ...(packages ? packageSteps(spec) : ['COPY . .']),
      moved,
      ...(packages ? [finishPackages(spec, steps), ...frameworkSteps(steps)] : []),
      ...(purpose === 'app' ? [removeCredentials(spec)] : withoutScripts(spec, steps)),
    ],
  };
}

/** Composer, what it fetches, and the sources. */
function packageSteps(spec: Spec<PhpFacts>): string[] {
  const [composer, packages] = [bringComposer(spec), installPackages(spec)];
  return packages === '' ? [`${composer}\nCOPY . .`] : [composer, packages, 'COPY . .'];
}

/** A script that is not there can never be shown. */
function withoutScripts(spec: Spec<PhpFacts>, steps: readonly BuildStep[]): string[] {
  const folder = spec.facts.root?.folder ?? '.';
  const find = (where: string) =>
    `# nginx runs none of them, and what is not there is never shown\n${run([], [`find ${where} -type f -name '*.php' -delete`])}`;
  // a step after one that fetched would look as if it belonged to it
  return steps.some(({ fetches }) => fetches !== 'never')
    ? [`WORKDIR ${pairValue(below(spec, folder), 'the folder')}`, find('.')]
    : [find(folder)];
}

/** The front end's stages, after PHP's packages where it reads them. */
function frontEnd(spec: Spec<PhpFacts>): Stage[] {
  const { facts } = spec;
  const vendor = below(spec, 'vendor');
  const before = readsPackages(facts) ? [`COPY --from=build ${copyArguments([vendor, vendor], 'the packages')}`] : [];
  return frontEndStages(spec, facts.frontEnd, facts.context, before);
}

/** A path below the service's folder, where a stage has it. */
function below({ facts }: Spec<PhpFacts>, path: string): string {
  const home = facts.folder === '.' ? '/app' : `/app/${facts.folder}`;
  return path === '.' ? home : `${home}/${path}`;
}

/** What the front end's build leaves, below the service's folder. */
function outputs({ frontEnd: { built }, context, folder }: PhpFacts): string[] {
  const service = context === '.' ? folder : context;
  return (built?.outputs ?? []).flatMap((path) => relativeTo(service, path) ?? []);
}

/** The sources of PHP, and everything around it that builds, fetches or starts extensions and packages. */
const CLEAN = 'rm -rf /run/php /var/www /usr/src/php* /usr/local/bin/*-php-* /usr/local/bin/pe* /usr/local/bin/php?*';
/** The compilers that Debian's images keep for extensions, and what fetched their sources. */
const COMPILERS =
  "apt-get purge -y --auto-remove '^(autoconf|curl|dpkg-dev|file|g(cc|[+]{2})|libc6-dev|make|pkg.+|re2c|xz-utils)$'";
/** A program with a capability cannot even start where it is taken away. */
const NO_CAPABILITY = 'setcap -r /usr/local/bin/frankenphp';

function runtimeOf(spec: Spec<PhpFacts>): Runtime {
  const { answers, facts } = spec;
  const base = phpBase(answers);
  const server = serverOf(answers.start);
  const [first = 'php', ...rest] = answers.start ?? [];
  const debian = base.user.startsWith('33:');
  const commands = [...(debian ? [COMPILERS] : []), CLEAN];
  const fpm = server === 'fpm' ? fpmAddress(answers.set) : null;
  return {
    says: 'no package manager, no compiler, no set-id file, nothing that the process may change',
    base: { ...base, runtime: base.shell ? parent(spec, base.runtime) : base.runtime },
    environment: runtimeEnvironment(spec),
    remove: run([], commands),
    copies: [
      ...configCopy(spec),
      `COPY --from=build ${copyArguments([below(spec, '.'), './'], 'the sources')}`,
      ...outputs(facts).map(
        (path) => `COPY --from=frontend ${copyArguments([below(spec, path), `./${path}`], 'the built folder')}`,
      ),
    ],
    ...(fpm ? { port: fpm.shared ? null : fpm.port } : {}),
    probe: healthProbe(answers, facts),
    terse: true,
    stopSignal: server === 'fpm' ? 'SIGQUIT' : 'SIGTERM',
    entrypoint: [first],
    command: rest,
  };
}

function runtimeEnvironment({ answers, facts }: Spec<PhpFacts>): Record<string, string> {
  const server = serverOf(answers.start);
  const own = { ...facts.framework?.environment, ...(server === 'cli' ? {} : { PHP_OPCACHE_ENABLE: '1' }) };
  if (server !== 'frankenphp') return own;
  const root = facts.root?.folder ?? 'public';
  return {
    ...own,
    SERVER_NAME: `:${answers.port}`,
    SERVER_ROOT: `/app/${root}`,
    CADDY_GLOBAL_OPTIONS: 'admin off',
    XDG_CONFIG_HOME: '/tmp/config',
    XDG_DATA_HOME: '/tmp/data',
  };
}

function writableOf({ answers, facts }: Spec<PhpFacts>): Writable[] {
  const { user } = phpBase(answers);
  return facts.writable.map((path) => ({ path: `/app/${path}`, user }));
}

/** PHP-FPM shares nginx's network; a worker that hears no signal gets an init that does. */
function runOptions(spec: Spec<PhpFacts>): { readonly options?: string } {
  const { answers, facts } = spec;
  const server = serverOf(answers.start);
  if (server === 'fpm' && fpmAddress(answers.set).shared)
    return { options: `--network container:${partName(spec, NGINX_PART)}` };
  const hears = facts.extensions.some(({ name }) => name === 'pcntl');
  return server === 'cli' && !hears ? { options: '--init' } : {};
}
