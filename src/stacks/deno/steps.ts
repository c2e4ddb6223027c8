import { commandChain } from '../../core/command.ts';
import { bindMount, cacheMount, run, secretMount } from '../../core/instruction.ts';
import { pairValue, shellCommand, shellWord } from '../../core/quote.ts';
import type { Spec } from '../../core/stack.ts';
import { inside } from '../shared/paths.ts';
import { UNLOCKED } from '../shared/unlocked.ts';
import type { DenoFacts } from './facts.ts';
import type { DenoProgram } from './flags.ts';
import { programOf } from './start.ts';

/** Where everything that is fetched and compiled lies: written by the build, only read when the service runs. */
export const CACHE = '/deno-cache';
/** Packages of npm, as they were fetched; once they are laid into a node_modules folder, nothing looks for them there. */
const PACKAGES = cacheMount('deno-npm', `${CACHE}/npm`);
const OFFLINE = '--network=none';
/** Options that decide which modules a program is made of: the build has to see it with them too. */
const RESOLVES = /^(?:--(?:config|import-map|conditions|unstable[\w-]*)(?:=|$)|-c$)/;

/** Dependencies in a layer of their own: a changed source fetches nothing. */
export function install({ facts, secrets }: Spec<DenoFacts>): string {
  // without a lock file only what the program is made of is fetched, later, but for a folder that nothing else makes
  if (facts.manifests.length === 0 || (!facts.lock && facts.modules !== 'manual')) return '';
  const mounts = [...facts.manifests.map((path) => bindMount(path)), ...fetching(facts, secrets)];
  const command = facts.lock ? 'deno install --frozen' : 'deno install --no-lock';
  const step = run(mounts, [command, ...(facts.npm === 'declared' ? [ownersOnly(INSTALLED[facts.modules])] : [])]);
  return facts.lock ? step : `${UNLOCKED}\n${step}`;
}

/** Where an install lays packages of npm. */
const INSTALLED = { cache: CACHE, auto: `${CACHE} node_modules`, manual: 'node_modules' } as const;

/** Some packages come with files that everybody may write, and Deno leaves them so. */
function ownersOnly(folders: string): string {
  return `chmod -R go-w ${folders}`;
}

/** What a step that may fetch gets: the packages that were fetched before, and the credentials for more. */
function fetching({ modules }: DenoFacts, secrets: Spec['secrets']): string[] {
  const npmrc = secrets.filter(({ id }) => id === 'npmrc');
  return [
    ...(modules === 'manual' ? [PACKAGES] : []),
    ...npmrc.map(({ id, required }) => secretMount(id, '/root/.npmrc', required)),
  ];
}

/** With everything fetched that the lock file names, later steps need no network, and get none. */
function later({ facts, secrets }: Spec<DenoFacts>): string[] {
  return facts.lock?.declared ? [OFFLINE] : fetching(facts, secrets);
}

/** Builds, fetches what only the sources name, and compiles all of it: the container's cache is read-only. */
export function build(spec: Spec<DenoFacts>): string[] {
  const { facts } = spec;
  const [commands, compiling] = [buildCommands(spec), compileCommands(spec)];
  if (facts.home === facts.folder || commands.length === 0)
    return [goTo(facts.home), step(spec, [...commands, ...compiling])];
  return [goTo(facts.folder), step(spec, commands), goTo(facts.home), step(spec, compiling)];
}

function step(spec: Spec<DenoFacts>, commands: readonly string[]): string {
  return commands.length === 0 ? '' : run(later(spec), commands);
}

function goTo(folder: string): string {
  return folder === '.' ? '' : `WORKDIR ${pairValue(inside('/app', folder), 'the folder')}`;
}

/** A task by its name, or what was said. */
function buildCommands({ answers, facts }: Spec<DenoFacts>): string[] {
  if (answers.build === null) return [];
  if (facts.tasks.includes(answers.build)) return [`deno task ${shellWord(answers.build, 'the build task')}`];
  return commandChain(answers.build, 'the build command').map((words) => shellCommand(words, 'the build command'));
}

function compileCommands({ answers, facts }: Spec<DenoFacts>): string[] {
  const program = programOf(answers.start);
  if (!program) return [];
  const frozen = facts.lock ? '--frozen' : '--no-lock';
  const words = ['deno', 'cache', frozen, ...resolving(program), program.entry];
  const fetched = facts.npm !== null && !facts.lock?.declared;
  const mended = facts.modules === 'auto' ? `${CACHE} /app` : CACHE;
  return [shellCommand(words, 'the start command'), ...(fetched ? [ownersOnly(mended)] : [])];
}

/** The options that decide what the program is made of, with their values. */
function resolving({ options }: DenoProgram): string[] {
  return options.flatMap((word, at) => {
    if (!RESOLVES.test(word)) return [];
    const next = options[at + 1];
    return /^(?:--(?:config|import-map|conditions)|-c)$/.test(word) && next !== undefined ? [word, next] : [word];
  });
}
