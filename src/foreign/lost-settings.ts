import { isSecretName } from '../audit/facts/secret-names.ts';
import { isNumeric, isRoot } from '../audit/facts/users.ts';
import type { Variable } from '../audit/rule.ts';
import { variablesIn } from '../dockerfile/expand.ts';
import { pairs } from '../dockerfile/pairs.ts';
import type { Instruction } from '../dockerfile/parse.ts';
import type { Stage } from '../dockerfile/stages.ts';
import { instructionsOf, type Loss, type Thing, unique } from './loss.ts';
import { named, neededStages, type Reading } from './reading.ts';
import { isUsualVariable } from './usual.ts';

/** ARGs that BuildKit sets or reads itself. */
const PLATFORM =
  /^(?:BUILD|TARGET)(?:PLATFORM|OS|OSVERSION|ARCH|VARIANT|STAGE)$|^BUILDKIT_\w+$|^SOURCE_DATE_EPOCH$|^\w+_PROXY$|^\w+_proxy$/;

/** Variables, labels, volumes and the other settings of the image that the new Dockerfile lacks. */
export function lostSettings(theirs: Reading, ours: Reading): Loss[] {
  const edit = 'the new one does not; add it to the last stage (edits are kept)';
  return [
    {
      verb: 'sets',
      things: variables(theirs, ours, 'ENV', theirs.shipped),
      advice: `${edit}, or hand it over at the start`,
    },
    {
      verb: 'sets for the build',
      things: buildVariables(theirs, ours),
      advice: 'the new one does not; where the build reads it, add it to the build stage (edits are kept)',
    },
    {
      verb: 'takes the arguments',
      things: argumentsOf(theirs, ours),
      advice: 'the new one does not; where the build reads one, add its ARG to the build stage (edits are kept)',
    },
    { verb: 'has the labels', things: labels(theirs, ours), advice: edit },
    {
      verb: 'declares the volumes',
      things: volumes(theirs, ours),
      advice:
        'the new one runs on a read-only file system; give each at the start (-v NAME:PATH, owned by the new user) or as a --tmpfs',
    },
    {
      verb: 'runs as',
      things: user(theirs, ours),
      advice: `the new one runs as ${named(ours.final.user?.value ?? '')}; files on volumes must be readable by it, and writable where the service writes`,
    },
    {
      verb: 'stops by',
      things: single(theirs, ours, 'STOPSIGNAL'),
      advice:
        'the new one is stopped by SIGTERM; change its STOPSIGNAL where the service needs the other (edits are kept)',
    },
    {
      verb: 'checks the health with',
      things: timing(theirs, ours),
      advice: 'the new one has times of its own; change them where the service is slow to start (edits are kept)',
    },
  ];
}

function variables(theirs: Reading, ours: Reading, keyword: string, stages: ReadonlySet<Stage>): Thing[] {
  const known = new Map(ofStages(ours, keyword, ours.shipped).map(({ name, value }) => [name, value]));
  return unique(
    ofStages(theirs, keyword, stages)
      .filter(
        ({ name, value }) =>
          !isUsualVariable(name, theirs.stacks) &&
          !isSecretName(name) &&
          (!known.has(name) || differs(known.get(name), value)),
      )
      .map(({ name, instruction }) => ({ what: `ENV ${named(name)}`, line: instruction.line })),
  );
}

/** A value that comes from an ARG is the argument's to tell. */
function differs(one: string | null | undefined, other: string | null): boolean {
  return one !== other && !other?.includes('$');
}

function buildVariables(theirs: Reading, ours: Reading): Thing[] {
  const inBuild = new Set(ours.input.variables.map(({ name }) => name));
  const shipped = new Set(ofStages(theirs, 'ENV', theirs.shipped).map(({ name }) => `ENV ${named(name)}`));
  return variables(theirs, ours, 'ENV', theirs.building).filter(
    ({ what }) => !shipped.has(what) && !inBuild.has(what.slice('ENV '.length)),
  );
}

function ofStages({ input }: Reading, keyword: string, stages: ReadonlySet<Stage>): Variable[] {
  return input.variables.filter(
    ({ stage, instruction }) => instruction.keyword === keyword && stage !== null && stages.has(stage),
  );
}

/** Arguments that only choose images are answers, not inputs of the build. */
function argumentsOf(theirs: Reading, ours: Reading): Thing[] {
  const own = new Set(
    ours.input.variables.filter(({ instruction }) => instruction.keyword === 'ARG').map(({ name }) => name),
  );
  const needed = neededStages(theirs);
  const inNames = new Set(theirs.input.stages.flatMap(({ base }) => variablesIn(base.text)));
  return unique(
    ofStages(theirs, 'ARG', needed)
      .filter(
        ({ name }) =>
          !own.has(name) &&
          !inNames.has(name) &&
          !isSecretName(name) &&
          !isUsualVariable(name, theirs.stacks) &&
          !PLATFORM.test(name) &&
          name !== 'NODE_ENV',
      )
      .map(({ name, instruction }) => ({ what: named(name), line: instruction.line })),
  );
}

function labels(theirs: Reading, ours: Reading): Thing[] {
  const read = (reading: Reading) =>
    instructionsOf(reading, 'LABEL').flatMap((each) =>
      pairs(each, reading.input.dockerfile.escape).map(({ name }) => ({ what: named(name), line: each.line })),
    );
  const old = instructionsOf(theirs, 'MAINTAINER').map(({ line }) => ({ what: 'MAINTAINER', line }));
  const known = new Set(read(ours).map(({ what }) => what));
  return unique([...read(theirs), ...old].filter(({ what }) => !known.has(what)));
}

function volumes(theirs: Reading, ours: Reading): Thing[] {
  const read = (reading: Reading) =>
    instructionsOf(reading, 'VOLUME').flatMap(({ json, words, line }) =>
      (json ?? words.map(({ text }) => text)).map((path) => ({ what: named(path), line })),
    );
  const known = new Set(read(ours).map(({ what }) => what));
  return unique(read(theirs).filter(({ what }) => !known.has(what)));
}

/** Another number, or a name that is none of the image's own: root's, and the same user by its name, are no loss. */
function user({ final }: Reading, ours: Reading): Thing[] {
  const value = final.user?.value ?? null;
  if (value === null || isRoot(value)) return [];
  const own = ours.final.user?.value ?? '';
  const [number = '', group = number] = value.split(':');
  const same = isNumeric(value) ? own === `${number}:${group}` : /^(?:node|nonroot|bun|nginx)(?::|$)/.test(value);
  return same ? [] : [{ what: named(value), line: final.user?.instruction.line ?? final.line }];
}

function single(theirs: Reading, ours: Reading, keyword: string): Thing[] {
  const last = (reading: Reading) => instructionsOf(reading, keyword).at(-1);
  const [their, our] = [last(theirs), last(ours)];
  if (!their || signal(their) === (our ? signal(our) : 'TERM')) return [];
  return [{ what: named(their.args.text), line: their.line }];
}

function signal({ args }: Instruction): string {
  const name = args.text.trim().toUpperCase().replace(/^SIG/, '');
  return name === '15' ? 'TERM' : name;
}

function timing({ final }: Reading, ours: Reading): Thing[] {
  const flags = final.healthcheck?.flags ?? [];
  const known = new Map(ours.final.healthcheck?.flags.map(({ name, value }) => [name, value?.text]));
  return flags
    .filter(({ name, value }) => known.get(name) !== value?.text)
    .map(({ name, value }) => ({
      what: `--${named(`${name}=${value?.text ?? ''}`)}`,
      line: final.healthcheck?.line ?? final.line,
    }));
}
