import semver from 'semver';
import type { Manifest } from '../shared/javascript/manifest.ts';
import type { ManagerId } from '../shared/javascript/packages/manager-releases.ts';

/** A package that does not work when its install script is not run. */
export interface NativePackage {
  readonly name: string;
  /** The direct dependencies that bring it, when it is seldom one itself. `until` is about their versions. */
  readonly broughtBy?: readonly string[];
  /** What its script does, as the end of "… needs its install script: …". */
  readonly why: string;
  /** Whether that script compiles, and so needs python3, make and a C++ compiler when no prebuilt file fits. */
  readonly compiles: boolean;
  /** The versions that need it; all of them when it is missing. Newer ones ship what they need as plain packages. */
  readonly until?: string;
}

const FETCHES = 'it fetches or compiles its native part';

/** Read from the packages' own install scripts on 2026-11-24: packages change how they ship. */
export const NATIVE_PACKAGES: readonly NativePackage[] = [
  { name: 'bcrypt', why: FETCHES, compiles: true, until: '<6' },
  { name: 'better-sqlite3', why: FETCHES, compiles: true, until: '<13' },
  { name: 'sqlite3', why: FETCHES, compiles: true },
  { name: 'canvas', why: FETCHES, compiles: true },
  { name: 'sharp', why: FETCHES, compiles: true, until: '<0.33' },
  { name: 'argon2', why: FETCHES, compiles: true, until: '<0.40' },
  { name: 'node-sass', why: FETCHES, compiles: true },
  { name: 'node-pty', why: 'it compiles its native part', compiles: true },
  { name: 'isolated-vm', why: FETCHES, compiles: true },
  { name: 're2', why: FETCHES, compiles: true },
  { name: 'zeromq', why: FETCHES, compiles: true, until: '<6' },
  { name: 'node-rdkafka', why: 'it compiles its native part', compiles: true },
  { name: 'oracledb', why: FETCHES, compiles: true, until: '<6' },
  { name: 'libxmljs', why: FETCHES, compiles: true },
  { name: 'libxmljs2', why: FETCHES, compiles: true },
  { name: 'leveldown', why: FETCHES, compiles: true, until: '<5' },
  { name: 'mongodb-client-encryption', why: FETCHES, compiles: true },
  { name: 'kerberos', why: FETCHES, compiles: true },
  { name: 'libpq', broughtBy: ['pg-native'], why: 'it compiles its native part', compiles: true },
  { name: 'node-expat', why: 'it compiles its native part', compiles: true },
  { name: 'usb', why: FETCHES, compiles: true, until: '<2' },
  {
    name: '@prisma/engines',
    broughtBy: ['prisma', '@prisma/client'],
    why: 'it fetches the query engine',
    compiles: false,
    until: '<7',
  },
  { name: '@prisma/client', why: 'it generates the client', compiles: false, until: '<7' },
  { name: 'puppeteer', why: 'it fetches a browser', compiles: false },
  { name: 'ffmpeg-static', why: 'it fetches the program', compiles: false },
  { name: 'youtube-dl-exec', why: 'it fetches the program', compiles: false },
];

/** How a project allows a package's install script, by manager; `NAME` stands for the package. */
export const HOW_TO_ALLOW: Readonly<Record<ManagerId | 'yarn-classic' | 'pnpm-11', string>> = {
  npm: '"allowScripts": { "NAME": true } in package.json',
  pnpm: 'NAME below onlyBuiltDependencies in pnpm-workspace.yaml',
  'pnpm-11': 'NAME: true below allowBuilds in pnpm-workspace.yaml',
  yarn: '"dependenciesMeta": { "NAME": { "built": true } } in package.json',
  'yarn-classic': '"allowScripts": { "NAME": true } in package.json',
  bun: '"trustedDependencies": ["NAME"] in package.json',
};

/** Whether a manifest brings a version of the package that needs its script. */
export function needs(manifest: Manifest, { name, broughtBy = [], until }: NativePackage): boolean {
  const groups = [manifest.dependencies, manifest.optionalDependencies, manifest.devDependencies];
  const ranges = [name, ...broughtBy].flatMap((one) =>
    groups.flatMap((group) => (Object.hasOwn(group, one) ? [group[one] ?? ''] : [])),
  );
  return ranges.some((range) => until === undefined || isOld(range, until));
}

/** A range that nobody can read (`latest`, `catalog:`) most likely means a newer version. */
function isOld(range: string, until: string): boolean {
  const lowest = range.length <= 200 && semver.validRange(range) !== null ? semver.minVersion(range) : null;
  return lowest !== null && semver.satisfies(lowest, until);
}
