/** The names of variables in a value: `${NPM_TOKEN}`, `${NPM_TOKEN-default}`, `$NPM_TOKEN`. */
export function variablesIn(value: string): string[] {
  return [...value.slice(0, 2000).matchAll(/\$\{?([A-Za-z_]\w{0,100})/g)].flatMap((match) => match[1] ?? []);
}

/** An address with a user name or password in it. */
export function hasUserInfo(url: string): boolean {
  return /^[a-z+]{2,12}:\/\/[^/\s?#@]{1,500}@/i.test(url) && !/^(?:git\+)?ssh:\/\/git@|^git:\/\/git@/i.test(url);
}
