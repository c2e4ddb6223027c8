import { isObject, type Project, readYaml, stringAt, stringsIn, valueAt } from '../../../core/project.ts';
import { inside, relativeTo, resolveInside } from '../../shared/paths.ts';
import type { VersionAsk } from '../../shared/version-files.ts';

/** What `.readthedocs.yaml` says of a site, all of its paths below the service's folder. */
export interface ReadTheDocs {
  readonly python: VersionAsk | undefined;
  /** Requirements to install, in order. */
  readonly requirements: readonly string[];
  /** The extras with which the project itself is installed; null when it is not. */
  readonly itself: readonly string[] | null;
  /** Where the generator's configuration lies: `docs/conf.py`. */
  readonly configuration: string | undefined;
  /** Whether a warning fails the build. */
  readonly strict: boolean;
}

const NAMES = ['.readthedocs.yaml', '.readthedocs.yml', 'readthedocs.yaml', 'readthedocs.yml'];
const EXTRA = /^[A-Za-z0-9][A-Za-z0-9._-]{0,60}$/;

/**
 * Reads it; undefined when there is none.
 * @param tool the part that is about a generator: `sphinx` or `mkdocs`
 */
export function readTheDocs(project: Project, service: string, tool: 'sphinx' | 'mkdocs'): ReadTheDocs | undefined {
  const path = NAMES.map((name) => inside(service, name)).find((each) => project.has(each));
  const json = path === undefined ? undefined : readYaml(project, path);
  if (path === undefined || !json) return undefined;
  const list = valueAt(json, 'python', 'install');
  const installs = (Array.isArray(list) ? list : []).filter(isObject).slice(0, 20);
  const own = installs.find((one) => typeof one.path === 'string' && /^\.?\/?$/.test(one.path));
  const version = valueAt(json, 'build', 'tools', 'python');
  return {
    python: isVersion(version) ? { value: String(version), from: `${path} build.tools.python` } : undefined,
    requirements: installs.flatMap((one) => below(service, stringAt(one, 'requirements')) ?? []),
    itself: own ? stringsIn(own.extra_requirements).filter((extra) => EXTRA.test(extra)) : null,
    configuration: below(service, stringAt(json, tool, 'configuration')),
    strict: valueAt(json, tool, 'fail_on_warning') === true,
  };
}

/** YAML reads 3.10 as 3.1 where it stands without quotes; there is no such Python. */
function isVersion(value: unknown): boolean {
  return /^3\.\d{1,2}$/.test(String(value)) && String(value) !== '3.1';
}

function below(service: string, path: string | undefined): string | undefined {
  const whole = path === undefined ? undefined : resolveInside(service, path);
  return whole === undefined ? undefined : relativeTo(service, whole);
}
