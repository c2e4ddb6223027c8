import type { SignatureRules } from '../core/signatures.ts';
import type { Pin } from '../core/stack.ts';
import { UserError } from '../errors.ts';
import type { Registries } from '../images/content.ts';
import { type ImageReference, parseReference } from '../images/reference.ts';
import { expectedSigners } from '../verify/keys.ts';
import { type Policy, type Stance, stanceOn } from '../verify/policies.ts';
import type { Verdict } from '../verify/signature.ts';
import type { Flags } from './options.ts';

/** What checking the pins of a run needs. */
export interface SignatureSources {
  readonly flags: Pick<Flags, 'offline' | 'network'>;
  /** The rules of `secure-dockerfile.json`. */
  readonly rules: SignatureRules;
  /** The text of a file of the project, for the keys that they name. */
  readonly readFile: (path: string) => string | undefined;
  /** Opened when the first signature is looked for. */
  readonly registries: () => Promise<Registries>;
}

interface Outcome {
  readonly pin: Pin;
  readonly warning?: string;
  readonly refusal?: string;
}

/**
 * Checks who signed what is about to be written: every digest that came from a registry in this run, and every other one that
 * has to be signed and was not found to be. The code that does it is loaded when there is one.
 * @throws UserError `signature` when a required one is missing or refused; `registry-unreachable` when that cannot be found out
 */
export async function checkPins(
  pins: readonly Pin[],
  sources: SignatureSources,
): Promise<{ readonly pins: readonly Pin[]; readonly warnings: readonly string[] }> {
  const own = await ownRules(sources);
  const outcomes = await Promise.all(pins.map((pin) => checkPin(pin, own, sources)));
  const refusals = outcomes.flatMap(({ refusal }) => refusal ?? []);
  if (refusals.length > 0) {
    const hint = 'Nothing was written. Where that is expected, "signatures" in secure-dockerfile.json can say "warn".';
    throw new UserError('signature', refusals.join('; '), hint);
  }
  return { pins: outcomes.map(({ pin }) => pin), warnings: outcomes.flatMap(({ warning }) => warning ?? []) };
}

async function ownRules({ rules, readFile }: SignatureSources): Promise<readonly Policy[]> {
  if (Object.keys(rules).length === 0) return [];
  return (await import('../verify/own.ts')).ownPolicies(rules, readFile);
}

async function checkPin(pin: Pin, own: readonly Policy[], sources: SignatureSources): Promise<Outcome> {
  const { digest, reference, source } = pin;
  if (digest === null) return { pin };
  const image = parseReference(reference);
  const stance = stanceOn(image, own);
  if (stance?.kind !== 'policy') return { pin: source === 'registry' ? withoutPolicy(pin, stance) : pin };
  if (!isDue(pin, stance)) return { pin };
  if (sources.flags.offline) {
    const warning = `${reference} has to be signed; offline that was not checked`;
    return stance.level === 'require' && stance.origin === 'own' ? { pin, warning } : { pin };
  }
  try {
    return judged(
      pin,
      stance,
      await verified(image, digest, stance, sources),
      sources.flags.network.mirrors.has(image.registry),
    );
  } catch (error) {
    // with no network the lock or the catalogue did; what the user requires himself is not passed over
    if (source === 'registry' || stance.origin === 'own' || !isUnreachable(error)) throw error;
    return { pin, warning: `${reference}: its signature could not be checked (${error.message})` };
  }
}

/** The lock's word on a signature is taken where it is the very one that the policy asks for. */
function isDue({ source, signature, signer }: Pin, { level, signer: expected, origin }: Policy): boolean {
  if (source === 'registry') return true;
  const known = signature === 'verified' && signer !== null && expectedSigners(expected).includes(signer);
  return level === 'require' && !known && (source !== 'catalogue' || origin === 'own');
}

function withoutPolicy(pin: Pin, stance: Exclude<Stance, { kind: 'policy' }> | undefined): Pin {
  return { ...pin, signature: stance?.kind ?? 'no-policy', signer: null };
}

async function verified(
  image: ImageReference,
  digest: string,
  policy: Policy,
  { registries }: SignatureSources,
): Promise<Verdict> {
  const [{ verifyImage }, { shippedTrust }] = await Promise.all([
    import('../verify/verify.ts'),
    import('../verify/trust.ts'),
  ]);
  return verifyImage(image, digest, policy, { registries: await registries(), trust: shippedTrust() });
}

/**
 * A mirror often keeps no signatures, and the user chose it: there, that a shipped policy finds none is a warning. One that is
 * refused never is, and what the user requires himself holds everywhere.
 */
function judged(pin: Pin, policy: Policy, verdict: Verdict, onMirror: boolean): Outcome {
  if (verdict.outcome === 'verified') return { pin: { ...pin, signature: 'verified', signer: verdict.signer } };
  const says = `${pin.reference}: ${verdict.says}`;
  const unsignedMirror = verdict.outcome === 'failed' && verdict.unsigned && onMirror && policy.origin === 'shipped';
  const failed: Pin = { ...pin, signature: 'failed', signer: null };
  if (policy.level === 'require' && !unsignedMirror) return { pin: failed, refusal: says };
  return { pin: failed, warning: unsignedMirror ? `${says} on the mirror` : says };
}

function isUnreachable(error: unknown): error is UserError {
  return error instanceof UserError && error.code === 'registry-unreachable';
}
