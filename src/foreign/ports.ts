import { exposedPorts } from '../audit/facts/ports.ts';
import { startCommands } from '../audit/facts/start.ts';
import type { Said } from '../core/earlier.ts';
import type { Reading } from './reading.ts';

/** What EXPOSE and `ENV PORT` say. */
export interface SaidPort {
  readonly port?: Said<number>;
  readonly notes: readonly string[];
}

/** Node's debugger, which no production image should open. */
const DEBUGGERS = [9229, 9228];
/** Where PHP-FPM is asked in a protocol of its own. */
const FASTCGI = 9000;
const FIRST_UNPRIVILEGED = 1024;

/** The port that the service listens on: what `ENV PORT` sets, else the first that is exposed and needs no root. */
export function readPorts(reading: Reading): SaidPort {
  const { input, shipped, at } = reading;
  const isFpm = startCommands(input).some(({ program }) => /^php-fpm[\d.]*$/.test(program));
  const silent = isFpm ? [...DEBUGGERS, FASTCGI] : DEBUGGERS;
  const exposed = [...exposedPorts(input)]
    .filter(({ stage, from, to }) => shipped.has(stage) && from === to && !silent.includes(from))
    .map(({ from, instruction }) => ({ value: from, from: at(instruction.line) }));
  const set = portVariable(reading);
  const port = set ?? exposed.find(({ value }) => value >= FIRST_UNPRIVILEGED && value <= 65_535);
  const others = exposed.filter(({ value }) => value !== port?.value);
  return { ...(port && { port }), notes: others.flatMap((other) => otherNote(other, port)).slice(0, 3) };
}

function portVariable({ input: { variables }, shipped, at, final }: Reading): Said<number> | undefined {
  const set = variables.findLast(
    ({ name, stage, instruction }) =>
      name === 'PORT' && stage !== null && shipped.has(stage) && instruction.keyword === 'ENV',
  );
  const value = Number(final.env.get('PORT') ?? '');
  if (!set || !Number.isInteger(value) || value < FIRST_UNPRIVILEGED || value > 65_535) return undefined;
  return { value, from: at(set.instruction.line), variable: 'PORT' };
}

function otherNote({ value, from }: Said<number>, port: Said<number> | undefined): string[] {
  if (value < FIRST_UNPRIVILEGED)
    return [
      `${from} exposes port ${value}, which was meant for root: publish the new one's own port as ${value} instead.`,
    ];
  return port
    ? [`${from} also exposes port ${value}: the new one exposes one port; a further EXPOSE is an edit, which is kept.`]
    : [];
}
