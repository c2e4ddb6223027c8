#!/usr/bin/env node
import { Cancelled, farewell } from './cli/exit.ts';
import { isOutputLost, paints, printErr } from './cli/print.ts';
import { run } from './cli/program.ts';
import { EXIT } from './errors.ts';

const SIGNALS: Partial<Record<NodeJS.Signals, number>> = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/** Files are written without a pause between them, so a signal arrives before the first or after the last. */
function cancel(signal: NodeJS.Signals): void {
  printErr(farewell(new Cancelled(), paints().err).text);
  process.exit(SIGNALS[signal]);
}

async function main(): Promise<void> {
  for (const signal of Object.keys(SIGNALS)) process.once(signal, cancel);
  try {
    process.exitCode = await run(process.argv.slice(2));
  } catch (error) {
    const { code, text } = farewell(error, paints().err);
    printErr(text);
    process.exitCode = code;
  }
  for (const signal of Object.keys(SIGNALS)) process.off(signal, cancel);
}

// the system tells only after the fact that it could not write
process.once('exit', () => {
  if (isOutputLost()) process.exitCode = EXIT.cannotRun;
});
await main();
