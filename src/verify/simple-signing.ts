import { stringAt } from '../core/project.ts';
import { jsonObject } from './json.ts';

const TYPE = 'cosign container image signature';

/**
 * What is wrong with the payload of a simple signature, or undefined. That it names the digest is the whole of what it says:
 * without this a signature of any other image by the same publisher would do.
 */
export function payloadProblem(payload: Buffer, digest: string): string | undefined {
  const json = jsonObject(payload);
  if (json === undefined) return 'its payload is not JSON';
  if (stringAt(json, 'critical', 'type') !== TYPE) return 'its payload is not that of an image signature';
  if (stringAt(json, 'critical', 'image', 'docker-manifest-digest') !== digest) return 'it is for another image';
  return undefined;
}
