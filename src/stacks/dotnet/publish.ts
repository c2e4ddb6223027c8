import type { Evidence } from '../../core/stack.ts';
import type { Needs } from './bases.ts';
import type { Graph } from './graph.ts';
import type { Lock } from './nuget.ts';
import { type DotnetProject, isTrue, namesOf, propertyOf } from './projects.ts';

/**
 * How a program is published: for the runtime of its image, with a runtime of its own, or compiled ahead of time. One file that
 * unpacks itself is none of these: it would write at each start, so what asks for it is published as plain files.
 */
export type Mode = 'framework' | 'self-contained' | 'aot';

export interface Publish {
  readonly mode: Mode;
  /** The name of the program's assembly. */
  readonly assembly: string;
  /** Null for pages that a browser runs. */
  readonly start: readonly string[] | null;
  /** Properties that the restore and the publish both get: what one knows and the other does not, restores again. */
  readonly options: readonly string[];
  /** Whether it is built for one architecture: what the lock file does not know, a locked restore refuses. */
  readonly specific: boolean;
  /** Variables of the build. */
  readonly environment: Readonly<Record<string, string>>;
  readonly needs: (graph: Graph) => Omit<Needs, 'sdk'>;
  readonly evidence: Evidence | null;
  readonly notes: readonly string[];
}

/** How to publish a project. */
export function publishOf(project: DotnetProject, lock: Lock): Publish {
  const mode = modeOf(project);
  const assembly = assemblyOf(project);
  const unknown = lock.path !== null && !lock.forLinux;
  const property = ['PublishAot', 'PublishTrimmed'].find((name) => isTrue(project, name));
  return {
    mode,
    assembly,
    start: project.kind === 'wasm' ? null : mode === 'framework' ? ['dotnet', `${assembly}.dll`] : [`/app/${assembly}`],
    options: optionsOf(project, mode),
    specific: project.kind !== 'wasm' && (mode !== 'framework' || !unknown),
    // it reads the history, which is no part of the build
    environment: project.packages.has('gitversion.msbuild') ? { DisableGitVersionTask: 'true' } : {},
    needs: (graph) => needsOf(project, graph, mode),
    evidence:
      property === undefined
        ? null
        : { what: 'publish', value: mode, from: project.evaluation.properties.get(property.toLowerCase())?.from ?? '' },
    notes:
      mode !== 'framework' && unknown
        ? [
            `${lock.path} knows no linux-x64: name it in RuntimeIdentifiers and restore again, or the locked restore refuses.`,
          ]
        : [],
  };
}

function modeOf(project: DotnetProject): Mode {
  if (project.kind === 'wasm') return 'framework';
  if (isTrue(project, 'PublishAot')) return 'aot';
  return isTrue(project, 'PublishTrimmed') ? 'self-contained' : 'framework';
}

/** What the assembly is called: a property, or the project file. */
function assemblyOf(project: DotnetProject): string {
  const file = (project.path.split('/').at(-1) ?? 'app').replace(/\.[^.]+$/, '');
  const named = propertyOf(project, 'AssemblyName');
  return named !== undefined && !/[/\\]/.test(named) ? named : file;
}

function optionsOf(project: DotnetProject, mode: Mode): string[] {
  if (project.kind === 'wasm') return [];
  const single = isTrue(project, 'PublishSingleFile') ? ['-p:PublishSingleFile=false'] : [];
  if (mode === 'aot') return ['-p:CopyOutputSymbolsToPublishDirectory=false'];
  if (mode === 'self-contained') return ['-p:SelfContained=true', ...single];
  const brings = isTrue(project, 'SelfContained') || isTrue(project, 'PublishSelfContained') || single.length > 0;
  return ['-p:UseAppHost=false', ...(brings ? ['-p:SelfContained=false'] : []), ...single];
}

const WEB_PACKAGES = /^(?:grpc\.aspnetcore|aspire\.|microsoft\.aspnetcore\.|.*\.aspnetcore(?:\.|$))/;

function needsOf(project: DotnetProject, { projects }: Graph, mode: Mode): Omit<Needs, 'sdk'> {
  const web = projects.some(
    (each) =>
      each.kind === 'web' ||
      namesOf(each.evaluation, 'frameworkreference').includes('microsoft.aspnetcore.app') ||
      [...each.packages].some((name) => WEB_PACKAGES.test(name)),
  );
  const runtime = mode === 'framework' ? (web ? 'aspnet' : 'runtime') : 'runtime-deps';
  return { runtime, aot: mode === 'aot', icu: !isTrue(project, 'InvariantGlobalization') };
}
