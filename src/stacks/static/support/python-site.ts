import { run } from '../../../core/instruction.ts';
import { shellPaths } from '../../../core/quote.ts';
import type { Secret, Spec } from '../../../core/stack.ts';
import { keepingOut } from '../../shared/ignore.ts';
import { inside, relativeTo } from '../../shared/paths.ts';
import { pythonBase, uvImage } from '../../shared/python/bases.ts';
import { groupWith } from '../../shared/python/groups.ts';
import { installNamed, installSteps } from '../../shared/python/install.ts';
import { VENV } from '../../shared/python/install-step.ts';
import { type Installation, installationOf } from '../../shared/python/installation.ts';
import { readManifest } from '../../shared/python/manifest.ts';
import { type PythonVersion, pythonVersion } from '../../shared/python/versions.ts';
import type { FoundSite, Input, Recipe } from '../generator.ts';
import type { ReadTheDocs } from './read-the-docs.ts';

/** A generator that is a Python package. */
export interface PythonTool {
  readonly title: string;
  /** The package, with the release that is taken when the project lists none. */
  readonly package: string;
  readonly release: string;
  /** Whether a package is the tool or brings it along (`mkdocs-material`). */
  readonly brings: (name: string) => boolean;
}

/** What a site has from Python: how its tools are installed, and on which version. */
type PythonSite = Pick<
  FoundSite,
  | 'context'
  | 'home'
  | 'version'
  | 'recipe'
  | 'packageManager'
  | 'packageManagerVersion'
  | 'notes'
  | 'secrets'
  | 'ignored'
>;

/** How the tools come in: as the project lists them, or the generator alone because it lists none. */
interface Tools {
  readonly installation: Installation;
  readonly alone: boolean;
}

/** Finds what installs a site's tools: requirements of its own, a group or extra of the project, its dependencies; else the tool alone. */
export function pythonSite(input: Input, tool: PythonTool, hosted: ReadTheDocs | undefined): PythonSite {
  const { project, service } = input;
  const tools = toolsOf(input, tool, hosted);
  const { installation } = tools;
  const version = versionOf(pythonVersion(project, service, readManifest(project, service)), hosted);
  const listed = !tools.alone;
  const keptOut = installation.indexes.keptOut.map((path) => relativeTo(installation.context, path) ?? path);
  return {
    context: installation.context,
    home: installation.folder,
    version: version.evidence,
    recipe: recipeOf(tool, tools, hosted),
    packageManager: listed ? installation.manager?.evidence : { what: 'packageManager', value: 'pip', from: 'default' },
    packageManagerVersion: installation.release,
    notes: [
      ...version.notes,
      ...(listed ? (installation.manager?.notes ?? []) : [nothingListed(tool)]),
      ...installation.indexes.notes,
      ...installation.compiled.map(({ note }) => note),
    ],
    secrets: listed ? installation.indexes.secrets : [PIP],
    ignored: {
      built: ['**/.venv', '**/venv', '**/__pycache__', '**/*.py[cod]', '**/*.egg-info'],
      private: ['**/pip.conf', ...keptOut.map(keepingOut)],
      development: ['.tox', '.nox', '.pytest_cache'],
    },
  };
}

const PIP: Secret = { id: 'pipconf', required: false, for: 'install', source: '$HOME/.config/pip/pip.conf' };

/** Requirements of documentation alone, where they usually lie. */
const USUAL = [
  'docs/requirements.txt',
  'docs/source/requirements.txt',
  'doc/requirements.txt',
  'requirements-docs.txt',
  'docs-requirements.txt',
  'requirements/docs.txt',
  'requirements/doc.txt',
];

function toolsOf({ project, service, given }: Input, { brings }: PythonTool, hosted: ReadTheDocs | undefined): Tools {
  const manifest = readManifest(project, service);
  const own = [...(hosted?.requirements ?? []), ...USUAL].filter((file) => project.has(inside(service, file)));
  const asked = given.packageManager;
  if (own.length > 0 && (asked === undefined || asked === 'pip'))
    return {
      alone: false,
      installation: installationOf(project, service, readManifest(project, service, own), {
        ...given,
        packageManager: 'pip',
      }),
    };
  const group = groupWith(manifest?.json, brings);
  const listed = [...(manifest?.packages.keys() ?? [])].some(brings) || group !== undefined;
  const installation = installationOf(project, service, listed ? manifest : undefined, given, group ? [group] : []);
  return { installation, alone: !listed || installation.manager === null };
}

function versionOf(found: PythonVersion, hosted: ReadTheDocs | undefined): PythonVersion {
  if (found.evidence.from !== 'default' || !hosted?.python) return found;
  const { value, from } = hosted.python;
  return { version: value, evidence: { what: 'runtimeVersion', value, from }, notes: [] };
}

function recipeOf(tool: PythonTool, { alone, installation }: Tools, hosted: ReadTheDocs | undefined): Recipe {
  const { manager } = installation;
  const own = (spec: Spec) => ({ ...spec, facts: installation });
  const installs = (spec: Spec) => installSteps(own(spec));
  // a lock file installs the project with its dependencies, requirements do not
  const itself =
    !alone && manager?.id === 'pip' && installation.manifest?.requirements ? (hosted?.itself ?? null) : null;
  return {
    image: ({ base, runtimeVersion }) => {
      const { build, buildUser } = pythonBase(base, runtimeVersion, installation.compiles);
      return { reference: build, user: buildUser };
    },
    others: alone || manager?.id === 'pip' ? [] : [uvImage(installation.uv)],
    made: ({ runtimeVersion }) => `${tool.title} on Python ${runtimeVersion}`,
    environment: (spec) => ({ ...(alone ? PIP_ALONE : installs(spec).environment), PATH }),
    before: (spec) =>
      alone ? [installNamed(own(spec), [`${tool.package}==${tool.release}`], true)] : installs(spec).before,
    after: (spec) => [
      ...(alone ? [] : installs(spec).after),
      ...(itself === null
        ? []
        : [installNamed(own(spec), [itself.length === 0 ? '.' : `/app[${itself.join(',')}]`], false)]),
      ...removeCredentials(installation),
    ],
    mounts: () => [],
    program: null,
  };
}

/** Files that the install reads and that hold a credential: what lies among the pages is published. */
function removeCredentials({ indexes, context }: Installation): string[] {
  const files = indexes.removed.map((path) => relativeTo(context, path) ?? path);
  return files.length === 0 ? [] : [run([], [`rm ${shellPaths(files, 'the file')}`])];
}

const PIP_ALONE = { PIP_DISABLE_PIP_VERSION_CHECK: '1', PIP_NO_INPUT: '1' };
const PATH = `${VENV}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`;

function nothingListed({ title, package: name, release }: PythonTool): string {
  return `Nothing lists what the site is built with: ${title} ${release} alone builds it. Write themes and plugins into requirements.txt, beginning with ${name}==${release}.`;
}
