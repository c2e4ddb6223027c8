import type { ParentImage } from '../../../core/stack.ts';
import { supportedVersions } from '../../../images/support.ts';
import { type StackBase, type StackBases, stackBase } from '../bases.ts';
import { parentImages } from '../parents.ts';

/** The one line that Chainguard's free image has. */
export const CHAINGUARD_RUBY = '4.0';

/** The first releases of a line that images were made of on trixie; what ended before has them on bookworm only. */
const ON_TRIXIE: Readonly<Record<string, number>> = { '3.2': 9, '3.3': 9, '3.4': 5 };

/** Debian's release that a version's images stand on. */
function suiteOf(version: string): 'trixie' | 'bookworm' {
  const [line = '', patch] = /^(\d+\.\d+)(?:\.(\d+))?/.exec(version)?.slice(1) ?? [];
  if (line.startsWith('2.') || line === '3.0' || line === '3.1') return 'bookworm';
  return patch !== undefined && Number(patch) < (ON_TRIXIE[line] ?? 0) ? 'bookworm' : 'trixie';
}

/** The images of a Ruby service by `--base`. Gems are compiled, so they need the full image to build in. */
export function rubyBase(answer: string, version: string, gems: boolean): StackBase {
  return stackBase(gems ? WITH_GEMS : BASES, answer, version);
}

const slim = (version: string) => `ruby:${version}-slim-${suiteOf(version)}`;

const BASES: StackBases = {
  slim: (version) => ({
    build: slim(version),
    buildUser: null,
    runtime: slim(version),
    user: '10001:10001',
    shell: true,
    root: true,
  }),
  alpine: (version) => ({
    build: `ruby:${version}-alpine`,
    buildUser: null,
    runtime: `ruby:${version}-alpine`,
    user: '10001:10001',
    shell: true,
    root: true,
  }),
  // the free images have these two tags only: the digest is what holds the version still
  chainguard: () => ({
    build: 'cgr.dev/chainguard/ruby:latest-dev',
    buildUser: '65532:65532',
    runtime: 'cgr.dev/chainguard/ruby:latest',
    user: '65532:65532',
    shell: false,
    root: false,
  }),
  hardened: (version) => ({
    build: `dhi.io/ruby:${version}-debian13-dev`,
    buildUser: null,
    runtime: `dhi.io/ruby:${version}-debian13`,
    user: '65532:65532',
    shell: false,
    root: false,
  }),
};

/** The full image has compilers, git and the headers of most libraries; what it builds runs on the slim one of the same release. */
const WITH_GEMS: StackBases = {
  ...BASES,
  slim: (version) => ({ ...BASES.slim?.(version), build: `ruby:${version}-${suiteOf(version)}` }) as StackBase,
};

/** Every image that the Dockerfile of a Ruby service can name. */
export function rubyParents(today: string): readonly ParentImage[] {
  return parentImages([BASES, WITH_GEMS], supportedVersions('ruby', today));
}
