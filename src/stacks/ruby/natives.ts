import type { Bundle } from '../shared/ruby/bundle.ts';
import { isCompiled } from '../shared/ruby/bundle.ts';

/** Where gems are compiled: what is there to begin with differs. */
type Place = 'full' | 'bare' | 'own' | 'alpine' | 'chainguard';

/** A gem that is compiled against a C library, or loads one when it runs. */
interface NativeGem {
  readonly name: string;
  /** Debian's packages that the full image lacks. */
  readonly full?: readonly string[];
  /** Those that an image with no more than compilers lacks. */
  readonly bare: readonly string[];
  readonly apk: readonly string[];
  /** Files that it loads by name when it runs, so that nothing links to them. */
  readonly loads?: readonly string[];
  /** Whether every image of Ruby has the library that it needs when it runs. */
  readonly everywhere?: boolean;
}

const NATIVE_GEMS: readonly NativeGem[] = [
  { name: 'pg', bare: ['libpq-dev'], apk: ['libpq-dev'] },
  {
    name: 'mysql2',
    bare: ['default-libmysqlclient-dev'],
    apk: ['mariadb-connector-c-dev'],
    // how it logs in to MySQL 8 is a plugin
    loads: ['/usr/lib/*/libmariadb3/plugin/*.so', '/usr/lib/mariadb/plugin/*.so'],
  },
  { name: 'trilogy', bare: ['libssl-dev'], apk: ['openssl-dev'], everywhere: true },
  { name: 'openssl', bare: ['libssl-dev'], apk: ['openssl-dev'], everywhere: true },
  { name: 'psych', bare: ['libyaml-dev'], apk: ['yaml-dev'], everywhere: true },
  { name: 'ffi', bare: ['libffi-dev'], apk: ['libffi-dev'] },
  { name: 'nokogiri', bare: ['zlib1g-dev'], apk: ['zlib-dev'], everywhere: true },
  { name: 'libxml-ruby', bare: ['libxml2-dev'], apk: ['libxml2-dev'] },
  { name: 'tiny_tds', full: ['freetds-dev'], bare: ['freetds-dev'], apk: ['freetds-dev'] },
  {
    name: 'ruby-vips',
    full: ['libvips42'],
    bare: ['libvips42'],
    apk: ['vips'],
    loads: ['/usr/lib/*/libvips.so.42', '/usr/lib/libvips.so.42'],
  },
  {
    name: 'ethon',
    bare: ['libcurl4'],
    apk: ['libcurl'],
    loads: ['/usr/lib/*/libcurl.so.4', '/usr/lib/libcurl.so.4'],
  },
  {
    name: 'rbnacl',
    full: ['libsodium23'],
    bare: ['libsodium23'],
    apk: ['libsodium'],
    loads: ['/usr/lib/*/libsodium.so.23', '/usr/lib/libsodium.so.*'],
  },
  { name: 'curb', bare: ['libcurl4-openssl-dev'], apk: ['curl-dev'] },
  { name: 'patron', bare: ['libcurl4-openssl-dev'], apk: ['curl-dev'] },
  { name: 'rmagick', bare: ['libmagickwand-dev'], apk: ['imagemagick-dev'] },
  { name: 'rugged', full: ['cmake'], bare: ['cmake', 'libssl-dev'], apk: ['cmake', 'openssl-dev'] },
  { name: 'charlock_holmes', full: ['libicu-dev'], bare: ['libicu-dev', 'zlib1g-dev'], apk: ['icu-dev', 'zlib-dev'] },
  { name: 'rdkafka', bare: ['zlib1g-dev', 'libssl-dev'], apk: ['zlib-dev', 'openssl-dev'] },
  { name: 'idn-ruby', full: ['libidn-dev'], bare: ['libidn-dev'], apk: ['libidn-dev'] },
  { name: 'rgeo', full: ['libgeos-dev'], bare: ['libgeos-dev'], apk: ['geos-dev'] },
];

/** What compiling and running a service's gems takes besides the images. */
export interface Natives {
  /** Gems of which there is no compiled form, and which need a C library when they run. */
  readonly linked: readonly string[];
  /** Files that gems load by name. */
  readonly loads: readonly string[];
  /** Packages to install before the gems are. */
  readonly packages: readonly string[];
}

/** Looks up the gems that are locked without a compiled form for a base. */
export function nativesOf(bundle: Bundle | undefined, base: string): Natives {
  const place = placeOf(base);
  const musl = place === 'alpine';
  const rows = NATIVE_GEMS.filter(({ name }) => {
    const gem = bundle?.gems.get(name);
    return gem !== undefined && !isCompiled(gem, musl);
  });
  const git = bundle?.lock?.remotes.some((remote) => remote.git) ?? false;
  const tools = bundle ? COMPILERS[place] : [];
  const linked = rows.filter(({ everywhere }) => !everywhere);
  return {
    linked: linked.map(({ name }) => name),
    loads: linked.flatMap(({ loads = [] }) => loads.filter((file) => file.includes('/*/') !== isApk(place))),
    packages: [
      ...new Set([
        ...tools,
        ...(git && tools.length > 0 ? ['git'] : []),
        // ldd, by which the libraries are found
        ...(place === 'chainguard' && linked.length > 0 ? ['posix-libc-utils'] : []),
        ...rows.flatMap((row) => packagesOf(row, place)),
      ]),
    ].sort(),
  };
}

/** What compiles, where an image lacks even that. */
const COMPILERS: Readonly<Record<Place, readonly string[]>> = {
  full: [],
  bare: [],
  own: ['build-essential', 'libyaml-dev'],
  alpine: ['build-base'],
  chainguard: [],
};

function placeOf(base: string): Place {
  if (base === 'alpine' || base === 'chainguard') return base;
  if (base === 'slim') return 'full';
  return base === 'hardened' ? 'bare' : 'own';
}

function packagesOf(row: NativeGem, place: Place): readonly string[] {
  if (place === 'full') return row.full ?? [];
  return isApk(place) ? row.apk : row.bare;
}

/** Whether the packages of a base come from apk. */
export function isApk(base: string): boolean {
  return base === 'alpine' || base === 'chainguard';
}

/** Programs that gems run, and that no image of Ruby has. */
const PROGRAMS: Readonly<Record<string, string>> = {
  mini_magick: 'ImageMagick (ruby-vips needs no program)',
  'streamio-ffmpeg': 'ffmpeg',
  wicked_pdf: 'wkhtmltopdf',
  pdfkit: 'wkhtmltopdf',
  grover: 'a browser and Node.js',
  ferrum: 'a browser',
};

/** What to know of gems that need more than a library. */
export function nativeNotes(bundle: Bundle | undefined): string[] {
  const asked = bundle?.manifest.gems ?? [];
  const runs = Object.keys(PROGRAMS).filter((name) => asked.some((gem) => gem.name === name) && bundle?.gems.has(name));
  return [
    ...runs.map((name) => `${name} runs ${PROGRAMS[name]}, which the image does not have.`),
    ...(bundle?.gems.has('rmagick')
      ? ['rmagick reads most formats by modules of ImageMagick, which the image does not have; ruby-vips needs none.']
      : []),
  ];
}
