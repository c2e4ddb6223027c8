import type { TargetError } from '../audit/reporters/json.ts';
import { LOCK_FILE, parseState } from '../core/state.ts';
import { applyChanges } from '../io/apply.ts';
import { realRoot } from '../io/project.ts';
import { readTarget } from '../io/target.ts';
import { toolVersion } from '../io/version.ts';
import { atWork } from './at-work.ts';
import { orError } from './file-errors.ts';
import { registriesLater } from './network.ts';
import { filesAt, type PinFile, readPinFile } from './pin-files.ts';
import { pinJson } from './pin-json.ts';
import type { PinOptions } from './pin-options.ts';
import { exitOf, type PinnedFile, planPins } from './pin-plan.ts';
import { pinDiff, pinFaults, pinReport } from './pin-report.ts';
import { signedDigests } from './pin-signed.ts';
import { paints, printErr, printOut, visibleLine } from './print.ts';
import { notesText } from './show.ts';
import { today } from './today.ts';

/**
 * `pin [file…]`: digests for every image that files name, and not one other byte changed.
 * @returns 0 done, 1 something has no digest (with `check`: or is behind its tag), 2 a file or image was refused, 75 a registry
 *   could not be reached
 */
export async function pinCommand(paths: readonly string[], options: PinOptions): Promise<number> {
  const cwd = process.cwd();
  const unread: TargetError[] = [];
  const named = new Set(
    (paths.length > 0 ? paths : ['.']).flatMap((path) => orError(path, unread, () => filesAt(path, cwd)) ?? []),
  );
  const files = distinct([...named].flatMap((name) => orError(name, unread, () => readPinFile(name, cwd)) ?? []));
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
  if (!options.check && !options.dryRun) await write(planned, options);
  if (!options.quiet && warnings.size > 0) printErr(notesText([...warnings], paints().err));
  report(planned, unread, options);
  return exitOf(planned, unread.length, options);
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

/** Files of one folder are written together, all or none. */
async function write(planned: readonly PinnedFile[], { quiet }: PinOptions): Promise<void> {
  const changed = planned.filter(({ file, after }) => after !== file.text);
  for (const root of new Set(changed.map(({ file }) => file.root))) {
    const here = changed.filter(({ file }) => file.root === root);
    const changes = here.map(({ file, after }) => ({ path: file.path, before: file.text, after }));
    await atWork(root, { writes: true, quiet }, async () => applyChanges(root, changes));
  }
}

function report(planned: readonly PinnedFile[], unread: readonly TargetError[], options: PinOptions): void {
  const { out, err } = paints();
  if (options.json) printOut(pinJson(planned, unread, options, toolVersion()));
  else if (!options.quiet && planned.length > 0) {
    printOut(pinReport(planned, options, out));
    const diff = options.diff || options.dryRun ? pinDiff(planned, out) : '';
    if (diff !== '') printOut(`\n${diff}`);
  }
  for (const message of [...pinFaults(planned), ...unread.map((each) => each.message)])
    printErr(`${err.red('error')} ${visibleLine(message)}`);
}
