import { run } from '../../core/instruction.ts';
import { copyArguments, pairValue, shellPaths } from '../../core/quote.ts';
import type { Spec } from '../../core/stack.ts';
import { frontEndStages } from '../node/front-end/index.ts';
import { relativeTo } from '../shared/paths.ts';
import type { Stage } from '../shared/service.ts';
import { phpBase } from './bases.ts';
import type { BuildStep } from './build-steps.ts';
import type { PhpFacts } from './facts.ts';
import {
  bringComposer,
  composerEnvironment,
  finishPackages,
  frameworkSteps,
  installExtensions,
  installPackages,
  needsZip,
  removeCredentials,
} from './install.ts';
import { serverOf } from './server.ts';

/** What a build is for: the whole application, or the public files alone. */
export type Purpose = 'app' | 'site';

/** The stages before the last, the same for both images as far as they do the same: BuildKit then builds them once. */
export function stagesFor(spec: Spec<PhpFacts>, purpose: Purpose): Stage[] {
  const whole = purpose === 'app' || runsPhp(spec.facts);
  return [...(whole ? extensionStage(spec) : []), buildStage(spec, purpose, whole), ...frontEnd(spec)];
}

/** What later stages stand on: the image, or the stage with its extensions. */
export function parent(spec: Spec<PhpFacts>, image: string): string {
  return extensionStage(spec).length > 0 ? 'php' : image;
}

/** Whether the public files need PHP to be made, or its packages to be there while Node makes them. */
function runsPhp(facts: PhpFacts): boolean {
  const served = facts.composer !== undefined && facts.framework?.servesPackages;
  return served || facts.build.some(({ assets }) => assets) || readsPackages(facts);
}

/** Tailwind looks for classes in the packages' templates, Ziggy and Symfony UX are themselves in vendor. */
function readsPackages({ composer, frontEnd: { built } }: PhpFacts): boolean {
  if (!composer || !built) return false;
  return built.reachesOut || JSON.stringify(built.node.facts.manifest.json).includes(`${composer.vendor}/`);
}

/** A program with a capability cannot even start where it is taken away. */
const NO_CAPABILITY = 'setcap -r /usr/local/bin/frankenphp';

/** The official image with what is compiled into it, for every stage after it; none where nothing is. */
function extensionStage(spec: Spec<PhpFacts>): Stage[] {
  const { answers, facts } = spec;
  const base = phpBase(answers);
  const franken = serverOf(answers.start) === 'frankenphp';
  const names = facts.extensions.map(({ name }) => name);
  if (!base.shell || (names.length === 0 && !franken)) return [];
  const all = [...names, ...(needsZip(facts) ? ['zip'] : [])];
  const more = franken ? [NO_CAPABILITY] : [];
  const says = [
    ...(franken ? ['no capability'] : []),
    ...(names.length > 0 ? ['the extensions that the service asks for'] : []),
    ...(needsZip(facts) ? ['zip for Composer'] : []),
  ];
  return [
    {
      name: 'php',
      says: says.join(', '),
      image: base.build,
      steps: [all.length > 0 ? installExtensions(spec, all, more) : run([], more)],
    },
  ];
}

function buildStage(spec: Spec<PhpFacts>, purpose: Purpose, whole: boolean): Stage {
  const { facts } = spec;
  const { composer } = facts;
  const base = phpBase(spec.answers);
  const packages = composer !== undefined && whole;
  const steps = facts.build.filter(({ assets }) => purpose === 'app' || assets);
  const locked = composer?.lock === undefined ? 'packages and sources' : 'packages as composer.lock has them';
  return {
    name: 'build',
    says: packages ? locked : 'the files, as they are',
    image: whole ? parent(spec, base.build) : base.build,
    imageUser: base.buildUser,
    environment: packages ? composerEnvironment(facts) : {},
    steps: [
      ...(packages ? packageSteps(spec) : ['COPY . .']),
      facts.folder === '.' ? '' : `WORKDIR ${pairValue(below(spec, '.'), 'the folder')}`,
      ...(packages ? [finishPackages(spec, steps), ...frameworkSteps(steps)] : []),
      ...(purpose === 'app' ? [removeCredentials(spec)] : withoutScripts(spec, steps)),
    ],
  };
}

/** What the install needs of PHP where no stage before has it, Composer, what it fetches, and the sources. */
function packageSteps(spec: Spec<PhpFacts>): string[] {
  const { facts } = spec;
  const [composer, packages] = [bringComposer(spec), installPackages(spec)];
  const missing = [...facts.extensions.map(({ name }) => name), ...(needsZip(facts) ? ['zip'] : [])];
  const extensions = extensionStage(spec).length > 0 ? [] : missing;
  return [
    ...(extensions.length > 0 ? [installExtensions(spec, extensions)] : []),
    ...(packages === '' ? [`${composer}\nCOPY . .`] : [composer, packages, 'COPY . .']),
  ];
}

/** A script that is not there can never be shown. */
function withoutScripts(spec: Spec<PhpFacts>, steps: readonly BuildStep[]): string[] {
  const folder = spec.facts.root?.folder ?? '.';
  const says = '# nginx runs none of them, and what is not there is never shown';
  const find = (where: string) => `${says}\n${run([], [`find ${where} -type f -name '*.php' -delete`])}`;
  // a step after one that fetched would look as if it belonged to it
  return steps.some(({ fetches }) => fetches !== 'never')
    ? [`WORKDIR ${pairValue(below(spec, folder), 'the folder')}`, find('.')]
    : [find(shellPaths([folder], 'the public files'))];
}

/** The front end's stages, after PHP's packages where it reads them. */
function frontEnd(spec: Spec<PhpFacts>): Stage[] {
  const { facts } = spec;
  const vendor = below(spec, facts.composer?.vendor ?? 'vendor');
  const before = readsPackages(facts) ? [`COPY --from=build ${copyArguments([vendor, vendor], 'the packages')}`] : [];
  return frontEndStages(spec, facts.frontEnd, facts.context, before);
}

/** A path below the service's folder, where a stage has it. */
export function below({ facts }: Spec<PhpFacts>, path: string): string {
  const home = facts.folder === '.' ? '/app' : `/app/${facts.folder}`;
  return path === '.' ? home : `${home}/${path}`;
}

/** A COPY line for what the front end's build leaves, from the stage that built it. */
export function builtCopy(spec: Spec<PhpFacts>, path: string, to: string): string {
  return `COPY --from=frontend ${copyArguments([below(spec, path), to], 'the built folder')}`;
}

/** What the front end's build leaves, below the service's folder. */
export function outputs({ frontEnd: { built }, context, folder }: PhpFacts): string[] {
  const service = context === '.' ? folder : context;
  return (built?.outputs ?? []).flatMap((path) => relativeTo(service, path) ?? []);
}
