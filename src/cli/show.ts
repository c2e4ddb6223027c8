import { answerLabel, answerText } from '../core/answer-text.ts';
import type { Answers } from '../core/answers.ts';
import { unifiedDiff } from '../core/diff.ts';
import { equal } from '../core/equal.ts';
import type { FileAction } from '../core/plan.ts';
import type { Evidence, Pin, Signature } from '../core/stack.ts';
import { LOCK_FILE } from '../core/state.ts';
import { daysBetween } from '../images/catalogue.ts';
import type { Plan, PlannedService } from './make-plan.ts';
import { type Paint, visible, visibleLine } from './print.ts';
import type { Reason } from './reasons.ts';

/** What a run says to people: pure text, made safe for a terminal here. */

/** One service: what was found and what said so. */
export function serviceText(service: PlannedService, project: string, paint: Paint): string {
  const { path, found, answers } = service;
  const { stack, detection } = found;
  const name = path === '.' ? project : path;
  const rows: Cell[][] = detection.detected.map((evidence) => {
    const { what, value, from } = decidedInstead(evidence, service) ?? evidence;
    return [[answerLabel(what)], [value], [from, paint.dim]];
  });
  if (!detection.detected.some(({ what }) => what === 'base')) rows.push([['base'], [answers.base]]);
  return [`${paint.bold(visibleLine(name))} ${paint.dim(`(${stack.title})`)}`, ...table(rows)].join('\n');
}

/** What holds in the place of a detected answer, where somebody decided otherwise. */
function decidedInstead({ what }: Evidence, { found, answers, decisions }: PlannedService): Evidence | undefined {
  const key = what as keyof Answers;
  const detected = found.detection.answers[key];
  const decided = decisions[key];
  if (decided === undefined || detected === undefined || equal(decided, detected)) return undefined;
  return { what, value: answerText(answers[key]), from: 'you decided it' };
}

const SIGNATURES: Readonly<Record<Signature, string>> = {
  verified: 'signed',
  failed: 'no signature that its policy accepts',
  'not-signed-by-publisher': 'pinned, not signed by its publisher',
  'unsupported-format': 'signed in a form that is not understood',
  'no-policy': 'no policy says who should sign it',
  'not-checked': 'signature not checked',
  'skipped-offline': 'signature not checked (offline)',
};

/** The images with their digests: how old, where from, who signed. */
export function pinsText(pins: readonly Pin[], today: string, paint: Paint): string {
  const rows = pins.map((pin): Cell[] =>
    pin.digest === null
      ? [[pin.reference], ['no digest', paint.yellow]]
      : [
          [pin.reference],
          [`${pin.digest.slice(0, 19)}…`],
          [
            `${age(pin, today)}; ${SIGNATURES[pin.signature]}${pin.signer === null ? '' : ` by ${pin.signer}`}`,
            paint.dim,
          ],
        ],
  );
  return [paint.bold('Images'), ...table(rows)].join('\n');
}

function age({ resolvedAt, source }: Pin, today: string): string {
  const days = daysBetween(resolvedAt, today);
  const when = days <= 0 ? 'today' : days === 1 ? 'of yesterday' : `of ${resolvedAt}, ${days} days ago`;
  return `${when} (${source})`;
}

const COLOURS: Readonly<Record<FileAction['action'], keyof Paint>> = {
  create: 'green',
  update: 'cyan',
  merge: 'cyan',
  keep: 'dim',
  conflict: 'red',
  delete: 'yellow',
};

/** The files with what happens to each, and below it why. */
export function actionsText({ actions, reasons }: Pick<Plan, 'actions' | 'reasons'>, paint: Paint): string {
  const rows = actions.map(({ path, action, reason }): Cell[] => [
    [action, paint[COLOURS[action]]],
    [path],
    [reason === 'new' ? '' : reason, paint.dim],
  ]);
  const lines = table(rows).flatMap((line, index) => [line, ...because(reasons.get(actions[index]?.path ?? ''))]);
  return [paint.bold('Files'), ...lines].join('\n');
}

function because(reasons: readonly Reason[] | undefined): string[] {
  return (reasons ?? []).map(({ says }) => `            ${visibleLine(says)}`);
}

/** The change of every file but the lock, which repeats the others; coloured line by line. */
export function diffText(actions: readonly FileAction[], paint: Paint): string {
  return actions
    .filter(({ path }) => path !== LOCK_FILE)
    .flatMap(({ path, current, text }) => unifiedDiff(path, current, text).map((line) => tint(line, paint)))
    .join('\n');
}

/** A line of a diff in its colour, safe for a terminal. */
export function tint(line: string, paint: Paint): string {
  const safe = visibleLine(line);
  if (line.startsWith('---') || line.startsWith('+++')) return paint.bold(safe);
  if (line.startsWith('@@')) return paint.cyan(safe);
  if (line.startsWith('+')) return paint.green(safe);
  return line.startsWith('-') ? paint.red(safe) : safe;
}

/** Sentences for the user, each once. */
export function notesText(notes: readonly string[], paint: Paint): string {
  return [...new Set(notes)].map((note) => `${paint.yellow('note')} ${visibleLine(note)}`).join('\n');
}

/** What to do about files in which the user's edits meet the new text, and about those with markers of somebody else. */
export function conflictsText(conflicts: readonly FileAction[], paint: Paint): string {
  const lines = (of: readonly FileAction[], what: string, todo: string) =>
    of.length === 0
      ? []
      : [`${paint.red('conflict')} ${of.map(({ path }) => visibleLine(path)).join(', ')}: ${what}`, `  ${todo}`];
  return [
    ...lines(
      conflicts.filter(({ text, current }) => text !== current),
      'your edits meet the new text',
      'Solve what stands between <<<<<<< and >>>>>>>, then run update --continue; update --abort brings every file back.',
    ),
    ...lines(
      conflicts.filter(({ text, current }) => text === current),
      'conflict markers of another merge are in it, so it was left as it is',
      'Solve what stands between <<<<<<< and >>>>>>>, then run update again.',
    ),
  ].join('\n');
}

/** The commands that come next; copyable, so nothing is set before them. */
export function stepsText(steps: readonly string[], paint: Paint): string {
  return [paint.bold('Next'), ...steps.map((step) => visible(step))].join('\n');
}

/** A cell of a table: text from anywhere, and how to colour it once it is safe and its width known. */
type Cell = readonly [text: string, tint?: (text: string) => string];

function table(rows: readonly (readonly Cell[])[]): string[] {
  const safe = rows.map((row) => row.map(([text, tint]) => ({ text: visibleLine(text), tint: tint ?? same })));
  const widths = [0, 1].map((column) => Math.max(0, ...safe.map((row) => row[column]?.text.length ?? 0)));
  return safe.map((row) => {
    const filled = row.filter(
      ({ text }, column) => text !== '' || row.slice(column + 1).some((cell) => cell.text !== ''),
    );
    const cells = filled.map(({ text, tint }, column) =>
      tint(column === filled.length - 1 ? text : text.padEnd(widths[column] ?? 0)),
    );
    return `  ${cells.join('  ')}`;
  });
}

function same(text: string): string {
  return text;
}
