import { type RcEntry, rcEntries } from './rc-file.ts';

const CREDENTIAL = /(?:^|:)(?:_authToken|_auth|_password)$/i;

/** Whether a setting's key is one that carries a credential. User names alone give no access. */
export function isCredentialKey(key: string): boolean {
  return CREDENTIAL.test(key);
}

/** The names of variables in a value: `${NPM_TOKEN}`, `${NPM_TOKEN-default}`, `$NPM_TOKEN`. */
export function variablesIn(value: string): string[] {
  return [...value.slice(0, 2000).matchAll(/\$\{?([A-Za-z_]\w{0,100})/g)].flatMap((match) => match[1] ?? []);
}

/** Whether an entry holds a credential itself, not only a reference to one. */
export function isLiteralCredential({ key, value }: RcEntry): boolean {
  return isCredentialKey(key) && value !== '' && variablesIn(value).length === 0;
}

/** An address with a user name or password in it. */
export function hasUserInfo(url: string): boolean {
  return /^[a-z+]{2,12}:\/\/[^/\s?#@]{1,500}@/i.test(url) && !/^(?:git\+)?ssh:\/\/git@|^git:\/\/git@/i.test(url);
}

/** Whether a `.npmrc` can be used in a build as it is: no credential in it, and no variable that would have to be set. */
export function npmrcIsClean(text: string): boolean {
  return rcEntries(text).every(
    ({ key, value }) => !isCredentialKey(key) && !hasUserInfo(value) && !value.includes('${'),
  );
}
