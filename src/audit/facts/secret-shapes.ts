/** Credentials that can be told by their form alone. Every quantifier is bounded, so that no text takes long. */
const SHAPES: readonly (readonly [what: string, pattern: string])[] = [
  ['an AWS access key', '(?:AKIA|ASIA)[0-9A-Z]{16}(?![0-9A-Z])'],
  ['a GitHub token', 'gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{50,255}'],
  ['a GitLab token', 'glpat-[\\w-]{20,255}'],
  ['an npm token', 'npm_[A-Za-z0-9]{36}'],
  ['a Docker Hub token', 'dckr_pat_[\\w-]{20,100}'],
  ['a PyPI token', 'pypi-AgE[\\w-]{50,255}'],
  ['a Slack token', 'xox[abeoprs]-[\\w-]{10,255}'],
  ['a Slack webhook', 'hooks\\.slack\\.com/services/T\\w{5,20}/B\\w{5,20}/\\w{15,50}'],
  ['a Stripe key', '[sr]k_(?:live|test)_[A-Za-z0-9]{16,255}'],
  ['a Google API key', 'AIza[\\w-]{35}'],
  ['a SendGrid key', 'SG\\.[\\w-]{16,64}\\.[\\w-]{16,64}'],
  ['an Anthropic key', 'sk-ant-[\\w-]{20,255}'],
  ['an OpenAI key', 'sk-(?:proj-|svcacct-)?[A-Za-z0-9_-]{40,255}'],
  ['a Hugging Face token', 'hf_[A-Za-z0-9]{30,100}'],
  ['a DigitalOcean token', 'do[por]_v1_[a-f0-9]{64}'],
  ['a HashiCorp Vault token', 'hv[sbr]\\.[\\w-]{24,255}'],
  ['a Sentry token', 'sntry[su]_[\\w+/=-]{40,255}'],
  ['a Telegram bot token', '\\d{8,10}:AA[\\w-]{33}'],
  ['a JSON web token', 'eyJ[\\w-]{10,1000}\\.eyJ[\\w-]{10,1000}\\.[\\w-]{10,1000}'],
  ['an age key', 'AGE-SECRET-KEY-1[0-9A-Z]{58}'],
];

const ANY = new RegExp(
  `(?<![\\w-])(?:${SHAPES.map(([, pattern]) => `(${pattern})`).join('|')})|(-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----)`,
  'g',
);

/** A credential that was found: what it is and where; never its text. */
export interface FoundSecret {
  readonly what: string;
  readonly offset: number;
}

/** Finds credentials by their form. */
export function* findSecrets(text: string): Generator<FoundSecret> {
  for (const match of text.matchAll(ANY)) {
    const at = match.slice(1).findIndex((group) => group !== undefined);
    yield { what: SHAPES[at]?.[0] ?? 'a private key', offset: match.index };
  }
}
