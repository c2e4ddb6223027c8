import { builds } from '../audit/facts/builders.ts';
import type { Stack } from '../core/stack.ts';
import type { RunCommand } from '../dockerfile/run.ts';

/** Variables that any image and any build may have. */
const ANY = /^(?:PATH|CI|DEBIAN_FRONTEND|APP_HOME|WORKDIR|PORT)$/;

/** Whether a variable steers the tools of a build, which ours steers in its own way, or says which release it takes. */
export function isUsualVariable(name: string, stacks: readonly Stack[]): boolean {
  return (
    ANY.test(name) || stacks.some(({ foreign }) => foreign?.variable === name || foreign?.toolVariables?.test(name))
  );
}

/** What is only there to start processes or to ask the service, which ours does without. */
export const REPLACED = new Set([
  'tini',
  'dumb-init',
  'curl',
  'wget',
  'netcat',
  'su-exec',
  'gosu',
  'libc6-compat',
  'gcompat',
  'ca-certificates',
  'nodejs',
  'npm',
  'yarn',
]);
/** What native packages are compiled with: ours takes it where one is among the dependencies. */
export const COMPILERS =
  /^(?:python3?|make|g\+\+|gcc|build-essential|build-base|libc-dev|musl-dev|node-gyp|linux-headers|py3-setuptools)$/;
/** Images that languages build in, with what is in the full ones of them from the start. */
export const ALONG = {
  images: /(?:^|\/)(?:elixir|node|python|ruby|rust):(?!\S*(?:slim|alpine))/,
  packages:
    /^(?:git|pkg-config|pkgconf|patch|unzip|xz-utils|file|autoconf|automake|libtool|imagemagick|lib(?:bz2|curl4-openssl|db|event|ffi|gdbm|glib2\.0|gmp|jpeg|krb5|lzma|magickcore|magickwand|maxminddb|ncurses5|ncursesw5|png|pq|readline|sqlite3|ssl|webp|xml2|xslt1?|yaml)-dev|default-libmysqlclient-dev|zlib1g-dev)$/,
} as const;
/** Programs of steps that ours takes on in its own way, or that only arrange files and users. */
export const USUAL = new Set(
  'apt-get apt apk aptitude npm pnpm yarn corepack bun node-prune mkdir chown chmod rm rmdir cp mv ln ls echo printf cat touch true false test [ [[ cd set export unset exit if for case adduser addgroup useradd groupadd usermod groupmod deluser find sort head tail grep sed awk xargs update-ca-certificates sh bash ash env sudo read : sleep pwd id whoami which command node-gyp date uname dpkg add-apt-repository gpg curl wget tar unzip install ldconfig'.split(
    ' ',
  ),
);
/** Goals and tasks that fetch, compile and package. */
const GOALS: ReadonlyMap<string, RegExp> = new Map([
  ['mvn', /^(?:clean|compile|package|verify|install|dependency:(?:go-offline|resolve(?:-plugins)?))$/],
  ['gradle', /^:?(?:[\w-]+:)*(?:assemble|bootJar|build|clean|dependencies|installDist|jar|shadowJar|test)$/],
]);

/** The compiler of a language whose stack runs it too, in its own way. */
export function compiles(command: RunCommand): boolean {
  const { program, args } = command;
  if (/^(?:dotnet|go|cargo)$/.test(program)) return builds(command);
  const goals = GOALS.get(plain(program));
  return (
    goals !== undefined && args.every((word) => (word.startsWith('-') ? !chooses(program, word) : goals.test(word)))
  );
}

/** Whether a word is a profile or a property that says what Maven or Gradle builds. */
export function chooses(program: string, word: string): boolean {
  return GOALS.has(plain(program)) && /^-[PD](?!skipTests\b|maven\.test\.skip\b)/.test(word);
}

/** `mvnw` is the project's own `mvn`. */
function plain(program: string): string {
  return program.replace(/^(mvn|gradle)w$/, '$1');
}
