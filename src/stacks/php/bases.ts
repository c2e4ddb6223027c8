import type { Answers } from '../../core/answers.ts';
import type { ParentImage } from '../../core/stack.ts';
import { supportedVersions } from '../../images/support.ts';
import { type StackBase, type StackBases, stackBase } from '../shared/bases.ts';
import { NOT_KNOWN_SIGNED, parentImages } from '../shared/parents.ts';
import { NGINX_PARENT } from '../shared/site.ts';
import { type Server, serverOf } from './server.ts';

/** The image of a PHP service by `--base`, which differs with what runs it. */
export function phpBase({ base, runtimeVersion, start }: Answers): StackBase {
  return stackBase(BASES[serverOf(start)], base, runtimeVersion);
}

/** Debian's release that a version's images stand on: there is no image on trixie of what ended before it came. */
const suite = (version: string) => (/^7/.test(version) ? 'bullseye' : version === '8.0' ? 'bookworm' : 'trixie');

/** www-data has one number on Debian and another on Alpine. */
const debian = (image: string): StackBase => official(image, '33:33');
const alpine = (image: string): StackBase => official(image, '82:82');

function official(image: string, user: string): StackBase {
  return { build: image, runtime: image, user, shell: true, root: true, buildUser: null };
}

/** What is installed is PHP itself, so the official image of the version can build what the hardened one runs. */
const hardened = (version: string, tag: string): StackBase => ({
  build: `php:${version}-cli-trixie`,
  runtime: `dhi.io/php:${version}-debian13${tag}`,
  user: '65532:65532',
  shell: false,
  root: false,
  buildUser: null,
});

const BASES: Readonly<Record<Server, StackBases>> = {
  fpm: {
    slim: (version) => debian(`php:${version}-fpm-${suite(version)}`),
    alpine: (version) => alpine(`php:${version}-fpm-alpine`),
    hardened: (version) => hardened(version, '-fpm'),
  },
  frankenphp: {
    slim: (version) => debian(`dunglas/frankenphp:1-php${version}-trixie`),
    alpine: (version) => alpine(`dunglas/frankenphp:1-php${version}-alpine`),
  },
  cli: {
    slim: (version) => debian(`php:${version}-cli-${suite(version)}`),
    alpine: (version) => alpine(`php:${version}-cli-alpine`),
    hardened: (version) => hardened(version, ''),
  },
};

/** The kinds of base that there are for what runs the service. */
export function basesFor(server: Server): readonly string[] {
  return Object.keys(BASES[server]);
}

/** Composer alone, without a PHP of its own: it runs on the one that the service will run on. */
export const composerImage = (version: string | null) => `composer/composer:${version ?? '2'}-bin`;

/** A script that compiles extensions into official images, and takes away again what that needs. */
export const EXTENSION_INSTALLER = 'mlocati/php-extension-installer:2';

/** Every image that the Dockerfiles of a PHP service can name. */
export function phpParents(today: string): readonly ParentImage[] {
  const tool = { base: null, user: 'root', shell: false, megabytes: null, signedBy: NOT_KNOWN_SIGNED };
  const versions = supportedVersions('php', today);
  const { frankenphp, ...own } = BASES;
  return [
    ...parentImages(Object.values(own), versions),
    ...parentImages([frankenphp], versions).map((parent) => ({
      ...parent,
      publisher: 'FrankenPHP',
      signedBy: NOT_KNOWN_SIGNED,
    })),
    { ...tool, reference: composerImage(null), publisher: 'Composer' },
    { ...tool, reference: EXTENSION_INSTALLER, publisher: 'Michele Locati' },
    NGINX_PARENT,
  ];
}
