import { startCommands } from '../audit/facts/start.ts';
import type { RunCommand } from '../dockerfile/run.ts';
import type { Loss } from './loss.ts';
import { named, type Reading } from './reading.ts';
import { INITS, isScript } from './start-words.ts';

/** What the service is started through, where the new one is not started through the same. */
export function lostStart(theirs: Reading, ours: Reading): Loss[] {
  const known = new Set(startCommands(ours.input).map(({ program }) => program));
  const lost = startCommands(theirs.input).filter(({ program }) => !known.has(program));
  return [
    {
      verb: 'starts the service under',
      things: lost.filter(({ program }) => INITS.test(program)).map(({ program, line }) => ({ what: program, line })),
      advice:
        'the new one starts it alone and has it end at SIGTERM; docker run --init adds one where the service leaves processes behind',
    },
    {
      verb: 'starts through',
      things: lost
        .filter((command) => isBefore(command) && isOwn(command, theirs))
        .map(({ words, line }) => ({ what: named(words[0] ?? ''), line })),
      advice:
        'the new one does not; what it does before the start (migrations, settings) must come from elsewhere, or be an edit of the new file',
    },
  ];
}

/** A script that is handed a command, which it starts in the end; one that is handed nothing is the program itself. */
function isBefore({ words: [first = '', next] }: RunCommand): boolean {
  return isScript(first) && next !== undefined && !next.startsWith('-');
}

/** Node's official image brings a script of this name, which starts node. */
function isOwn({ program }: RunCommand, { shipped }: Reading): boolean {
  if (program !== 'docker-entrypoint.sh') return true;
  return [...shipped].some(({ instructions }) =>
    instructions.some(({ keyword, args }) => /^(?:COPY|ADD)$/.test(keyword) && args.text.includes(program)),
  );
}
