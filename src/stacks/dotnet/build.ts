import { bindMount, cacheMount, run, secretMount } from '../../core/instruction.ts';
import { shellCommand, shellPaths } from '../../core/quote.ts';
import type { Spec } from '../../core/stack.ts';
import { frontEndCopies } from '../node/front-end/index.ts';
import { relativeTo } from '../shared/paths.ts';
import type { Stage } from '../shared/service.ts';
import { UNLOCKED } from '../shared/unlocked.ts';
import { dotnetBase } from './bases.ts';
import type { DotnetFacts } from './detect.ts';
import { PROBE_PROJECT, probeOptions, probeOutput, probeSource, probes } from './probe.ts';
import type { Program } from './program.ts';
import { propertyOf } from './projects.ts';

/** Where NuGet keeps packages; a cache that outlives the build. */
const CACHE = '/root/.nuget/packages';
/** Their copy in the layer: what a cached layer restored is there, also on a machine that has no such cache. */
const PACKAGES = '/packages';
/** Beyond these, files come from a stage of their own, so that the Dockerfile stays short. */
const MOST_MOUNTS = 6;

/** The stages before the last: what the restore reads where that is much, its packages, and the program. */
export function buildStages(spec: Spec<DotnetFacts>, program: Program): Stage[] {
  const { base, runtimeVersion } = spec.answers;
  const { build, buildUser } = dotnetBase(base, runtimeVersion, program.needs);
  const parent = { image: build, imageUser: buildUser, workdir: '/src' };
  const manifests = manifestSteps(program);
  const { lock, publish } = program;
  return [
    ...(manifests === null ? [] : [{ name: 'manifests', says: 'what the restore reads', ...parent, steps: manifests }]),
    {
      name: 'restore',
      says: lock.path === null ? 'packages of the projects' : 'packages as packages.lock.json has them',
      ...parent,
      environment: {
        DOTNET_CLI_TELEMETRY_OPTOUT: '1',
        // an image with a user of its own may name that one's folder
        ...(buildUser === null ? {} : { HOME: '/root' }),
        ...publish.environment,
      },
      steps: restoreSteps(spec, program, manifests !== null),
    },
    {
      name: 'build',
      says: `${publish.mode === 'aot' ? 'compiled to machine code' : 'published'} without a network`,
      ...parent,
      image: 'restore',
      steps: publishSteps(spec, program),
    },
  ];
}

/** The steps of a stage that leaves only what the restore reads, or null where a few mounts do. */
function manifestSteps({ graph }: Program): string[] | null {
  const paths = seenFrom(graph.context, graph.manifests);
  if (paths.length <= MOST_MOUNTS && paths.every((path) => /^[\w@+./-]+$/.test(path))) return null;
  const names = ['*.*proj', '*.props', '*.targets', '*.rsp', '*.lock.json', 'global.json'];
  const kept = names.map((name) => `! -name '${name}'`);
  return [
    'COPY . .',
    run([], [`find . -type f ${kept.join(' ')} ! -iname nuget.config -delete`, 'find . -type d -empty -delete']),
  ];
}

function restoreSteps(spec: Spec<DotnetFacts>, program: Program, manifests: boolean): string[] {
  const { graph, feeds, lock, publish } = program;
  const required = (id: string) => spec.secrets.some((secret) => secret.id === id && secret.required);
  const mounts = [
    ...(manifests ? [] : seenFrom(graph.context, graph.manifests).map((path) => bindMount(path))),
    cacheMount(`nuget-${spec.name}`, CACHE),
    secretMount('nugetconfig', '/root/.nuget/NuGet/NuGet.Config', required('nugetconfig')),
    ...feeds.variables.map((id) => secretMount(id, `/run/secrets/${id}`, required(id))),
  ];
  const variables = feeds.variables.map((id) => `${id}="$(cat /run/secrets/${id})" `).join('');
  const unlocked = lock.path === null ? `${UNLOCKED}\n` : '';
  const options = [
    lock.path === null ? '' : ' --locked-mode',
    arch(program),
    ...publish.options.map((one) => ` ${one}`),
  ];
  return [
    architecture(program),
    manifests ? 'COPY --from=manifests /src ./' : '',
    unlocked +
      run(mounts, [
        `${variables}dotnet restore ${projectWord(program)}${options.join('')}`,
        `cp -R ${CACHE} ${PACKAGES}`,
      ]),
    callsNpm(program) ? STUB : '',
  ];
}

/** The project calls npm while it is published; what npm makes is there already. */
const STUB = "COPY --chmod=755 <<'EOF' /usr/local/bin/npm\n#!/bin/sh\nEOF";

/** As the targets of SpaRoot do, and an .esproj. */
function callsNpm({ project, graph, frontEnd }: Program): boolean {
  const calls = graph.frontEnds.length > 0 || propertyOf(project, 'SpaRoot') !== undefined;
  return calls && (frontEnd.built?.outputs.length ?? 0) > 0;
}

function publishSteps(spec: Spec<DotnetFacts>, program: Program): string[] {
  const { graph, frontEnd, publish, listens } = program;
  const probed = probes(spec.answers, publish);
  const copies = [
    'COPY . .',
    ...frontEndCopies(frontEnd, graph.context),
    ...(probed ? [probeSource(spec.answers.runtimeVersion, listens.variable, publish)] : []),
  ];
  const mounts = ['--network=none', `--mount=type=bind,from=restore,source=${PACKAGES},target=${CACHE}`];
  return [
    architecture(program),
    copies.join('\n'),
    run(mounts, [publishCommand(program), ...(probed ? [publishProbe(program)] : [])]),
  ];
}

function publishCommand(program: Program): string {
  const { target, publish } = program;
  const words = [
    ...['-c', 'Release', '--no-restore', '-o', '/out/app'],
    ...(target.several && target.framework !== null ? ['-f', target.framework] : []),
    ...publish.options,
  ];
  return `dotnet publish ${projectWord(program)}${arch(program)} ${shellCommand(words, 'the target framework')}`;
}

/** Its restore needs no network: the SDK, and the packages of the program, have all that it takes. */
function publishProbe({ publish }: Program): string {
  return `dotnet publish ${PROBE_PROJECT} -c Release -o ${probeOutput}${probeOptions(publish)}`;
}

function architecture({ publish }: Program): string {
  return publish.specific ? 'ARG TARGETARCH' : '';
}

function arch({ publish }: Program): string {
  return publish.specific ? ' -a "$TARGETARCH"' : '';
}

function projectWord({ project, graph }: Program): string {
  return shellPaths([relativeTo(graph.context, project.path) ?? project.path], 'the project file');
}

function seenFrom(context: string, paths: readonly string[]): string[] {
  return paths.map((path) => relativeTo(context, path) ?? path);
}
