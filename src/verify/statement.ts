import { stringAt } from '../core/project.ts';
import { jsonObject } from './json.ts';

const PAYLOAD_TYPE = 'application/vnd.in-toto+json';
const STATEMENTS: readonly string[] = ['https://in-toto.io/Statement/v1', 'https://in-toto.io/Statement/v0.1'];

/** The one predicate that says "I sign this image". An SBOM or a scan of it, signed by the same publisher, does not. */
const PREDICATE = 'https://sigstore.dev/cosign/sign/v1';

/** What is wrong with the signed statement of a bundle, or undefined when it says that the image of this digest is signed. */
export function statementProblem(payloadType: string, payload: Buffer, digest: string): string | undefined {
  if (payloadType !== PAYLOAD_TYPE) return 'what it signs is not an in-toto statement';
  const json = jsonObject(payload);
  if (json === undefined) return 'its statement is not JSON';
  if (!STATEMENTS.includes(stringAt(json, '_type') ?? '')) return 'its statement is of an unknown kind';
  if (stringAt(json, 'predicateType') !== PREDICATE) return 'it is a statement about the image, not a signature of it';
  const subjects = Array.isArray(json.subject) ? json.subject : [];
  const names = subjects.some((subject) => `sha256:${stringAt(subject, 'digest', 'sha256')}` === digest);
  return names ? undefined : 'it is for another image';
}
