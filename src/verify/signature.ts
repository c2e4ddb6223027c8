/** What the parts of the check hand on to each other. Nothing here was checked unless its comment says so. */

/** A signature as a registry keeps it. */
export type Signature = SimpleSigning | SignedBundle;

/** The older form of cosign: a payload that names the image, with everything else in the annotations of its layer. */
export interface SimpleSigning {
  readonly form: 'simple-signing';
  readonly where: Where;
  readonly payload: Buffer;
  readonly annotations: Readonly<Record<string, string>>;
}

/** The newer form: a Sigstore bundle around an in-toto statement. */
export interface SignedBundle {
  readonly form: 'bundle';
  readonly where: Where;
  readonly bytes: Buffer;
}

/** Where it was found, in the words of a message. */
export type Where = 'the .sig tag' | 'the referrers' | 'the signed attestations of its platforms';

/** A signature that was checked from end to end. */
export interface Proof {
  /** Who signed: an identity and who vouches for it, or a key. The lock keeps this text. */
  readonly signer: string;
  readonly how: 'keyless' | 'key';
  readonly where: Where;
  /** When a transparency log or a timestamp authority saw it (ISO 8601); null when a key signed without either. */
  readonly loggedAt: string | null;
  /** Its place in the transparency log, or null. */
  readonly logIndex: string | null;
}

/** Why a signature was not accepted; completes "its signature is refused: …". */
export interface Refusal {
  readonly refused: string;
}

/** What the check of one image came to. */
export type Verdict =
  | ({ readonly outcome: 'verified'; readonly policy: string } & Proof)
  | {
      readonly outcome: 'failed';
      readonly policy: string;
      /** One sentence. */
      readonly says: string;
      /** Whether nothing was there to check, as on a mirror that keeps no signatures. */
      readonly unsigned: boolean;
    }
  | {
      readonly outcome: 'not-signed-by-publisher' | 'unsupported-format' | 'no-policy';
      /** One sentence. */
      readonly says: string;
    };
