import type { Project } from '../../core/project.ts';
import { inside } from '../shared/paths.ts';
import type { Composer } from './composer.ts';

/** A framework: how it is found, where its public files are, what it writes and which variables make it a production. */
export interface Framework {
  readonly id: string;
  readonly title: string;
  readonly packages: readonly string[];
  /** A file that has to be there too, where the package alone says little. */
  readonly marker?: string;
  /** The folder of the front controller, where it is not `public`. */
  readonly documentRoot?: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Variables that it cannot do without and the image cannot hold: their names, or `.env` for those in that file. */
  readonly needs?: readonly string[] | '.env';
  /** Folders that the process writes, below the service's folder. */
  readonly writable: readonly string[];
  /** Whether Composer installs parts of it below the document root, which then are the web server's too. */
  readonly servesPackages?: true;
  /** What to know where nginx stands before it, in a container of its own. */
  readonly apart?: string;
  /** Whether its build has to know that it is for production. */
  readonly compiles?: true;
  /** Whether its workers end at SIGTERM once the extension pcntl is there. */
  readonly listensWithPcntl?: true;
}

/** The ones that bring others' packages along come first. */
export const FRAMEWORKS: readonly Framework[] = [
  {
    id: 'laravel',
    title: 'Laravel',
    packages: ['laravel/framework'],
    marker: 'artisan',
    needs: ['APP_KEY'],
    // views go where Laravel makes the folder itself; what was discovered at build stays as it is
    environment: { LOG_CHANNEL: 'stderr', VIEW_COMPILED_PATH: '/tmp/views' },
    writable: ['storage/app', 'storage/framework/cache', 'storage/framework/sessions'],
    listensWithPcntl: true,
  },
  {
    id: 'lumen',
    title: 'Lumen',
    packages: ['laravel/lumen-framework'],
    needs: ['APP_KEY'],
    environment: { LOG_CHANNEL: 'stderr' },
    writable: ['storage/app', 'storage/framework/cache'],
    listensWithPcntl: true,
  },
  {
    id: 'drupal',
    title: 'Drupal',
    packages: ['drupal/core', 'drupal/core-recommended'],
    documentRoot: 'web',
    environment: {},
    servesPackages: true,
    apart:
      'What people upload to web/sites/default/files is seen by nginx only on a volume that both containers mount.',
    writable: ['web/sites/default/files'],
  },
  {
    id: 'symfony',
    title: 'Symfony',
    packages: ['symfony/framework-bundle'],
    marker: 'bin/console',
    needs: '.env',
    environment: { APP_ENV: 'prod', APP_DEBUG: '0' },
    compiles: true,
    writable: ['var/cache/prod/pools', 'var/log', 'var/share'],
    listensWithPcntl: true,
  },
  {
    id: 'codeigniter',
    title: 'CodeIgniter',
    packages: ['codeigniter4/framework'],
    environment: { CI_ENVIRONMENT: 'production' },
    writable: ['writable/cache', 'writable/logs', 'writable/session', 'writable/uploads'],
  },
  {
    id: 'cakephp',
    title: 'CakePHP',
    packages: ['cakephp/cakephp'],
    documentRoot: 'webroot',
    environment: { DEBUG: 'false' },
    writable: ['logs', 'tmp'],
  },
  {
    id: 'yii',
    title: 'Yii',
    packages: ['yiisoft/yii2'],
    documentRoot: 'web',
    environment: { YII_ENV: 'prod', YII_DEBUG: '0' },
    apart:
      'Yii publishes assets when it runs, to web/assets: nginx sees them only on a volume that both containers mount.',
    writable: ['runtime', 'web/assets'],
  },
  {
    id: 'laminas',
    title: 'Laminas',
    packages: ['laminas/laminas-mvc', 'mezzio/mezzio'],
    environment: {},
    writable: ['data/cache'],
  },
  { id: 'slim', title: 'Slim', packages: ['slim/slim'], environment: {}, writable: ['logs', 'var/cache'] },
];

/** The framework of a service, by a person's word or its packages; null for plain PHP. */
export function frameworkOf(
  project: Project,
  service: string,
  composer: Composer | undefined,
  asked: string | null | undefined,
): Framework | null {
  if (asked !== undefined) return FRAMEWORKS.find(({ id }) => id === asked) ?? null;
  const found = FRAMEWORKS.find(
    ({ packages, marker }) =>
      packages.some((name) => composer?.packages.has(name)) &&
      (marker === undefined || project.has(inside(service, marker))),
  );
  return found ?? null;
}

/** The folders that a service's process writes: those of its framework that every project has or that this one has. */
export function writableFolders(project: Project, service: string, framework: Framework | null): string[] {
  const always = framework?.id === 'laravel' || framework?.id === 'symfony';
  return (framework?.writable ?? []).filter((folder) => always || project.hasDirectory(inside(service, folder)));
}
