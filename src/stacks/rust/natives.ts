import type { Given } from '../../core/answers.ts';
import { UserError } from '../../errors.ts';
import type { Lock } from './lock.ts';
import { CMAKE, GPP, MAKE, NEEDS, type Need, WITHOUT_CMAKE } from './natives-table.ts';

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

/**
 * Looks up what a lock names; without a lock nothing is known.
 * @param linkers packages with the linkers that Cargo's configuration asks for
 */
export function nativesOf(lock: Lock | undefined, linkers: readonly string[]): Natives {
  const needs = NEEDS.flatMap((need) => {
    const crate = need.crates.find((name) => lock?.packages.has(name));
    return crate !== undefined && lock && !isSpared(need, crate, lock) ? [{ ...need, crate }] : [];
  });
  const cmake = cmakeUser(lock);
  const builds = needs.flatMap(({ build }) => build);
  return {
    because: [...needs.map(({ crate }) => crate), ...(cmake === undefined ? [] : [cmake]), ...linkers.map(nameOf)],
    build: [...new Set([...builds, ...(cmake === undefined ? [] : [CMAKE, GPP, MAKE]), ...linkers])].sort(),
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
