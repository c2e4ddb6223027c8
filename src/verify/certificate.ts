/**
 * Who a certificate names, read from its bytes. The library's texts are not compared: it drops the eighth bit of every
 * character, takes the first of several names, and matches names as patterns that are not anchored.
 */
export interface Subject {
  /** The one name of the certificate: an e-mail address or a URI. */
  readonly identity: string;
  /** The service that vouched for the name. */
  readonly issuer: string;
  /** A text extension of Fulcio's, by the last number of its object identifier. */
  text(number: number): string | undefined;
}

export interface Extension {
  readonly oid: string;
  /** The DER encoding of its value. */
  readonly value: Buffer;
}

const ALTERNATIVE_NAME = '2.5.29.17';
const FULCIO = '1.3.6.1.4.1.57264.1.';
const ISSUER = 8;
const TAG = { utf8: 0x0c, sequence: 0x30, email: 0x81, uri: 0x86 } as const;

/** The names in a certificate's extensions; undefined when there is not exactly one, or it is no plain text. */
export function subjectOf(extensions: readonly Extension[]): Subject | undefined {
  const only = (oid: string) => {
    const found = extensions.filter((each) => each.oid === oid);
    return found.length === 1 ? found[0]?.value : undefined;
  };
  const text = (number: number) => plainText(content(only(`${FULCIO}${number}`), TAG.utf8));
  const names = content(only(ALTERNATIVE_NAME), TAG.sequence);
  const identity = plainText(content(names, TAG.uri) ?? content(names, TAG.email));
  const issuer = text(ISSUER);
  return identity === undefined || issuer === undefined ? undefined : { identity, issuer, text };
}

/** What a DER value of this kind holds, when it and nothing else stands in the bytes. */
function content(bytes: Buffer | undefined, tag: number): Buffer | undefined {
  if (bytes === undefined || bytes[0] !== tag) return undefined;
  const short = bytes[1] ?? 0;
  const width = short < 0x80 ? 0 : short - 0x80;
  if (width > 2) return undefined;
  const start = 2 + width;
  const length = width === 0 ? short : bytes.subarray(2, start).reduce((sum, byte) => sum * 256 + byte, 0);
  return bytes.length === start + length ? bytes.subarray(start) : undefined;
}

/** Printable ASCII without a space: all that the names of people and workflows need. */
function plainText(bytes: Buffer | undefined): string | undefined {
  if (bytes === undefined || bytes.length === 0) return undefined;
  return bytes.every((byte) => byte > 0x20 && byte < 0x7f) ? bytes.toString('latin1') : undefined;
}
