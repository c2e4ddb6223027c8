import { builds } from '../audit/facts/builders.ts';
import { packageCalls } from '../audit/facts/packages.ts';
import type { Step } from '../audit/rule.ts';
import type { RunCommand } from '../dockerfile/run.ts';
import type { Stage } from '../dockerfile/stages.ts';
import { type Loss, type Thing, unique } from './loss.ts';
import { named, namedWords, neededStages, type Reading } from './reading.ts';

/** What is only there to start processes or to ask the service, which ours does without. */
const REPLACED = new Set([
  'tini',
  'dumb-init',
  'curl',
  'wget',
  'netcat',
  'su-exec',
  'gosu',
  'libc6-compat',
  'gcompat',
  'ca-certificates',
  'nodejs',
  'npm',
  'yarn',
]);
/** What native packages are compiled with: ours takes it where one is among the dependencies. */
const COMPILERS =
  /^(?:python3?|make|g\+\+|gcc|build-essential|build-base|libc-dev|musl-dev|node-gyp|linux-headers|py3-setuptools)$/;
/** Programs of steps that ours takes on in its own way, or that only arrange files and users. */
const USUAL = new Set(
  'apt-get apt apk aptitude npm pnpm yarn corepack bun node-prune mkdir chown chmod rm rmdir cp mv ln ls echo printf cat touch true false test [ [[ cd set export unset exit if for case adduser addgroup useradd groupadd usermod groupmod deluser find sort head tail grep sed awk xargs update-ca-certificates sh bash ash env sudo read : sleep pwd id whoami which command node-gyp date uname dpkg add-apt-repository gpg curl wget tar unzip install ldconfig'.split(
    ' ',
  ),
);
const INSTALLS = new Set(['install', 'i', 'add']);
const GLOBAL = /^(?:-g|--global|global)$/;
const MANAGERS = /^(?:npm|pnpm|yarn|corepack|pm2|bun|npx|node-gyp|turbo)(?:@.*)?$/;

/** Packages and commands that the new Dockerfile lacks. */
export function lostSteps(theirs: Reading, ours: Reading): Loss[] {
  const needed = neededStages(theirs);
  const edit = 'the new one does not';
  return [
    {
      verb: 'installs in the image',
      things: packages(theirs, ours, theirs.shipped),
      advice: `${edit}; where the service needs one, install it in the last stage (edits are kept), which takes a base with a shell`,
    },
    {
      verb: 'installs for the build',
      things: packages(theirs, ours, theirs.building),
      advice: `${edit}; where the build needs one, install it in the build stage (edits are kept)`,
    },
    {
      verb: 'installs globally',
      things: globals(theirs, ours, needed),
      advice: `${edit}; where the build or the service runs one, make it a dependency`,
    },
    {
      verb: 'runs',
      things: commands(theirs, ours, needed),
      advice: 'see that the new one does what is still wanted of it (edits are kept)',
    },
  ];
}

function packages(theirs: Reading, ours: Reading, stages: ReadonlySet<Stage>): Thing[] {
  const known = new Set([...packageCalls(ours.input)].flatMap((call) => call.packages.map(withoutVersion)));
  const compiles = stages === theirs.building || theirs.building.size === 0;
  const things: Thing[] = [];
  for (const { step, command, action, packages } of packageCalls(theirs.input)) {
    if (!stages.has(step.stage) || !INSTALLS.has(action)) continue;
    for (const name of packages) {
      const plain = withoutVersion(name);
      const skip = known.has(plain) || REPLACED.has(plain) || (compiles && COMPILERS.test(plain));
      if (!skip && plain !== '') things.push({ what: named(plain), line: command.line });
    }
  }
  return unique(things);
}

/** `libssl-dev=3.5.*` → `libssl-dev`. */
function withoutVersion(name: string): string {
  return name.split(/[=<>~]/)[0] ?? name;
}

function globals(theirs: Reading, ours: Reading, stages: ReadonlySet<Stage>): Thing[] {
  const known = new Set(ours.input.runs.flatMap(({ commands }) => commands.flatMap(({ args }) => args)));
  const things: Thing[] = [];
  for (const { command } of commandsIn(theirs.input.runs, stages)) {
    const { program, args, line } = command;
    if (!/^(?:npm|pnpm|yarn|bun)$/.test(program) || !args.some((word) => GLOBAL.test(word))) continue;
    const names = args.filter((word) => !word.startsWith('-') && !INSTALLS.has(word) && !GLOBAL.test(word));
    for (const name of names) if (!MANAGERS.test(name) && !known.has(name)) things.push({ what: named(name), line });
  }
  return unique(things);
}

/** Commands of steps that are none of the usual ones: generators, scripts of the manifest, downloads that are run. */
function commands(theirs: Reading, ours: Reading, stages: ReadonlySet<Stage>): Thing[] {
  const known = new Set(ours.input.runs.flatMap(({ commands }) => commands.map(key)));
  const things: Thing[] = [];
  for (const { commands } of theirs.input.runs.filter(({ stage }) => stages.has(stage))) {
    for (const [at, command] of commands.entries()) {
      // `corepack enable` is followed by what it would be without corepack
      const inner = commands[at - 1]?.program === 'corepack';
      const usual = (USUAL.has(command.program) && !runsScript(command)) || compiles(command);
      if (command.program === '' || command.nested || inner || usual || known.has(key(command))) continue;
      things.push({ what: namedWords(command.words.slice(0, 5)), line: command.line });
    }
  }
  return unique(things);
}

/** The compiler of a language whose stack runs it too, in its own way. */
function compiles(command: RunCommand): boolean {
  return /^(?:dotnet|go|cargo)$/.test(command.program) && builds(command);
}

/** `npm run codegen`; the build is an answer, and what an install runs is the install's. */
function runsScript({ program, args }: RunCommand): boolean {
  const [verb, name = ''] = args.filter((word) => !word.startsWith('-'));
  if (!/^(?:npm|pnpm|yarn|bun)$/.test(program)) return false;
  return verb === 'test' || (/^run(?:-script)?$/.test(verb ?? '') && !/build|^(?:pre|post)?install/.test(name));
}

/** A command without the tool that finds it: `npx prisma generate` and `prisma generate` are one, `npm run a` and `npm run b` are not. */
function key({ program, args }: RunCommand): string {
  const words = [program, ...args].filter((word) => !word.startsWith('-') && word !== 'npx' && word !== 'exec');
  return words
    .slice(0, MANAGERS.test(program) ? 3 : 2)
    .map((word) => word.slice(word.lastIndexOf('/') + 1))
    .join(' ');
}

function* commandsIn(
  runs: readonly Step[],
  stages: ReadonlySet<Stage>,
): Generator<{ command: RunCommand; step: Step }> {
  for (const step of runs) if (stages.has(step.stage)) for (const command of step.commands) yield { command, step };
}
