import { isObject, type Project, valueAt } from '../../core/project.ts';
import { inside } from '../shared/paths.ts';
import type { Composer } from './composer.ts';
import type { Framework } from './frameworks.ts';
import { placeholders } from './placeholders.ts';

/** What a framework does once the packages and the sources are there: a command of PHP, in words. */
export interface BuildStep {
  /** Why it is done, as the comment above it says. */
  readonly says: string;
  readonly command: readonly string[];
  /** Variables for this command alone: none opens anything. */
  readonly environment: Readonly<Record<string, string>>;
  /** Whether it fetches, or works on what was fetched. */
  readonly fetches: 'now' | 'before' | 'never';
  /** Whether it leaves files for the web server, which then needs the step too. */
  readonly assets: boolean;
  /** A file that has to be there and may be empty. */
  readonly needs?: string;
  readonly notes: readonly string[];
}

/** The steps of a service's framework, in order. */
export function buildSteps(
  project: Project,
  service: string,
  composer: Composer | undefined,
  framework: Framework | null,
): BuildStep[] {
  if (!composer) return [];
  if (framework?.id === 'laravel') return laravel(composer);
  return framework?.id === 'symfony' ? symfony(project, service, composer) : [];
}

const QUIET = { environment: {}, fetches: 'never', assets: false, notes: [] } as const;

/** What Composer's scripts would have done. The configuration is not cached: it would keep the build's environment for ever. */
function laravel(composer: Composer): BuildStep[] {
  const scripts = JSON.stringify(valueAt(composer.json, 'scripts') ?? '').slice(0, 64 * 1024);
  const filament = composer.packages.has('filament/filament') && scripts.includes('filament:upgrade');
  const artisan = (command: string) => ['php', 'artisan', command];
  return [
    {
      ...QUIET,
      says: 'what packages register, found now: nothing has to be written to bootstrap/cache later',
      command: artisan('package:discover'),
    },
    ...(filament
      ? [{ ...QUIET, says: 'the files of Filament’s pages', command: artisan('filament:assets'), assets: true }]
      : []),
  ];
}

function symfony(project: Project, service: string, composer: Composer): BuildStep[] {
  const scripts = valueAt(composer.json, 'scripts', 'auto-scripts');
  const auto = isObject(scripts) ? Object.keys(scripts) : [];
  const { values, names } = placeholders(project, service);
  const mapped = composer.packages.has('symfony/asset-mapper') && project.has(inside(service, 'importmap.php'));
  const vendored = project.hasDirectory(inside(service, 'assets/vendor'));
  const step = (says: string, words: string, more: Partial<BuildStep> = {}): BuildStep => ({
    ...{ ...QUIET, says, needs: '.env', environment: values },
    command: ['php', 'bin/console', ...words.split(' ')],
    ...more,
  });
  const assets = { assets: true, fetches: 'before' } as const;
  const says = 'compiled for production, with values that open nothing: real ones come when it runs, and not from .env';
  const notes = names.length === 0 ? [] : [`.env stays out of the image: give the container ${names.join(', ')}.`];
  return [
    ...(mapped && !vendored
      ? [
          step('JavaScript packages in the versions of importmap.php', 'importmap:install', {
            ...assets,
            fetches: 'now',
          }),
        ]
      : []),
    ...(mapped ? [step('assets under names with their hashes', 'asset-map:compile', assets)] : []),
    step(says, 'cache:warmup', { notes }),
    ...(auto.some((script) => script.startsWith('assets:install'))
      ? [step('the public files of bundles', 'assets:install public', { assets: true })]
      : []),
  ];
}
