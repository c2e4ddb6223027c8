import type { Project } from '../../core/project.ts';
import { withoutComments } from '../shared/comments.ts';
import { inside } from '../shared/paths.ts';
import { lineAt } from '../shared/sources.ts';
import { ownVariables } from '../shared/variables.ts';

/** A Django project: where its manage.py lies and what that names. */
export interface Django {
  /** The folder of manage.py below the service's; `.` for the folder itself. */
  readonly home: string;
  /** The package that has wsgi.py and asgi.py: `config`. */
  readonly package: string;
  /** `package.wsgi:application`, or null when there is no such file; and the same for ASGI. */
  readonly wsgi: string | null;
  readonly asgi: string | null;
  /** Whether static files are gathered into one folder, so that the image holds them. */
  readonly collects: boolean;
  /** Variables that the settings cannot do without; the build gives them empty meaning. */
  readonly variables: readonly string[];
  readonly from: string;
}

const MODULE = /^[A-Za-z_]\w{0,60}(?:\.[A-Za-z_]\w{0,60}){0,6}$/;
const USUAL_HOMES = ['.', 'src', 'backend', 'server', 'app', 'api', 'django', 'web', 'project'];

/** Reads manage.py and the settings that it names, as text. */
export function djangoOf(project: Project, service: string): Django | undefined {
  for (const home of USUAL_HOMES) {
    const folder = home === '.' ? service : inside(service, home);
    const path = inside(folder, 'manage.py');
    const text = project.text(path)?.slice(0, 64 * 1024);
    const match = /DJANGO_SETTINGS_MODULE["'][^"'\n]{1,20}["']([\w.]{1,200})["']/.exec(text ?? '');
    const settings = match?.[1] ?? '';
    if (!match || text === undefined || !MODULE.test(settings)) continue;
    const parts = settings.split('.');
    const name = servedBy(project, folder, parts);
    const served = (file: string) =>
      project.has(inside(folder, `${name.replaceAll('.', '/')}/${file}.py`)) ? `${name}.${file}:application` : null;
    const said = settingsTexts(project, folder, parts).join('\n');
    return {
      home,
      package: name,
      wsgi: served('wsgi'),
      asgi: served('asgi'),
      collects: /^\s{0,8}STATIC_ROOT\s{0,4}[:=]/m.test(said),
      variables: neededVariables(said),
      from: `${path}:${lineAt(text, match.index)}`,
    };
  }
  return undefined;
}

/** The settings' own package or the one above it: `config.settings.production` is served by `config.wsgi`. */
function servedBy(project: Project, folder: string, parts: readonly string[]): string {
  for (let length = parts.length - 1; length > 0; length--) {
    const name = parts.slice(0, length);
    const at = inside(folder, name.join('/'));
    if (['wsgi.py', 'asgi.py'].some((file) => project.has(`${at}/${file}`))) return name.join('.');
  }
  return parts[0] ?? '';
}

/** The settings module, or every module of a settings package. */
function settingsTexts(project: Project, folder: string, parts: readonly string[]): string[] {
  const base = inside(folder, parts.join('/'));
  const packages = [base, inside(folder, parts.slice(0, -1).join('/') || '.')];
  const files = project.has(`${base}.py`) && parts.length < 3 ? [`${base}.py`] : [];
  const all = files.length > 0 ? files : packages.flatMap((at) => pythonFiles(project, at));
  return all.slice(0, 20).map((path) => withoutComments(project.text(path)?.slice(0, 128 * 1024) ?? '', path));
}

function pythonFiles(project: Project, folder: string): string[] {
  return project
    .list(folder)
    .filter(({ name, kind }) => kind === 'file' && name.endsWith('.py'))
    .map(({ name }) => inside(folder, name));
}

/**
 * `os.environ["SECRET_KEY"]`, django-environ's `env("…")`, decouple's `config("…")`, when nothing stands beside the name; a
 * SECRET_KEY that would be none (`os.getenv("…")`), which Django refuses; and the address that `env.db()` reads.
 */
const NEEDED =
  /(?:os\.environ\[|\b(?:env|config|env\.\w{1,12}|getenv_or_fail)\(|\bSECRET_KEY\s{0,4}=\s{0,4}os\.(?:getenv|environ\.get)\()\s{0,8}["']([A-Z][A-Z0-9_]{1,60})["']\s{0,8}(?:\]|\))|\benv\.db(?:_url)?\(\s{0,8}\)/g;

function neededVariables(text: string): string[] {
  return ownVariables([...text.matchAll(NEEDED)].map(([, name]) => name ?? 'DATABASE_URL')).slice(0, 20);
}
