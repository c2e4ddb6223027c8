import { lineAt } from './sources.ts';

/** A properties file writes the colon with a backslash before it. */
const ADDRESS = /[a-z+]{2,12}\\?:\/\/[^\s"'<>]{1,1000}/gi;

/** The names of variables in a value: `${NPM_TOKEN}`, `${NPM_TOKEN-default}`, `$NPM_TOKEN`. */
export function variablesIn(value: string): string[] {
  return [...value.slice(0, 2000).matchAll(/\$\{?([A-Za-z_]\w{0,100})/g)].flatMap((match) => match[1] ?? []);
}

/** An address with a user name or password in it. */
export function hasUserInfo(url: string): boolean {
  return /^[a-z+]{2,12}\\?:\/\/[^/\s?#@]{1,500}@/i.test(url) && !/^(?:git\+)?ssh:\/\/git@|^git:\/\/git@/i.test(url);
}

/** The addresses in a text. */
export function addressesIn(text: string): RegExpExecArray[] {
  return [...text.matchAll(ADDRESS)];
}

/** Those of them with a credential that is written out: one that comes from a variable is not. */
export function openAddresses(text: string): RegExpExecArray[] {
  return addressesIn(text).filter(([url]) => hasUserInfo(url) && variablesIn(url).length === 0);
}

/** Where a credential stands that is written out. What it is, is never kept. */
export interface OpenCredential {
  readonly file: string;
  readonly line: number;
}

/** The lines of a file's matches, each once: a line with two credentials is told of once. */
export function openLines(file: string, text: string, matches: readonly RegExpExecArray[]): OpenCredential[] {
  const places = matches.map(({ index }) => index).sort((a, b) => a - b);
  const lines = new Set<number>();
  let [line, from] = [1, 0];
  // each counts on from the one before: a file may hold thousands
  for (const index of places) {
    line += lineAt(text.slice(from, index), index - from) - 1;
    from = index;
    lines.add(line);
  }
  return [...lines].map((each) => ({ file, line: each }));
}

/** What to do about a credential that is written out. */
export function openNote({ file, line }: OpenCredential, secret = 'a secret'): string {
  return `${file}:${line} holds a credential: revoke it, take it out of the file and its history, and give it to builds as ${secret}.`;
}
