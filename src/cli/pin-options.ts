import { UserError } from '../errors.ts';
import { parseRegistries, type Registries } from '../images/options.ts';
import type { Policy } from '../pin/decide.ts';
import { type Network, readNetwork } from './network.ts';
import type { RawPinFlags } from './pin-flags.ts';

/** The flags of `pin`, checked. */
export interface PinOptions {
  readonly check: boolean;
  readonly dryRun: boolean;
  readonly diff: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly offline: boolean;
  readonly policy: Policy;
  readonly network: Network;
  readonly registries: Registries;
}

/**
 * Checks the flags of `pin`.
 * @throws UserError `usage` that names the flag
 */
export function pinOptions(raw: RawPinFlags, env: NodeJS.ProcessEnv): PinOptions {
  const { check = false, update = false, tagOnlyNewer = false, offline = false } = raw;
  if (offline && (update || tagOnlyNewer))
    throw new UserError(
      'usage',
      `${update ? '--update' : '--tag-only-newer'} asks what tags say now, which --offline forbids`,
      'Leave one of them out.',
    );
  return {
    check,
    dryRun: raw.dryRun === true,
    diff: raw.diff === true,
    json: raw.json === true,
    quiet: raw.quiet === true,
    offline,
    policy: {
      add: !tagOnlyNewer,
      move: update || tagOnlyNewer,
      compare: check && !offline,
      allowUnpinned: raw.allowUnpinned === true,
    },
    network: readNetwork(raw, env),
    registries: parseRegistries({ flags: raw.registry ?? [], variable: env.SECURE_DOCKERFILE_REGISTRIES }),
  };
}
