import { run } from '../../core/instruction.ts';
import { copyArguments } from '../../core/quote.ts';
import type { Spec } from '../../core/stack.ts';
import { partName, type Writable } from '../../core/view.ts';
import { type Runtime, type ServicePlan, serviceTitle } from '../shared/service.ts';
import { sitePort } from '../shared/site.ts';
import { phpBase } from './bases.ts';
import { configCopy } from './config.ts';
import type { PhpFacts } from './facts.ts';
import { healthProbe } from './probe.ts';
import { fpmAddress, NGINX_PART, serverOf } from './server.ts';
import { below, builtCopy, outputs, parent, stagesFor } from './stages.ts';

/** The Dockerfile of what runs PHP. */
export function phpPlan(spec: Spec<PhpFacts>): ServicePlan {
  return {
    context: spec.facts.context,
    title: titleOf(spec, { fpm: 'PHP-FPM', frankenphp: 'FrankenPHP', cli: null }[serverOf(spec.answers.start)]),
    writable: writableOf(spec),
    part: runOptions(spec),
    stages: stagesFor(spec, 'app'),
    runtime: runtimeOf(spec),
  };
}

/** What a header calls an image of the service. */
export function titleOf(spec: Spec<PhpFacts>, runs: string | null): string {
  const { answers, facts } = spec;
  return serviceTitle(spec, [`PHP ${answers.runtimeVersion}`, facts.framework?.title ?? null, runs]);
}

/** The sources of PHP, and everything around it that builds, fetches or starts extensions and packages. */
const CLEAN = 'rm -rf /run/php /var/www /usr/src/php* /usr/local/bin/*-php-* /usr/local/bin/pe* /usr/local/bin/php?*';
/** The compilers that Debian's images keep for extensions, and what fetched their sources. */
const COMPILERS =
  "apt-get purge -y --auto-remove '^(autoconf|curl|dpkg-dev|file|g(cc|[+]{2})|libc6-dev|make|pkg.+|re2c|xz-utils)$'";

function runtimeOf(spec: Spec<PhpFacts>): Runtime {
  const { answers, facts } = spec;
  const base = phpBase(answers);
  const server = serverOf(answers.start);
  const [first = 'php', ...rest] = answers.start ?? [];
  const debian = base.user.startsWith('33:');
  const commands = [...(debian ? [COMPILERS] : []), CLEAN];
  return {
    says: 'no package manager, no compiler, no set-id file, nothing that the process may change',
    base: { ...base, runtime: base.shell ? parent(spec, base.runtime) : base.runtime },
    environment: runtimeEnvironment(spec),
    remove: run([], commands),
    copies: [
      ...configCopy(spec),
      `COPY --from=build ${copyArguments([below(spec, '.'), './'], 'the sources')}`,
      ...outputs(facts).map((path) => builtCopy(spec, path, `./${path}`)),
    ],
    port: portOf(spec),
    probe: healthProbe(spec),
    terse: true,
    stopSignal: server === 'fpm' ? 'SIGQUIT' : 'SIGTERM',
    entrypoint: [first],
    command: rest,
  };
}

/** PHP-FPM is reached by nginx alone, and by nobody else's network where they share one. */
function portOf(spec: Spec<PhpFacts>): number | null {
  const server = serverOf(spec.answers.start);
  if (server !== 'fpm') return server === 'cli' ? spec.answers.port : sitePort(spec);
  const { shared, port } = fpmAddress(spec.answers.set);
  return shared ? null : port;
}

function runtimeEnvironment(spec: Spec<PhpFacts>): Record<string, string> {
  const { answers, facts } = spec;
  const server = serverOf(answers.start);
  const own = { ...facts.framework?.environment, ...(server === 'cli' ? {} : { PHP_OPCACHE_ENABLE: '1' }) };
  if (server !== 'frankenphp') return own;
  const root = facts.root?.folder ?? 'public';
  return {
    ...own,
    SERVER_NAME: `:${sitePort(spec)}`,
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
