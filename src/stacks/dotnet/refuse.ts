import type { Given } from '../../core/answers.ts';
import { UserError } from '../../errors.ts';
import { supportedVersions, TABLE_DAY } from '../../images/support.ts';
import { shown } from '../shared/shown.ts';
import { alpineKnowsCultures, type Needs } from './bases.ts';
import type { SdkVersion } from './versions.ts';

/** Refuses, in one line, a base that has no image for a program. */
export function refuseBase({ base }: Given, version: string, needs: Needs, sdk: SdkVersion, path: string): void {
  const newest = supportedVersions('dotnet', TABLE_DAY)[0] ?? version;
  if (base === 'chainguard' && (version !== newest || sdk.exact))
    refuse(
      `--base chainguard has the newest .NET only (${newest}), and this service asks for ${sdk.exact ? `the SDK ${sdk.version}` : version}`,
      `Take --base distroless, or --runtime-version ${newest} if the service runs on it.`,
    );
  if ((base === 'chainguard' || base === 'hardened') && needs.aot)
    refuse(
      `--base ${base} has no image that compiles ahead of time, and ${shown(path)} sets PublishAot`,
      'Take --base distroless, slim or alpine.',
    );
  if (base === 'alpine' && needs.icu && !alpineKnowsCultures(version, needs))
    refuse(
      `--base alpine has no ICU for .NET ${version}, and ${shown(path)} does not set InvariantGlobalization`,
      'Take --base distroless or slim, or set it to true if the service needs no cultures.',
    );
}

function refuse(message: string, hint: string): never {
  throw new UserError('usage', message, hint);
}
