import { packageCalls } from '../audit/facts/packages.ts';
import type { Step } from '../audit/rule.ts';
import type { RunCommand } from '../dockerfile/run.ts';
import type { Stage } from '../dockerfile/stages.ts';
import { type Loss, type Thing, unique } from './loss.ts';
import { named, namedWords, neededStages, type Reading } from './reading.ts';
import { ALONG, COMPILERS, chooses, compiles, REPLACED, USUAL } from './usual.ts';

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
  const known = new Set([...packageCalls(ours.input)].flatMap((call) => call.packages.map(libraryOf)));
  const building = stages === theirs.building || theirs.building.size === 0;
  const along = stages === theirs.building && [...ours.building].some(({ base }) => ALONG.images.test(base.text));
  const things: Thing[] = [];
  for (const { step, command, action, packages } of packageCalls(theirs.input)) {
    if (!stages.has(step.stage) || !INSTALLS.has(action)) continue;
    for (const name of packages) {
      const plain = withoutVersion(name);
      const there = known.has(libraryOf(name)) || (along && ALONG.packages.test(plain));
      const skip = there || REPLACED.has(plain) || (building && COMPILERS.test(plain));
      if (!skip && plain !== '') things.push({ what: named(plain), line: command.line });
    }
  }
  return unique(things);
}

/** `libssl-dev=3.5.*` → `libssl-dev`. */
function withoutVersion(name: string): string {
  return name.split(/[=<>~]/)[0] ?? name;
}

/** `libvips-dev` and `libvips42` are of one library, whose name changes with every release of the distribution. */
function libraryOf(name: string): string {
  return withoutVersion(name).replace(/^(lib.*?)[\d.-]*(?:t64)?(?:-dev)?$/, '$1');
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
  const known = new Set(ours.input.runs.flatMap(({ commands }) => commands.flatMap(keys)));
  const isDone = (command: RunCommand) => keys(command).every((key) => known.has(key));
  const things: Thing[] = [];
  for (const { commands } of theirs.input.runs.filter(({ stage }) => stages.has(stage))) {
    for (const [at, command] of commands.entries()) {
      // `corepack enable` is followed by what it would be without corepack
      const inner = commands[at - 1]?.program === 'corepack';
      const usual = (USUAL.has(command.program) && !runsScript(command)) || compiles(command);
      if (command.program === '' || command.nested || inner || usual || isDone(command)) continue;
      things.push({ what: namedWords(command.words.slice(0, 5)), line: command.line });
    }
  }
  return unique(things);
}

/** `npm run codegen`; the build is an answer, and what an install runs is the install's. */
function runsScript({ program, args }: RunCommand): boolean {
  const [verb, name = ''] = args.filter((word) => !word.startsWith('-'));
  if (!/^(?:npm|pnpm|yarn|bun)$/.test(program)) return false;
  return verb === 'test' || (/^run(?:-script)?$/.test(verb ?? '') && !/build|^(?:pre|post)?install/.test(name));
}

/** What a command does: mix does several things in one. */
function keys({ program, args }: RunCommand): string[] {
  if (program !== 'mix' || args[0] !== 'do') return [key([program, ...args])];
  const tasks = args
    .slice(1)
    .join(' ')
    .split(/ \+ |, /);
  return tasks.map((task) => key(['mix', ...task.split(' ')]));
}

/** A command without the tool that finds it: `npx prisma generate` and `prisma generate` are one, `npm run a` and `npm run b` are not. */
function key([program = '', ...args]: readonly string[]): string {
  const found = program === 'npx' || (program === 'bundle' && args[0] === 'exec');
  const words = [...(found ? [] : [program]), ...args].filter(
    (word) => (!word.startsWith('-') || chooses(program, word)) && word !== 'exec',
  );
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
