import { cleanPath } from '../../core/path.ts';
import { type Project, stringAt } from '../../core/project.ts';
import { inside } from '../shared/paths.ts';
import type { Composer } from './composer.ts';
import type { Framework } from './frameworks.ts';

/** Where the web begins: the one folder whose files anybody may ask for. */
export interface DocumentRoot {
  /** Below the service's folder; `.` where the front controller lies beside everything else. */
  readonly folder: string;
  /** Whether one file answers everything; if not, each script has a path of its own. */
  readonly frontController: boolean;
  readonly from: string;
}

const USUAL = ['public', 'web', 'webroot', 'html', 'htdocs', 'public_html', 'docroot', 'pub', 'www'];

/** The folder that a person, composer.json, the framework or the place of an index.php says; undefined without one. */
export function documentRoot(
  project: Project,
  service: string,
  composer: Composer | undefined,
  framework: Framework | null,
): DocumentRoot | undefined {
  const said = [
    { folder: stringAt(composer?.json, 'extra', 'public-dir'), from: `${composer?.path} extra.public-dir` },
    { folder: webRoot(composer), from: `${composer?.path} extra.drupal-scaffold.locations.web-root` },
    ...[framework?.documentRoot, ...USUAL, '.'].map((folder) => ({ folder, from: undefined })),
  ];
  for (const { folder, from } of said) {
    const clean = folder === undefined ? undefined : cleanPath(folder.replace(/\/+$/, '') || '.');
    const index = clean === undefined ? '' : inside(service, inside(clean, 'index.php'));
    // it becomes part of nginx's configuration
    if (clean === undefined || !/^[\w@+.-]+(?:\/[\w@+.-]+)*$/.test(clean)) continue;
    // Composer puts Drupal's own there
    const made = framework?.id === 'drupal' && from !== undefined;
    if (!project.has(index) && !made) continue;
    return {
      folder: clean,
      frontController: framework !== null || isAlone(project, inside(service, clean)),
      from: from ?? index,
    };
  }
  return undefined;
}

function webRoot(composer: Composer | undefined): string | undefined {
  return stringAt(composer?.json, 'extra', 'drupal-scaffold', 'locations', 'web-root');
}

/** Folders that hold no pages, whatever lies in them. */
const NO_PAGES = /^(?:vendor|node_modules|bin|config|includes?|lib|src|storage|templates|tests?|var|\..*)$/;

/** Whether a folder has no other script than its index.php, and none of its folders has one. */
function isAlone(project: Project, folder: string): boolean {
  const entries = project.list(folder);
  const scripts = entries.filter(({ name, kind }) => kind === 'file' && name.endsWith('.php'));
  const sections = entries.filter(({ name, kind }) => kind === 'directory' && !NO_PAGES.test(name)).slice(0, 200);
  return scripts.length < 2 && !sections.some(({ name }) => project.has(inside(folder, `${name}/index.php`)));
}
