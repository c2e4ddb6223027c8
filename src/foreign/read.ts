import type { Earlier, EarlierKey, Said } from '../core/earlier.ts';
import { execForm } from '../core/quote.ts';
import { FIELDS } from '../core/schema.ts';
import type { Stack } from '../core/stack.ts';
import { readBase } from './base.ts';
import { readBuild } from './build.ts';
import { readHealth } from './health.ts';
import { readPorts } from './ports.ts';
import { LONGEST, readDockerfile } from './reading.ts';
import { readSecrets } from './secrets.ts';
import { readStart } from './start.ts';

const NOTHING: Earlier = { stack: null, answers: {}, script: null, install: null, notes: [] };

/**
 * Takes a Dockerfile that we did not write apart: what it answers, with the line that says so, and in notes what it says in a
 * way that cannot be taken over. Pure: nothing in it is run.
 * @param service the folder of its service
 * @param stacks in the order of detection; each knows how its images and its credentials are called
 */
export function readEarlier(path: string, text: string, service: string, stacks: readonly Stack[]): Earlier {
  if (text.length > LONGEST) return { ...NOTHING, notes: [`${path} is too long to be read; it answers nothing.`] };
  const reading = readDockerfile(path, text, stacks);
  if (!reading) return { ...NOTHING, notes: [`${path} holds no FROM that could be read; it answers nothing.`] };
  const base = readBase(reading);
  const ports = readPorts(reading);
  const health = readHealth(reading);
  const secrets = readSecrets(reading);
  const start = readStart(reading, service, base.entrypoint);
  const build = readBuild(reading);
  const notes = [...base.notes, ...start.notes, ...ports.notes, ...health.notes, ...secrets.notes];
  const said = {
    ...(base.runtimeVersion && { runtimeVersion: base.runtimeVersion }),
    ...(base.base && { base: base.base }),
    ...(build && { build }),
    ...(start.start && { start: start.start }),
    ...(ports.port ? { port: ports.port } : health.port && { port: health.port }),
    ...(health.healthcheck && { healthcheck: health.healthcheck }),
    ...(secrets.secrets && { secrets: secrets.secrets }),
  };
  const [answers, refused] = usable(said);
  return { stack: base.stack, answers, script: start.script, install: secrets.install, notes: [...notes, ...refused] };
}

/** Only what any answer may be, and what can be quoted where answers land; the rest is refused by name. */
function usable(said: Earlier['answers']): [Earlier['answers'], string[]] {
  const kept: Record<string, unknown> = {};
  const refused: string[] = [];
  for (const [key, hint] of Object.entries(said) as [EarlierKey, Said<unknown>][]) {
    if (FIELDS[key].accepts(hint.value) && isQuotable(hint.value)) kept[key] = hint;
    else refused.push(`${hint.from}: what it says of ${key} cannot be written safely, and is left out.`);
  }
  return [kept as Earlier['answers'], refused]; // each value passed its own field's check
}

function isQuotable(value: unknown): boolean {
  const words: readonly unknown[] = Array.isArray(value) ? value : [value];
  try {
    execForm(words.map(String), 'an answer');
    return true;
  } catch {
    return false;
  }
}
