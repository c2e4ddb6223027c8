import { STARTERS } from '../core/starters.ts';
import type { FlagRow } from './flag-table.ts';
import { NETWORK_FLAGS, type RawNetwork } from './network-flags.ts';

const starters = STARTERS.map(({ id }) => id).join(', ');

/** The flags of create and update in the groups of the help. */
export const FLAG_GROUPS: Readonly<Record<string, readonly FlagRow[]>> = {
  'How it runs:': [
    ['-y, --yes', 'ask nothing: take what was detected'],
    ['--dry-run', 'show the plan and the change, write nothing'],
    ['--diff', 'show the change of every file'],
    ['--json', 'print the plan for machines, write nothing'],
    ['-q, --quiet', 'print errors only'],
    ['--on-conflict <what>', 'a file that is not ours: ask, overwrite, beside or skip (default: ask)'],
  ],
  'Answers (each saves a question; "none" where there is none):': [
    ['--service <path>', 'the folder of a service, in a project of several (repeatable)', 'several'],
    ['--all', 'every service that is found below the folder'],
    ['--stack <name>', 'what builds it, e.g. node'],
    ['--starter <name>', `in an empty folder, write a small service first: ${starters}`],
    ['--framework <name>', 'e.g. next, express'],
    ['--package-manager <name>', 'e.g. npm, pnpm, yarn, bun'],
    ['--runtime-version <version>', 'e.g. 24'],
    ['--base <kind>', 'slim, distroless, alpine, chainguard, hardened, or an image reference'],
    ['--build <script>', 'script or command that builds it'],
    ['--start <command>', 'command that starts it, run without a shell'],
    ['--port <number>', 'TCP port it listens on'],
    ['--healthcheck <path>', 'HTTP path that answers when it is healthy'],
    ['--secret <id>', 'a secret that the build cannot do without (repeatable)', 'several'],
    ['--set <key=value>', 'a setting of the stack (repeatable)', 'several'],
  ],
  'Images:': [
    ['--offline', 'no network: digests from the lock, then from the dated catalogue'],
    ['--allow-unpinned', 'an image without a digest is a warning instead of an error'],
    ...NETWORK_FLAGS,
    ['--registry <host=prefix>', 'take the images of HOST from PREFIX, in the files too (repeatable)', 'several'],
    ['--engine <name>', 'buildkit or podman (default: buildkit)'],
    ['--pin-style <style>', 'tag+digest or digest (default: tag+digest)'],
  ],
};

/** The flags as commander hands them over: texts, lists of texts and switches. */
export interface RawFlags extends RawNetwork {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly diff?: boolean;
  readonly json?: boolean;
  readonly offline?: boolean;
  readonly allowUnpinned?: boolean;
  readonly stack?: string;
  readonly starter?: string;
  readonly framework?: string;
  readonly packageManager?: string;
  readonly runtimeVersion?: string;
  readonly base?: string;
  readonly start?: string;
  readonly build?: string;
  readonly port?: string;
  readonly healthcheck?: string;
  readonly service?: readonly string[];
  readonly all?: boolean;
  readonly secret?: readonly string[];
  readonly set?: readonly string[];
  readonly onConflict?: string;
  readonly registry?: readonly string[];
  readonly engine?: string;
  readonly pinStyle?: string;
}
