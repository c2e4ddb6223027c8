import type { Given } from '../../core/answers.ts';
import { UserError } from '../../errors.ts';
import type { Lock } from './lock.ts';

/** What C libraries and tools a service's packages need, of all in its lock. */
export interface Natives {
  /** The packages that ask for something, in the table's order. */
  readonly because: readonly string[];
  /** Debian's packages for the build. */
  readonly build: readonly string[];
  /** Debian's packages with libraries that the program is linked to, and no base brings. */
  readonly runtime: readonly string[];
  /** The package that is linked to OpenSSL, which slim and distroless bring and no other base does; or null. */
  readonly openssl: string | null;
  /** The package that is linked to C++'s library, or null. */
  readonly cpp: string | null;
}

interface Need {
  readonly crates: readonly string[];
  /** Another package in the lock with which nothing is needed: `openssl-src` builds OpenSSL itself. */
  readonly unless?: readonly string[];
  /** A package that it depends on itself with which nothing is needed: with `cc` it compiles what it comes with. */
  readonly unlessOwn?: string;
  readonly build: readonly string[];
  readonly runtime?: readonly string[];
  readonly openssl?: true;
  readonly cpp?: true;
}

/** Debian 13 stays with these lines of its packages, and brings fixes within them. */
const PKG_CONFIG = 'pkg-config=1.8.*';
const MAKE = 'make=4.4.*';
const GPP = 'g++=4:14.*';
const CMAKE = 'cmake=3.31.*';
const CLANG = 'libclang-dev=1:19.*';
const PERL = 'perl=5.40.*';

/** Packages that need more than the C compiler that the image has. What most compile by themselves is not here: ring, zstd, zlib. */
const NEEDS: readonly Need[] = [
  { crates: ['openssl-sys'], unless: ['openssl-src'], build: [PKG_CONFIG, 'libssl-dev=3.5.*'], openssl: true },
  { crates: ['openssl-src'], build: [MAKE, PERL] },
  {
    crates: ['pq-sys', 'libpq-sys'],
    unless: ['pq-src'],
    build: [PKG_CONFIG, 'libpq-dev=17.*'],
    runtime: ['libpq5=17.*'],
  },
  {
    crates: ['mysqlclient-sys'],
    unless: ['mysqlclient-src'],
    build: [PKG_CONFIG, 'default-libmysqlclient-dev=1.1.*'],
    runtime: ['libmariadb3=1:11.8.*'],
  },
  {
    crates: ['libsqlite3-sys'],
    unlessOwn: 'cc',
    build: [PKG_CONFIG, 'libsqlite3-dev=3.46.*'],
    runtime: ['libsqlite3-0=3.46.*'],
  },
  {
    crates: ['libdbus-sys'],
    unlessOwn: 'cc',
    build: [PKG_CONFIG, 'libdbus-1-dev=1.16.*'],
    runtime: ['libdbus-1-3=1.16.*'],
  },
  { crates: ['libudev-sys'], build: [PKG_CONFIG, 'libudev-dev=257.*'], runtime: ['libudev1=257.*'] },
  { crates: ['pcap'], build: ['libpcap-dev=1.10.*'], runtime: ['libpcap0.8t64=1.10.*'] },
  { crates: ['alsa-sys'], build: [PKG_CONFIG, 'libasound2-dev=1.2.*'], runtime: ['libasound2t64=1.2.*'] },
  { crates: ['libxml'], build: [PKG_CONFIG, 'libxml2-dev=2.12.*'], runtime: ['libxml2=2.12.*'] },
  {
    crates: ['libgssapi-sys'],
    build: ['libkrb5-dev=1.21.*', CLANG],
    runtime: ['libgssapi-krb5-2=1.21.*'],
  },
  { crates: ['librocksdb-sys'], build: [GPP, MAKE, CLANG], cpp: true },
  { crates: ['rdkafka-sys'], build: [GPP, MAKE] },
  { crates: ['clang-sys'], build: [CLANG] },
  { crates: ['tikv-jemalloc-sys', 'jemalloc-sys', 'libsodium-sys', 'libsodium-sys-stable'], build: [MAKE] },
  {
    crates: ['link-cplusplus', 'esaxx-rs', 'libduckdb-sys', 'snmalloc-sys', 'zmq-sys', 'zeromq-src'],
    build: [GPP],
    cpp: true,
  },
  { crates: ['nasm-rs'], build: ['nasm=2.16.*'] },
  { crates: ['aws-lc-fips-sys'], build: [CMAKE, GPP, MAKE, PERL, 'golang-go=2:1.24*'] },
  {
    crates: ['prost-build'],
    unless: ['protoc-bin-vendored', 'protobuf-src', 'protox'],
    build: ['protobuf-compiler=3.21.*', 'libprotobuf-dev=3.21.*'],
  },
];

/** Packages that name cmake, and on Linux do without it. */
const WITHOUT_CMAKE = new Set(['aws-lc-sys']);

/** Looks up what a lock names; without a lock nothing is known. */
export function nativesOf(lock: Lock | undefined): Natives {
  const needs = NEEDS.flatMap((need) => {
    const crate = need.crates.find((name) => lock?.packages.has(name));
    return crate !== undefined && lock && !isSpared(need, crate, lock) ? [{ ...need, crate }] : [];
  });
  const cmake = cmakeUser(lock);
  const builds = needs.flatMap(({ build }) => build);
  return {
    because: [...needs.map(({ crate }) => crate), ...(cmake === undefined ? [] : [cmake])],
    build: [...new Set([...builds, ...(cmake === undefined ? [] : [CMAKE, GPP, MAKE])])].sort(),
    runtime: [...new Set(needs.flatMap(({ runtime }) => runtime ?? []))].sort(),
    openssl: needs.find(({ openssl }) => openssl)?.crate ?? null,
    cpp: needs.find(({ cpp }) => cpp)?.crate ?? null,
  };
}

function isSpared({ unless, unlessOwn }: Need, crate: string, { packages }: Lock): boolean {
  if (unless?.some((name) => packages.has(name))) return true;
  return unlessOwn !== undefined && (packages.get(crate)?.has(unlessOwn) ?? false);
}

/** The first package whose build script runs cmake. */
function cmakeUser(lock: Lock | undefined): string | undefined {
  const users = [...(lock?.packages ?? [])].filter(([, needed]) => needed.has('cmake'));
  return users.map(([name]) => name).find((name) => !WITHOUT_CMAKE.has(name));
}

/** The base where nothing is said: the first that has what the program is linked to. */
export function fittingBase({ runtime }: Natives): string {
  return runtime.length > 0 ? 'slim' : 'distroless';
}

/**
 * Refuses a base that lacks what the packages need.
 * @throws UserError `usage` that names base, package and the bases that have it
 */
export function refuseBase({ base }: Given, natives: Natives, musl: boolean): void {
  const [crate = ''] = natives.because;
  const static_ = base === 'alpine' || musl;
  if (static_ && natives.build.length > 0)
    refuse(
      base === 'alpine' ? '--base alpine' : 'A program linked with musl',
      `${crate}, which needs ${natives.build.map(nameOf).join(', ')}`,
      'Take --base distroless or slim, without musl.',
    );
  if (natives.runtime.length > 0 && base !== undefined && CLOSED.has(base))
    refuse(
      `--base ${base}`,
      `${crate}, whose library ${nameOf(natives.runtime[0] ?? '')} it lacks`,
      'Take --base slim.',
    );
  if (natives.openssl !== null && (base === 'chainguard' || base === 'hardened'))
    refuse(
      `--base ${base}`,
      `${natives.openssl}, whose OpenSSL it lacks`,
      'Take --base distroless or slim, or rustls in place of OpenSSL.',
    );
  if (natives.cpp !== null && base === 'hardened')
    refuse('--base hardened', `${natives.cpp}, whose C++ library it lacks`, 'Take --base distroless or slim.');
}

/** Bases to which nothing can be added. */
const CLOSED: ReadonlySet<string> = new Set(['distroless', 'chainguard', 'hardened']);

function refuse(base: string, what: string, hint: string): never {
  throw new UserError('usage', `${base} does not go with ${what}`, hint);
}

function nameOf(aptPackage: string): string {
  return aptPackage.split('=')[0] ?? aptPackage;
}
