import type { Given } from '../../core/answers.ts';
import type { Around } from '../../core/around.ts';
import type { Project } from '../../core/project.ts';
import type { Detection, Evidence } from '../../core/stack.ts';
import { registries } from '../shared/javascript/packages/registries.ts';
import { openNotes } from './credentials.ts';
import { type DenoFacts, factsOf } from './facts.ts';
import { frameworkOf } from './frameworks.ts';
import { type DenoFolder, isDeno, mayBeDeno } from './is-deno.ts';
import { listensOn, withPort } from './listens.ts';
import { type DenoLock, lockOf } from './lock.ts';
import { type DenoManifest, placeOf } from './manifest.ts';
import { lockNotes, storeNotes } from './notes.ts';
import { type DenoStart, programOf, startOf, wordsOf } from './start.ts';
import { denoVersion } from './versions.ts';

/** Looks at a folder that Deno's own files, or a program that only Deno runs, make one of its. */
export function detectDeno(project: Project, given: Given, around: Around): Detection<DenoFacts> | undefined {
  const service = given.service ?? '.';
  if (!mayBeDeno(project, service, given)) return undefined;
  const place = placeOf(project, service);
  const lock = lockOf(project, place.root, place.above);
  const start = startOf(project, service, place.own);
  const folder = { project, service, given, around, place, lock, start };
  return isDeno(folder) ? detectionOf(folder) : undefined;
}

function detectionOf({ project, service, given, around, place, lock, start }: DenoFolder): Detection<DenoFacts> {
  const version = denoVersion(project, service, given, around);
  const framework = frameworkOf([place.own, place.above], given.framework);
  const credentials = registries(project, service, { id: 'npm', version: null });
  const program = given.start === undefined ? start.program : programOf(given.start);
  const listens = listensOn(project, service, program, start.from, { framework: framework !== null, port: given.port });
  const build = buildOf(place.own);
  const facts = factsOf({ project, service, place, lock, start, credentials, listens });
  return {
    stack: 'deno',
    answers: {
      stack: 'deno',
      service,
      framework: framework?.framework.id ?? null,
      packageManager: null,
      runtimeVersion: version.version,
      base: 'slim',
      build: build?.value ?? null,
      ...(start.program ? { start: wordsOf(withPort(start.program, given.port)) } : {}),
      port: listens.port,
      healthcheck: listens.port === null ? null : (listens.health?.path ?? '/'),
    },
    detected: [
      version.evidence,
      ...lockEvidence(lock),
      ...(framework ? [{ what: 'framework', value: framework.framework.id, from: framework.from }] : []),
      ...(build ? [build] : []),
      ...startEvidence(start),
      ...listens.evidence,
    ],
    notes: [
      ...version.notes,
      ...(given.start === undefined ? start.notes : []),
      ...lockNotes(project, service, place, lock),
      ...listens.notes,
      ...storeNotes(project, service),
      ...credentials.notes,
      ...openNotes(project, service, place, lock),
    ],
    secrets: facts.npm === null ? [] : credentials.secrets,
    includes: startsOtherwise(place.own) ? [] : [service],
    facts: { ...facts, framework: framework?.framework.title ?? null },
  };
}

function lockEvidence(lock: DenoLock | null): Evidence[] {
  return lock ? [{ what: 'lock', value: 'deno.lock', from: lock.path }] : [];
}

function startEvidence({ program, from }: DenoStart): Evidence[] {
  return program ? [{ what: 'start', value: wordsOf(program).join(' '), from }] : [];
}

/** Whether package.json says another start than Deno's: then the folder is two services, and a person knows which is meant. */
function startsOtherwise({ package: npm }: DenoManifest): boolean {
  return npm?.scripts.start !== undefined && !/\bdeno\b/.test(npm.scripts.start);
}

/** A task called build, unless it makes a program of its own: that one could not be run by what the image has. */
function buildOf({ tasks }: DenoManifest): Evidence | undefined {
  const task = tasks.get('build');
  if (!task || /\bdeno\s{1,4}compile\b/.test(task.command)) return undefined;
  return { what: 'build', value: 'build', from: task.from };
}
