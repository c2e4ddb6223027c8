import type { SignatureRule, SignatureRules } from '../core/signatures.ts';
import { UserError } from '../errors.ts';
import { registryName } from '../images/reference.ts';
import { readKey } from './keys.ts';
import { type ExpectedSigner, type Policy, policyAt } from './policies.ts';

/**
 * The policies of the user's file.
 * @param readFile the text of a file of the project, or undefined when it is not there
 * @throws UserError `bad-input` for a key that cannot be read, or a rule that names no signer where nobody else does
 */
export function ownPolicies(rules: SignatureRules, readFile: (path: string) => string | undefined): Policy[] {
  return Object.entries(rules).map(([written, rule]) => {
    const prefix = normalized(written);
    const shipped = policyAt(prefix);
    const signer = signerOf(written, rule, readFile) ?? shipped?.signer;
    if (signer === undefined) {
      throw new UserError(
        'bad-input',
        `signatures: "${written}" does not say who signs`,
        'Give it "identity" and "issuer", or "key".',
      );
    }
    const base = { prefix, level: rule.policy, origin: 'own', signer } as const;
    if (signer === shipped?.signer) return { ...shipped, ...base };
    return { ...base, id: prefix, publisher: `the signer of ${prefix}`, first: 'referrers' };
  });
}

/** One spelling for each registry, and no slash at the end: `index.docker.io/Team/` is `docker.io/Team`. */
function normalized(written: string): string {
  const [host = '', ...path] = written.replace(/\/+$/, '').split('/');
  return [registryName(host), ...path].join('/');
}

function signerOf(
  prefix: string,
  { identity, issuer, key }: SignatureRule,
  readFile: (path: string) => string | undefined,
): ExpectedSigner | undefined {
  if (identity !== undefined && issuer !== undefined) return { kind: 'identity', identity, issuer };
  if (key === undefined) return undefined;
  const isText = key.includes('-----BEGIN');
  const pem = isText ? key : readFile(key);
  const name = isText ? `the key of "${prefix}"` : key;
  if (pem === undefined) {
    throw new UserError('bad-input', `signatures: "${prefix}" names the key ${name}, which is not in the project`);
  }
  readKey({ name, pem });
  return { kind: 'key', keys: [{ name, pem }] };
}
