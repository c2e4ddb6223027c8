import type { Registries } from '../images/content.ts';
import { type Mirrors, parseInsecure, parseMirrors } from '../images/options.ts';
import { readCertificates } from '../io/certificates.ts';
import type { RawNetwork } from './network-flags.ts';
import { paints, printErr, visibleLine } from './print.ts';

/** How registries are reached; the same flags for every command that asks one. */
export interface Network {
  readonly mirrors: Mirrors;
  /** Registries that plain HTTP is spoken to though they are not this machine. */
  readonly insecure: ReadonlySet<string>;
  /** Certificates (PEM) that are trusted beside the usual ones. */
  readonly ca: string | undefined;
  /** Whether nothing is said about a registry that takes its time. */
  readonly quiet: boolean;
}

/**
 * Checks the flags.
 * @throws UserError `usage` that names the flag, `bad-input` or `file-system` for the file of --ca
 */
export function readNetwork(raw: RawNetwork, env: NodeJS.ProcessEnv): Network {
  const insecure = parseInsecure(raw.insecureRegistry ?? []);
  return {
    mirrors: parseMirrors({ flags: raw.mirror ?? [], variable: env.SECURE_DOCKERFILE_MIRRORS }, insecure),
    insecure,
    ca: raw.ca === undefined ? undefined : readCertificates(raw.ca),
    quiet: raw.quiet === true,
  };
}

/** The registries of a run. The network's code is loaded when the first one is asked, which most runs never do. */
export function registriesLater({ mirrors, insecure, ca, quiet }: Network): () => Promise<Registries> {
  let opened: Promise<Registries> | undefined;
  const onSlow = (label: string) => printErr(paints().err.dim(`Waiting for ${visibleLine(label)} …`));
  return () => {
    opened ??= import('../images/network.ts').then(({ openNetwork }) =>
      openNetwork({ ...{ mirrors, insecure, ca, env: process.env }, ...(!quiet && { onSlow }) }),
    );
    return opened;
  };
}
