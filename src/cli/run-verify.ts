import { realpathSync } from 'node:fs';
import { CONFIG_FILE, NO_CONFIG, parseConfig } from '../core/config.ts';
import { UserError } from '../errors.ts';
import { explain } from '../io/failure.ts';
import { openProject } from '../io/project.ts';
import { readText } from '../io/read.ts';
import { toolVersion } from '../io/version.ts';
import { registriesLater } from './network.ts';
import { paints, printErr, printOut } from './print.ts';
import { verifyCommand } from './verify.ts';
import type { RawVerifyFlags } from './verify-flags.ts';
import { verifyOptions } from './verify-options.ts';

/** `verify REF…` with the machine around it: the terminal, the current folder's rules, the network. Gives back the exit code. */
export async function runVerify(references: readonly string[], raw: RawVerifyFlags): Promise<number> {
  const options = verifyOptions(raw, process.env, readFile);
  const project = openProject('.');
  const config = project.text(CONFIG_FILE);
  return verifyCommand(references, options, {
    ...{ print: printOut, warn: printErr, tool: toolVersion(), paint: paints().out, readFile },
    rules: (config === undefined ? NO_CONFIG : parseConfig(config)).shared.signatures ?? {},
    projectFile: (path) => project.text(path),
    registries: await registriesLater(options.network)(),
  });
}

function readFile(path: string): string {
  const text = readText(located(path), path);
  if (text === undefined) throw new UserError('file-system', `${path} is no file`);
  return text;
}

function located(path: string): string {
  try {
    return realpathSync.native(path);
  } catch (error) {
    throw explain(error, `Cannot read ${path}`);
  }
}
