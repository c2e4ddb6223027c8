import type { ResolveDigest } from './lookup.ts';
import type { ImageReference } from './reference.ts';

/** An object that a registry keeps, whose bytes were hashed and are those of its digest. */
export interface Stored {
  /** `sha256:…`, computed from the bytes. */
  readonly digest: string;
  /** In lower case and without parameters. */
  readonly mediaType: string;
  readonly body: Buffer;
}

/** What an index, a manifest or a list of referrers says about another object (OCI content descriptor). */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  /** Bytes. */
  readonly size: number;
  readonly artifactType?: string;
  readonly annotations: Readonly<Record<string, string>>;
}

/** What a run may ask of the registries of its images: digests, and the objects that signatures are made of. */
export interface Registries {
  readonly resolve: ResolveDigest;
  /** The manifest under a tag or digest in the image's repository; undefined when there is none. */
  manifest(image: ImageReference, tagOrDigest: string): Promise<Stored | undefined>;
  /**
   * A blob of the image's repository; undefined when there is none.
   * @param maxBytes a larger one is an error of the registry
   */
  blob(image: ImageReference, digest: string, maxBytes: number): Promise<Buffer | undefined>;
  /**
   * What refers to a manifest: by the referrers API, or the tag that stands in for it.
   * @param artifactType only what is of this type
   */
  referrers(image: ImageReference, digest: string, artifactType?: string): Promise<readonly Descriptor[]>;
}
