import type { ParentImage } from '../../core/stack.ts';
import { supportedVersions } from '../../images/support.ts';
import { type StackBase, withoutShell, withShell } from '../shared/bases.ts';
import { parentImages } from '../shared/parents.ts';
import { major } from './versions.ts';

/** What a program asks of its images. */
export interface Needs {
  /** `runtime-deps` for a program that brings its own runtime or needs none. */
  readonly runtime: 'aspnet' | 'runtime' | 'runtime-deps';
  /** Whether it is compiled ahead of time, which takes a C toolchain. */
  readonly aot: boolean;
  /** Whether it has to know cultures and time zones. */
  readonly icu: boolean;
  /** The SDK's line or exact version. */
  readonly sdk: string;
}

/** The `app` user of Microsoft's images. */
const APP = '1654:1654';
const MCR = 'mcr.microsoft.com/dotnet';

/** The Ubuntu that a release's images stand on. */
const ubuntu = (version: string) => (major(version) < 11 ? 'noble' : 'resolute');
const sdkOn = (system: string, { sdk, aot }: Needs) => `${MCR}/sdk:${sdk}${system}${aot ? '-aot' : ''}`;
const extra = ({ icu }: Needs) => (icu ? '-extra' : '');
/** The free images have these tags only: the digest is what holds the version still. */
const CHAINGUARD = 'cgr.dev/chainguard';

type Family = (version: string, needs: Needs) => StackBase;

const FAMILIES: Readonly<Record<string, Family>> = {
  slim: (version, needs) => ({
    ...withShell(sdkOn(`-${ubuntu(needs.sdk)}`, needs), `${MCR}/${needs.runtime}:${version}-${ubuntu(version)}`),
    user: APP,
  }),
  distroless: (version, needs) => ({
    ...withoutShell(
      sdkOn(`-${ubuntu(needs.sdk)}`, needs),
      `${MCR}/${needs.runtime}:${version}-${ubuntu(version)}-chiseled${extra(needs)}`,
    ),
    user: APP,
  }),
  alpine: (version, needs) => ({
    ...withShell(sdkOn('-alpine', needs), `${MCR}/${needs.runtime}:${version}-alpine${extra(needs)}`),
    user: APP,
  }),
  chainguard: (_, { runtime }) => ({
    ...withoutShell(
      `${CHAINGUARD}/dotnet-sdk:latest-dev`,
      `${CHAINGUARD}/${runtime === 'aspnet' ? 'aspnet' : 'dotnet'}-runtime:latest`,
    ),
    buildUser: '65532:65532',
  }),
  hardened: (version, { runtime, sdk }) =>
    withoutShell(
      `dhi.io/dotnet:${sdk}-sdk-debian13`,
      `dhi.io/${runtime === 'aspnet' ? 'aspnetcore' : 'dotnet'}:${version}-debian13`,
    ),
};

/** The images of a .NET program by `--base`. */
export function dotnetBase(answer: string, version: string, needs: Needs): StackBase {
  const known = Object.hasOwn(FAMILIES, answer) ? FAMILIES[answer] : undefined;
  return known?.(version, needs) ?? named(answer, needs);
}

const OWN =
  /^mcr\.microsoft\.com\/dotnet\/(?:aspnet|runtime|runtime-deps):\d{1,2}\.\d(?:\.\d{1,3})?((?:-(?:noble|resolute|jammy|alpine|azurelinux|trixie-slim|bookworm-slim)[\d.]{0,6})?)/;

/** Another of Microsoft's images is built for by the SDK of the same system; anybody else's runs what Ubuntu's has built. */
function named(reference: string, needs: Needs): StackBase {
  const system = OWN.exec(reference)?.[1];
  if (system === undefined) return withShell(sdkOn(`-${ubuntu(needs.sdk)}`, needs), reference);
  const build = sdkOn(system, needs);
  const base = /chiseled|distroless/.test(reference) ? withoutShell(build, reference) : withShell(build, reference);
  return { ...base, user: APP };
}

/** Azure Linux without a shell, which has no name of its own as an answer. */
export function azureLinux(version: string, needs: Needs): string {
  return `${MCR}/${needs.runtime}:${version}-azurelinux3.0-distroless${extra(needs)}`;
}

/** Whether an image of Alpine brings ICU: for programs without a runtime of their own since .NET 10. */
export function alpineKnowsCultures(version: string, { runtime }: Needs): boolean {
  return runtime === 'runtime-deps' || major(version) >= 10;
}

/** Every image that the Dockerfile of a .NET program can name. */
export function dotnetParents(today: string): readonly ParentImage[] {
  const kinds = (['aspnet', 'runtime', 'runtime-deps'] as const).flatMap((runtime) =>
    [false, true].flatMap((icu) => [
      { runtime, icu, aot: false },
      ...(runtime === 'runtime-deps' ? [{ runtime, icu, aot: true }] : []),
    ]),
  );
  const tables = kinds.map((kind) =>
    Object.fromEntries(
      Object.entries(FAMILIES).map(([id, family]) => [
        id,
        (version: string) => family(version, { ...kind, sdk: version }),
      ]),
    ),
  );
  const images = parentImages(tables, supportedVersions('dotnet', today));
  return images.map((image) => (image.reference.startsWith(MCR) ? { ...image, ...MICROSOFT } : image));
}

const MICROSOFT = {
  publisher: 'Microsoft',
  signedBy: 'signed by Microsoft with Notation, which this tool cannot check',
};
