import { UserError } from '../../src/errors.ts';
import type { Descriptor, Registries, Stored } from '../../src/images/content.ts';
import { type ImageReference, parseReference } from '../../src/images/reference.ts';
import { digestOf } from '../../src/verify/sources.ts';

export const INDEX = 'application/vnd.oci.image.index.v1+json';
export const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
export const SIMPLE_SIGNING = 'application/vnd.dev.cosign.simplesigning.v1+json';
export const BUNDLE = 'application/vnd.dev.sigstore.bundle.v0.3+json';
export const COSIGN = 'application/vnd.dev.cosign.artifact.sig.v1+json';

export const IMAGE: ImageReference = parseReference('registry.test/team/app:1');

/** A registry in memory that keeps what it is given, true or not: what a hostile one may answer. */
export interface MemoryRegistry extends Registries {
  /** tag or digest → manifest */
  readonly manifests: Map<string, Stored>;
  readonly blobs: Map<string, Buffer>;
  /** digest → what refers to it */
  readonly listed: Map<string, Descriptor[]>;
  /** What was asked, in order. */
  readonly asked: string[];
  put(manifest: object, tag?: string): string;
  putBlob(bytes: Buffer): Descriptor;
}

export function memoryRegistry(): MemoryRegistry {
  const manifests = new Map<string, Stored>();
  const blobs = new Map<string, Buffer>();
  const listed = new Map<string, Descriptor[]>();
  const asked: string[] = [];
  return {
    ...{ manifests, blobs, listed, asked },
    async resolve({ tag }) {
      asked.push(`resolve ${tag}`);
      const stored = manifests.get(tag ?? '');
      if (!stored) throw new UserError('registry', `there is no ${tag}`);
      return { digest: stored.digest, kind: stored.mediaType === INDEX ? 'index' : 'manifest' };
    },
    async manifest(_, name) {
      asked.push(`manifest ${name}`);
      return manifests.get(name);
    },
    async blob(_, digest) {
      asked.push(`blob ${digest}`);
      return blobs.get(digest);
    },
    async referrers(_, digest) {
      asked.push(`referrers ${digest}`);
      return listed.get(digest) ?? [];
    },
    put(manifest, tag) {
      const body = Buffer.from(JSON.stringify(manifest));
      const mediaType = 'mediaType' in manifest ? String(manifest.mediaType) : MANIFEST;
      const stored = { digest: digestOf(body), mediaType, body };
      manifests.set(stored.digest, stored);
      if (tag !== undefined) manifests.set(tag, stored);
      return stored.digest;
    },
    putBlob(bytes) {
      const digest = digestOf(bytes);
      blobs.set(digest, bytes);
      return { mediaType: '', digest, size: bytes.length, annotations: {} };
    },
  };
}
