import { bindMount, cacheMount, run, secretMount } from '../../core/instruction.ts';
import { shellCommand, shellPaths, shellWord } from '../../core/quote.ts';
import type { Spec } from '../../core/stack.ts';
import { stageImage } from '../../core/view.ts';
import { relativeTo } from '../shared/paths.ts';
import { composerImage, EXTENSION_INSTALLER } from './bases.ts';
import type { BuildStep } from './build-steps.ts';
import { COMPOSER_AUTH } from './credentials.ts';
import type { PhpFacts } from './facts.ts';

/** Apart from the folder of the credentials: a secret below a cache would leave its stub there. */
const CACHE_DIR = '/root/.cache/composer';
const CACHE = cacheMount('composer', CACHE_DIR);
const INSTALLER_PATH = '/usr/local/bin/install-php-extensions';

/** Root may run Composer's plugins only when it is told so; the project itself names those that may run. */
export function composerEnvironment({ composer, framework }: PhpFacts): Record<string, string> {
  if (!composer) return {};
  return {
    ...(framework?.compiles ? framework.environment : {}),
    COMPOSER_ALLOW_SUPERUSER: '1',
    COMPOSER_CACHE_DIR: CACHE_DIR,
    // a folder of the project is copied into vendor: a link would lead out of the image
    ...(composer.folders.length > 0 ? { COMPOSER_MIRROR_PATH_REPOS: '1' } : {}),
  };
}

/** The step that compiles extensions into the image; the script that does it is there for this step alone. */
export function installExtensions(spec: Spec, names: readonly string[], more: readonly string[] = []): string {
  const { image, tag } = stageImage(spec, EXTENSION_INSTALLER);
  const mount = `--mount=type=bind,from=${image},source=/usr/bin/install-php-extensions,target=${INSTALLER_PATH}`;
  const words = shellCommand(['install-php-extensions', ...names], 'the extension');
  return `${tag === null ? '' : `# ${tag}\n`}${run([mount], [words, ...more])}`;
}

/** The step that brings Composer, which is one file. */
export function bringComposer(spec: Spec<PhpFacts>): string {
  const { image, tag } = stageImage(spec, composerImage(spec.answers.packageManagerVersion));
  return `${tag === null ? '' : `# ${tag}\n`}COPY --from=${image} /composer /usr/local/bin/composer`;
}

/** Archives are unpacked by the extension zip: the build needs it where the service does not have it. */
export function needsZip({ composer, extensions }: PhpFacts): boolean {
  return (composer?.fetches ?? false) && !extensions.some(({ name }) => name === 'zip');
}

const WORDS = 'composer install --no-dev --no-scripts --no-progress --prefer-dist';

/** The packages in a layer of their own, before the sources: a changed source fetches nothing. */
export function installPackages(spec: Spec<PhpFacts>): string {
  const { composer } = spec.facts;
  if (!composer || composer.folders.length > 0) return '';
  const files = [composer.path, ...(composer.lock === undefined ? [] : [composer.lock])];
  const mounts = files.map((path) => bindMount(relativeTo(spec.facts.context, path) ?? path));
  return run([...mounts, ...fetching(spec)], [`${WORDS} --no-autoloader`]);
}

/** And what needs the sources: the map of classes, or all of it where packages are folders of the project. */
export function finishPackages(spec: Spec<PhpFacts>, steps: readonly BuildStep[]): string {
  const { composer } = spec.facts;
  if (!composer) return '';
  const needed = [...new Set(steps.flatMap(({ needs }) => needs ?? []))].map((file) => `touch ${file}`);
  if (composer.folders.length > 0) return run(fetching(spec), [`${WORDS} --classmap-authoritative`, ...needed]);
  const dump = 'composer dump-autoload --no-dev --no-scripts --classmap-authoritative';
  return run(['--network=none'], [dump, ...needed]);
}

function fetching({ facts, secrets }: Spec<PhpFacts>): string[] {
  if (!facts.composer?.fetches) return ['--network=none', CACHE];
  const required = secrets.some(({ id, required }) => id === COMPOSER_AUTH && required);
  return [CACHE, secretMount(COMPOSER_AUTH, '/root/.composer/auth.json', required)];
}

/** What it leaves in /tmp is for itself alone. */
const SCRATCH = '--mount=type=tmpfs,target=/tmp';

/** What the framework does: all that needs no network, then what fetches and works on that. */
export function frameworkSteps(steps: readonly BuildStep[]): string[] {
  const fetched = steps.filter(({ fetches }) => fetches !== 'never');
  const offline = fetched.some(({ fetches }) => fetches === 'now') ? [] : ['--network=none'];
  const others = steps.filter(({ fetches }) => fetches === 'never');
  return [...together(others, ['--network=none', SCRATCH]), ...together(fetched, offline)];
}

function together(steps: readonly BuildStep[], flags: readonly string[]): string[] {
  if (steps.length === 0) return [];
  const commands = steps.map(({ command, environment }) => {
    const values = Object.entries(environment).map(([name, value]) => `${name}=${shellWord(value, 'the variable')}`);
    return [...values, shellCommand(command, 'the command')].join(' ');
  });
  return [[...steps.map(({ says }) => `# ${says}`), run(flags, commands)].join('\n')];
}

/** Files that the install reads and that hold a credential: no file of the image may. */
export function removeCredentials({ facts }: Spec<PhpFacts>): string {
  const files = facts.access.removed.map((path) => relativeTo(facts.context, path) ?? path);
  if (files.length === 0) return '';
  return `# what holds a credential is not for the image\n${run([], [`rm ${shellPaths(files, 'the file')}`])}`;
}
