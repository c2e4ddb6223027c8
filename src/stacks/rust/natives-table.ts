/** What one C library or tool takes. */
export interface Need {
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
export const MAKE = 'make=4.4.*';
export const GPP = 'g++=4:14.*';
export const CMAKE = 'cmake=3.31.*';
const CLANG = 'libclang-dev=1:19.*';
const PERL = 'perl=5.40.*';

/** Packages that need more than the C compiler that the image has. What most compile by themselves is not here: ring, zstd, zlib. */
export const NEEDS: readonly Need[] = [
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
export const WITHOUT_CMAKE = new Set(['aws-lc-sys']);
