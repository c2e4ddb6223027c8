import { CONFIG_FILE, parseConfig } from '../core/config.ts';
import type { Registries } from '../images/content.ts';
import type { ResolveDigest } from '../images/lookup.ts';
import { registryPin } from '../images/pin-sources.ts';
import { realRoot } from '../io/project.ts';
import { readTarget } from '../io/target.ts';
import type { Network } from './network.ts';
import { checkPins, type SignatureSources } from './signatures.ts';

/** What asking for signed digests needs. */
export interface SignedInputs {
  readonly registries: () => Promise<Registries>;
  readonly network: Network;
  /** The folder whose `secure-dockerfile.json`, if there is one, says who must have signed what. */
  readonly folder: string;
  /** The day (UTC) of the run. */
  readonly today: string;
  /** Takes what is worth knowing about a signature that need not be there. */
  readonly warn: (warning: string) => void;
}

/**
 * Resolves tags to digests, and gives no digest away that its publisher had to sign and did not. A digest that a file already
 * has is looked up as it is.
 * @returns a function that throws UserError `signature` for a signature that is missing or refused
 */
export function signedDigests({ registries, network, folder, today, warn }: SignedInputs): ResolveDigest {
  const root = realRoot(folder);
  const config = readTarget(root, CONFIG_FILE).text;
  const sources: SignatureSources = {
    flags: { offline: false, network },
    rules: config === null ? {} : (parseConfig(config).shared.signatures ?? {}),
    readFile: (path) => readTarget(root, path).text ?? undefined,
    registries,
  };
  return async (image) => {
    const resolved = await (await registries()).resolve(image);
    if (image.digest !== null) return resolved;
    const { warnings } = await checkPins([registryPin(image, resolved, { today })], sources);
    warnings.forEach(warn);
    return resolved;
  };
}
