import type { Project } from '../../core/project.ts';
import { isWrittenOut, writtenOut } from './open-values.ts';
import { lineAt } from './sources.ts';

/** A properties file writes the colon with a backslash before it. Each word is tried once, not at each of its letters. */
const ADDRESS = /(?<![a-z+])[a-z+]{2,12}\\?:\/\/[^\s"'<>]{1,1000}/gi;

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

/** Those of them with a credential that is written out: one that comes from a variable is not, wherever else the address has one. */
export function openAddresses(text: string): RegExpExecArray[] {
  if (!text.includes('://')) return [];
  return addressesIn(text).filter(([url]) => hasUserInfo(url) && isOpenPair(url));
}

/** `user:password`, or a token alone, as it stands before the host. */
function isOpenPair(url: string): boolean {
  const [, pair = ''] = /:\/\/([^/\s?#@]{1,500})@/.exec(url) ?? [];
  const password = pair.slice(pair.indexOf(':') + 1);
  return variablesIn(password).length === 0 && isWrittenOut(password);
}

/** Where a credential stands that is written out. What it is, is never kept. */
export interface OpenCredential {
  readonly file: string;
  readonly line: number;
}

/** The lines of a file's matches, each once: a line with two credentials is told of once. */
export function openLines(file: string, text: string, matches: readonly RegExpExecArray[]): OpenCredential[] {
  const lines = new Set(matches.map(({ index }) => lineAt(text, index)).sort((a, b) => a - b));
  return [...lines].map((each) => ({ file, line: each }));
}

/** How much of a file is looked through. */
const LONGEST = 256 * 1024;

/** The credentials that a file of the project holds: in its addresses, and as patterns find them (open-values.ts). */
export function openIn(project: Project, path: string, patterns: readonly RegExp[] = []): OpenCredential[] {
  const text = project.text(path)?.slice(0, LONGEST) ?? '';
  return openLines(path, text, [...openAddresses(text), ...writtenOut(text, patterns)]);
}

/** What a note says beside the place: what gives builds the credential, and where the file goes until it is out of it. */
export interface OpenNote {
  readonly secret?: string;
  readonly goes?: keyof typeof GOES;
}

const GOES = {
  build: ' Until then the build gets the file as it is.',
  image: ' Until then whoever has the image has it.',
};

/** What to do about a credential that is written out. */
export function openNote({ file, line }: OpenCredential, { secret, goes }: OpenNote = {}): string {
  // what the program itself reads, a container can be given; what is fetched with it, only the build
  const to = goes === 'image' && secret === undefined ? 'the container' : 'builds';
  const rest = goes === undefined ? '' : GOES[goes];
  return `${file}:${line} holds a credential: revoke it, take it out of the file and its history, and give it to ${to} as ${secret ?? 'a secret'}.${rest}`;
}
