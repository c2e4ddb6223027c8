import type { SignatureRules } from '../core/signatures.ts';
import { EXIT, UserError } from '../errors.ts';
import type { Registries } from '../images/content.ts';
import { familiar, parseReference, tagOf } from '../images/reference.ts';
import { readKey } from '../verify/keys.ts';
import { ownPolicies } from '../verify/own.ts';
import { type Policy, stanceOn } from '../verify/policies.ts';
import type { Verdict } from '../verify/signature.ts';
import { shippedTrust, TRUSTED_ROOT_DATE, type Trust, trustOf } from '../verify/trust.ts';
import { verifyImage } from '../verify/verify.ts';
import { errorText } from './exit.ts';
import { type Paint, visibleLine } from './print.ts';
import type { VerifyOptions } from './verify-options.ts';

/** Where the report and the errors go, and what the command reads. */
export interface VerifyIo {
  print(text: string): void;
  warn(text: string): void;
  readonly tool: string;
  readonly paint: Paint;
  /** The text of a file anywhere on this machine. */
  readFile(path: string): string;
  /** What `secure-dockerfile.json` of the current folder says, and the files that it names. */
  readonly rules: SignatureRules;
  readonly projectFile: (path: string) => string | undefined;
  readonly registries: Registries;
}

interface Checked {
  readonly reference: string;
  readonly digest: string;
  readonly kind: 'index' | 'manifest';
  readonly verdict: Verdict;
}

interface CheckInputs {
  readonly registries: Registries;
  readonly trust: Trust;
  readonly flags: Policy | undefined;
  readonly own: readonly Policy[];
}

const UNKNOWN: Verdict = {
  outcome: 'no-policy',
  says: 'nobody said who should sign it: name a key (--key), an identity (--identity, --issuer), or "signatures" in secure-dockerfile.json',
};

/**
 * `verify REF…`: who signed these images, by the policy for each.
 * @returns 0 all are verified · 1 one is not, also where its publisher signs nothing · 75 a registry cannot be reached ·
 *   2 a registry refuses, or a reference is none
 */
export async function verifyCommand(
  references: readonly string[],
  options: VerifyOptions,
  io: VerifyIo,
): Promise<number> {
  if (options.policy?.signer.kind === 'key') options.policy.signer.keys.forEach(readKey);
  const { trustedRoot } = options;
  const inputs: CheckInputs = {
    registries: io.registries,
    trust: trustedRoot === undefined ? shippedTrust() : trustOf(io.readFile(trustedRoot), trustedRoot),
    flags: options.policy,
    own: ownPolicies(io.rules, io.projectFile),
  };
  const results = await Promise.all(references.map((reference) => attempt(reference, inputs)));
  const checked = results.flatMap((result) => (result instanceof UserError ? [] : result));
  const errors = results.flatMap((result) => (result instanceof UserError ? result : []));
  if (options.json) io.print(json(checked, errors, options, io.tool));
  else for (const each of checked) io.print(line(each, io.paint));
  if (!options.json) for (const error of errors) io.warn(errorText(error, io.paint));
  return exitCode(checked, errors);
}

async function attempt(reference: string, inputs: CheckInputs): Promise<Checked | UserError> {
  try {
    return await check(reference, inputs);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

async function check(reference: string, { registries, trust, flags, own }: CheckInputs): Promise<Checked> {
  const image = parseReference(reference);
  // also for a digest that was given: it has to be there, and to be what it says
  const { digest, kind } = await registries.resolve(image);
  const shown = familiar({ ...image, tag: tagOf(image), digest: null });
  return { reference: shown, digest, kind, verdict: await judge() };

  async function judge(): Promise<Verdict> {
    const stance = flags === undefined ? stanceOn(image, own) : ({ kind: 'policy', ...flags } as const);
    if (stance === undefined) return UNKNOWN;
    if (stance.kind !== 'policy') return { outcome: stance.kind, says: stance.says };
    return verifyImage(image, digest, stance, { registries, trust });
  }
}

/** A registry that refuses comes before a signature that is missing, and that before a fault that may pass. */
function exitCode(checked: readonly Checked[], errors: readonly UserError[]): number {
  if (errors.some((error) => error.exitCode === EXIT.cannotRun)) return EXIT.cannotRun;
  if (checked.some(({ verdict }) => verdict.outcome !== 'verified')) return EXIT.findings;
  return errors.length > 0 ? EXIT.passingFault : EXIT.clean;
}

function line({ reference, digest, verdict }: Checked, paint: Paint): string {
  const name = visibleLine(`${reference}@${digest}`);
  if (verdict.outcome !== 'verified') {
    const word = verdict.outcome === 'failed' ? paint.red('failed') : paint.yellow('not verified');
    return `${word}  ${name}  ${visibleLine(verdict.says)}`;
  }
  const { signer, how, where, loggedAt } = verdict;
  const when = loggedAt === null ? 'in no log' : `logged ${loggedAt.slice(0, 10)}`;
  return `${paint.green('verified')}  ${name}  signed by ${visibleLine(signer)} (${how}, found in ${where}, ${when})`;
}

function json(checked: readonly Checked[], errors: readonly UserError[], options: VerifyOptions, tool: string): string {
  const images = checked.map(({ verdict, ...image }) => ({
    ...image,
    outcome: verdict.outcome,
    policy: 'policy' in verdict ? verdict.policy : null,
    signer: verdict.outcome === 'verified' ? verdict.signer : null,
    how: verdict.outcome === 'verified' ? verdict.how : null,
    where: verdict.outcome === 'verified' ? verdict.where : null,
    loggedAt: verdict.outcome === 'verified' ? verdict.loggedAt : null,
    logIndex: verdict.outcome === 'verified' ? verdict.logIndex : null,
    says: 'says' in verdict ? verdict.says : null,
  }));
  const trustRoot = { file: options.trustedRoot ?? null, date: options.trustedRoot ? null : TRUSTED_ROOT_DATE };
  const failed = errors.map(({ code, message }) => ({ code, message }));
  return JSON.stringify({ version: 1, tool, trustRoot, images, errors: failed }, null, 2);
}
