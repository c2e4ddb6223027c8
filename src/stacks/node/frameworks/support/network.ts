import semver from 'semver';
import { dependsOn } from '../../../shared/javascript/manifest.ts';
import type { FrameworkInput } from '../../framework.ts';
import { commandsOf } from './commands.ts';

/** Packages that fetch while a build runs, whatever the framework. */
const FETCHING: readonly (readonly [name: string, what: string])[] = [
  ['@nuxt/fonts', 'web fonts'],
  ['@nuxtjs/google-fonts', 'web fonts'],
  ['vite-plugin-webfont-dl', 'web fonts'],
  ['@next/font', 'web fonts'],
];

/**
 * Why a build of any framework would fetch by itself: fonts, content services, Prisma engines.
 * @returns a reason for the user, or null when nothing is known to fetch
 */
export function fetchesWhileBuilding(input: FrameworkInput): string | null {
  for (const [name, what] of FETCHING)
    if (dependsOn(input.manifest, name)) return `${name} fetches ${what} while building`;
  return prismaFetches(input) ? 'Prisma before 7 fetches its engines when it generates the client' : null;
}

/** Engines are fetched by an install script, which is off, or else by the first `prisma generate`; Prisma 7 has none. */
function prismaFetches(input: FrameworkInput): boolean {
  const { dependencies, devDependencies } = input.manifest;
  const range = dependencies.prisma ?? devDependencies.prisma;
  if (range === undefined || commandsOf(input.manifest, 'prisma generate').length === 0) return false;
  const lowest = semver.validRange(range) === null ? null : semver.minVersion(range);
  return lowest === null || lowest.major < 7;
}
