import { answerText } from '../core/answer-text.ts';
import type { Given } from '../core/answers.ts';
import type { Found } from '../core/detect.ts';
import type { Earlier, EarlierKey, Said } from '../core/earlier.ts';
import { equal } from '../core/equal.ts';
import type { Project } from '../core/project.ts';
import { secretOption } from '../core/quote.ts';
import { DEFAULT_BASE } from '../core/spec.ts';
import type { Detection, Evidence, Stack } from '../core/stack.ts';
import { type Case, isHeard, sameProgram } from './case.ts';

/** What an earlier Dockerfile decides of one service, and what the user should know about that. */
export interface Adopted {
  readonly given: Given;
  readonly evidence: readonly Evidence[];
  readonly notes: readonly string[];
}

/** What a framework knows of its own output; a path in somebody's Dockerfile may not be where ours puts it. */
const FRAMEWORKS_KNOW: readonly EarlierKey[] = ['start', 'build'];
/** What holds whichever runtime an image has, where the stack is that of any program. */
const WHOEVER_SERVES: readonly EarlierKey[] = ['port', 'healthcheck', 'secrets'];
/** A route in the sources is a guess, a HEALTHCHECK is none. */
const GUESSED: readonly EarlierKey[] = ['healthcheck', 'base', 'secrets'];

/**
 * Weighs what an earlier Dockerfile says: more than what detection falls back to, less than the project's own files and than
 * anything that somebody decided. The runtime's version is weighed by the stack, which knows what is supported.
 * @param decided flags and saved answers
 */
export function adopt(project: Project, { stack, detection }: Found, earlier: Earlier, decided: Given): Adopted {
  const others = earlier.stack !== null && earlier.stack !== stack.id;
  if (others && stack.foreign) return { given: {}, evidence: [], notes: [] };
  const given: Record<string, unknown> = {};
  const evidence: Evidence[] = [];
  const notes: string[] = [];
  for (const each of casesOf(detection, earlier)) {
    const { key, theirs } = each;
    if (decided[key] !== undefined || (others && !WHOEVER_SERVES.includes(key))) continue;
    if (key === 'build' && !stack.foreign?.scripts) continue;
    if (key === 'runtimeVersion') {
      // the stack weighed it: once the Dockerfile is ours, only the saved answer says so
      if (each.evidence?.from === theirs.from) given[key] = each.ours;
      else if (!isHeard(detection, each)) notes.push(disagreement(each));
    } else if (equal(each.ours, theirs.value) || sameProgram(each)) continue;
    else if (key === 'start' && !runs(stack, theirs.value)) notes.push(otherProgram(each));
    else if (counts(project, each)) {
      given[key] = theirs.value;
      evidence.push({ what: key, value: answerText(theirs.value), from: theirs.from });
    } else notes.push(disagreement(each));
  }
  const { id, note } = installSecret(detection, earlier, decided);
  if (note !== undefined) notes.push(note);
  if (id !== undefined) {
    given.secrets = [...(Array.isArray(given.secrets) ? given.secrets : []), id];
    evidence.push({ what: 'secrets', value: id, from: earlier.install?.from ?? '' });
  }
  return { given: given as Given, evidence, notes: [...notes, ...scriptNote(detection, earlier)] };
}

/** The same without its base, which the stack refuses for what the project is. */
export function withoutBase({ given, evidence, notes }: Adopted, why: string): Adopted {
  const { base, ...rest } = given;
  const said = evidence.find(({ what }) => what === 'base');
  return {
    given: rest,
    evidence: evidence.filter((each) => each !== said),
    notes: [...notes, `${said?.from} says base ${answerText(base)}, which is not taken over: ${why}.`],
  };
}

function casesOf({ answers, detected }: Detection, earlier: Earlier): Case[] {
  return (Object.entries(earlier.answers) as [EarlierKey, Said<unknown>][]).map(([key, theirs]) => ({
    key,
    theirs,
    ours: key === 'base' ? (answers.base ?? DEFAULT_BASE) : answers[key],
    evidence: detected.findLast(({ what }) => what === key),
  }));
}

/** Whether the Dockerfile's word counts more than what detection has. */
function counts(project: Project, { key, theirs, ours, evidence }: Case): boolean {
  if (GUESSED.includes(key) || ours === undefined) return true;
  if (!evidence || evidence.from === 'default') return true;
  const file = fileOf(project, evidence.from);
  if (file === undefined) return !FRAMEWORKS_KNOW.includes(key);
  // a source that reads the variable only falls back to its own number
  const { variable } = theirs;
  return variable !== undefined && new RegExp(`\\b${variable}\\b`).test(project.text(file) ?? '');
}

/** The project's file that an evidence names: `src/server.ts:4`, `package.json engines.node`. */
function fileOf(project: Project, from: string): string | undefined {
  return [from.replace(/:\d+$/, ''), from.split(' ')[0] ?? ''].find((path) => path !== '' && project.has(path));
}

/** Whether the images of a stack have the program of a start command. */
function runs({ foreign }: Stack, start: unknown): boolean {
  const [program = ''] = Array.isArray(start) ? start : [];
  return foreign?.starts === undefined || foreign.starts === program;
}

function otherProgram({ theirs, ours }: Case): string {
  const instead = ours === undefined ? '--start gives another command' : `${answerText(ours)} is started`;
  return `${theirs.from} starts ${answerText(theirs.value)}, which is not taken over: a base of this stack has no such program; ${instead}.`;
}

function disagreement({ key, theirs, ours, evidence }: Case): string {
  return `${theirs.from} says ${LABELS[key]} ${answerText(theirs.value)}, but ${evidence?.from ?? 'the project'} says ${answerText(ours)} and counts.`;
}

const LABELS: Readonly<Record<EarlierKey, string>> = {
  runtimeVersion: 'version',
  base: 'base',
  build: 'build',
  start: 'start',
  port: 'port',
  healthcheck: 'health check',
  secrets: 'secrets',
};

/** What the install was handed is the stack's own secret of the install now. */
function installSecret(
  { secrets }: Detection,
  { install, answers }: Earlier,
  decided: Given,
): { readonly note?: string; readonly id?: string } {
  const secret = secrets.find(({ for: step }) => step === 'install');
  if (!install || !secret) return {};
  const command = secretOption(secret.id, secret.source);
  const note =
    install.by === 'argument'
      ? `${install.from} takes ${install.value} as a build argument, which stays in the image's history; the secret ${secret.id} takes its place: ${command}.`
      : `${install.from} mounts the secret ${install.value} for the install; here it is called ${secret.id}: ${command}.`;
  const said = install.by === 'secret' && install.value === secret.id ? {} : { note };
  const settled = secret.required || decided.secrets !== undefined || answers.secrets?.value.includes(secret.id);
  return install.required && !settled ? { ...said, id: secret.id } : said;
}

/** Another script than the one that was followed. */
function scriptNote({ detected }: Detection, { script }: Earlier): string[] {
  const start = detected.find(({ what }) => what === 'start');
  if (!script || script.value === 'start' || start?.from.includes(`scripts.${script.value}`)) return [];
  return [
    `${script.from} starts the script ${script.value}; here ${start ? `${start.value} is started (${start.from})` : 'nothing says what that runs: --start says it'}.`,
  ];
}
