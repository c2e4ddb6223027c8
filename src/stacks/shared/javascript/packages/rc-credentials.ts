import { hasUserInfo, variablesIn } from '../../credentials.ts';
import { type RcEntry, rcEntries } from './rc-file.ts';

const CREDENTIAL = /(?:^|:)(?:_authToken|_auth|_password)$/i;

/** Whether a setting's key is one that carries a credential. User names alone give no access. */
export function isCredentialKey(key: string): boolean {
  return CREDENTIAL.test(key);
}

/** Whether an entry holds a credential itself, not only a reference to one. */
export function isLiteralCredential({ key, value }: RcEntry): boolean {
  return isCredentialKey(key) && value !== '' && variablesIn(value).length === 0;
}

/** Whether a `.npmrc` can be used in a build as it is: no credential in it, and no variable that would have to be set. */
export function npmrcIsClean(text: string): boolean {
  return rcEntries(text).every(
    ({ key, value }) => !isCredentialKey(key) && !hasUserInfo(value) && !value.includes('${'),
  );
}
