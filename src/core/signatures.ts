import { isObject } from './project.ts';
import { type Field, oneOf, recordOf, text } from './schema.ts';

/** What somebody decided about the signatures of the images below a prefix. */
export interface SignatureRule {
  /** `require`: nothing is written without a signature that fits. `warn`: it is said. */
  readonly policy: 'require' | 'warn';
  /** Keyless: the certificate's name, and the service that vouched for it. */
  readonly identity?: string;
  readonly issuer?: string;
  /** A public key: its PEM text, or the path of its file inside the project. */
  readonly key?: string;
}

/** Prefix of a registry or of a path in it (`registry.example.com/team`) → what holds below it. */
export type SignatureRules = Readonly<Record<string, SignatureRule>>;

const PREFIX = '^[A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]{1,5})?(?:/[a-z0-9][a-z0-9._-]*)*/?$';
const NAME = text('^[\\u0021-\\u007e]{1,1000}$', '');
const KEY = text('^[^\\u0000-\\u0009\\u000b-\\u001f\\u007f]{1,4000}$', '');
const FIELDS: Readonly<Record<keyof SignatureRule, Field>> = {
  policy: oneOf(['require', 'warn']),
  identity: NAME,
  issuer: NAME,
  key: KEY,
};

/** The field of `secure-dockerfile.json`. */
export const SIGNATURES: Field = recordOf(
  PREFIX,
  {
    accepts: isRule,
    expected: '',
    schema: {
      type: 'object',
      properties: Object.fromEntries(Object.entries(FIELDS).map(([key, { schema }]) => [key, schema])),
      required: ['policy'],
      dependentRequired: { identity: ['issuer'], issuer: ['identity'] },
      additionalProperties: false,
    },
  },
  'an object of registries, each with a "policy" (require or warn) and either "identity" and "issuer", or "key"',
);

/** With neither a key nor an identity a rule changes the level of the policy that holds there anyway. */
function isRule(value: unknown): boolean {
  if (!isObject(value) || !Object.hasOwn(value, 'policy')) return false;
  const known = Object.entries(value).every(([key, entry]) =>
    Object.hasOwn(FIELDS, key) ? FIELDS[key as keyof SignatureRule].accepts(entry) : false,
  );
  const [identity, issuer, key] = ['identity', 'issuer', 'key'].map((name) => Object.hasOwn(value, name));
  return known && identity === issuer && !(identity && key);
}
