import { LOCK_FILE, parseState } from '../core/state.ts';
import { UserError } from '../errors.ts';
import { applyChanges } from '../io/apply.ts';
import { realRoot } from '../io/project.ts';
import { readTarget } from '../io/target.ts';
import { toolVersion } from '../io/version.ts';
import { atWork } from './at-work.ts';
import { errorText } from './exit.ts';
import { type FileError, orError, userError } from './file-errors.ts';
import { registriesLater } from './network.ts';
import { filesAt, type PinFile, readPinFile } from './pin-files.ts';
import { pinJson } from './pin-json.ts';
import type { PinOptions } from './pin-options.ts';
import { exitOf, heldBack, type PinnedFile, planPins } from './pin-plan.ts';
import { pinDiff, pinFaults, pinReport } from './pin-report.ts';
import { signedDigests } from './pin-signed.ts';
import { paints, printErr, printOut } from './print.ts';
import { notesText } from './show.ts';
import { today } from './today.ts';

/**
 * `pin [file…]`: digests for every image that files name, and not one other byte changed.
 * @returns 0 done, 1 something has no digest or lacks the signature that it must have (with `check`: or is behind its tag), 2 a
 *   file or image was refused, 75 a registry could not be reached, or another run is at work
 */
export async function pinCommand(paths: readonly string[], options: PinOptions): Promise<number> {
  const cwd = process.cwd();
  const errors: FileError[] = [];
  const named = new Set(
    (paths.length > 0 ? paths : ['.']).flatMap((path) => orError(path, errors, () => filesAt(path, cwd)) ?? []),
  );
  const files = distinct([...named].flatMap((name) => orError(name, errors, () => readPinFile(name, cwd)) ?? []));
  const warnings = new Set<string>();
  const resolve = signedDigests({
    ...{ registries: registriesLater(options.network), network: options.network, folder: cwd, today: today() },
    warn: (warning) => warnings.add(warning),
  });
  const planned = await planPins(files, options, {
    resolve,
    registries: options.registries,
    offline: options.offline,
    lock: lockPins(cwd),
    today: today(),
  });
  const done = options.check || options.dryRun ? planned : await write(planned, errors, options);
  if (!options.quiet && warnings.size > 0) printErr(notesText([...warnings], paints().err));
  report(done, errors, options);
  return exitOf(
    done,
    errors.map(({ error }) => error),
    options,
  );
}

/** The lock of the current folder dates digests, and offline has them. */
function lockPins(cwd: string) {
  const { text } = readTarget(realRoot(cwd), LOCK_FILE);
  return text === null ? [] : parseState(text).pins;
}

/** One file may be named in two ways. */
function distinct(files: readonly PinFile[]): PinFile[] {
  return [...new Map(files.map((file) => [`${file.root}\0${file.path}`, file])).values()];
}

/**
 * Files of one folder are written together, all or none; a folder that cannot be written keeps back its own and no other's.
 * @returns what became of the files
 */
async function write(
  planned: readonly PinnedFile[],
  errors: FileError[],
  { quiet }: PinOptions,
): Promise<readonly PinnedFile[]> {
  const changed = planned.filter(({ file, after }) => after !== file.text);
  const lost = new Set<string>();
  for (const root of new Set(changed.map(({ file }) => file.root))) {
    const here = changed.filter(({ file }) => file.root === root);
    const changes = here.map(({ file, after }) => ({ path: file.path, before: file.text, after }));
    try {
      await atWork(root, { writes: true, quiet }, async () => applyChanges(root, changes));
    } catch (error) {
      const { code, message, hint } = userError(error);
      const name = here.map(({ file }) => file.name).join(', ');
      errors.push({ name, error: new UserError(code, `${name}: ${message}`, hint, { cause: error }) });
      lost.add(root);
    }
  }
  return planned.map((each) => (lost.has(each.file.root) ? heldBack(each) : each));
}

function report(planned: readonly PinnedFile[], errors: readonly FileError[], options: PinOptions): void {
  const { out, err } = paints();
  if (options.json) printOut(pinJson(planned, errors, options, toolVersion()));
  else if (!options.quiet && planned.length > 0) {
    printOut(pinReport(planned, options, out));
    const diff = options.diff || options.dryRun ? pinDiff(planned, out) : '';
    if (diff !== '') printOut(`\n${diff}`);
  }
  for (const message of pinFaults(planned)) printErr(errorText({ message, hint: undefined }, err));
  for (const { error } of errors) printErr(errorText(error, err));
}
