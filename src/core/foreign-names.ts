/**
 * How Dockerfiles that are not ours name what a stack's services are made of. All of it is data: `foreign/` reads those files,
 * and knows no stack.
 */
export interface ForeignNames {
  readonly images: readonly ImageName[];
  /** The argument or variable that usually holds the runtime's version where no image says it: `NODE_VERSION`. */
  readonly variable?: string;
  /** A word of the command that sets up the runtime on a bare system; its first group is the version. */
  readonly installer?: RegExp;
  readonly credentials?: CredentialNames;
  /** Variables that steer its tools, which ours are steered without: their whole names. */
  readonly toolVariables?: RegExp;
  /** The program that its images have to start a service with, where that is one: another is not taken over. */
  readonly starts?: string;
  /** Whether what builds it is a script of a package.json; elsewhere such a script is a front end's. */
  readonly scripts?: boolean;
  /** Whether an image of the user's own only runs what an image of the stack's has built; it has to build it, too, elsewhere. */
  readonly ownRuns?: boolean;
}

/** Images whose names are alike. */
export interface ImageName {
  /** Registry and path, up to the end: a mirror keeps the last parts of the path. A first group is the version. */
  readonly name: RegExp;
  /** The runtime's version in a tag; left out where the tag begins with it. */
  readonly version?: (tag: string) => string | null;
  /**
   * Left out where registry and tag tell the kind of base; `other` for none that `--base` names, `only` where the stack has no
   * other for what runs on it.
   */
  readonly base?: 'other' | 'only';
  /** What they start a CMD with. */
  readonly entrypoint?: readonly string[];
}

/** What tells the credentials of package registries, which an install is handed, from a service's own. */
export interface CredentialNames {
  /** Words in the names of variables: `NPM` in NPM_TOKEN. */
  readonly words: readonly string[];
  /** How the paths of their files end; a leading dot may be missing. */
  readonly files: readonly string[];
  /** The program and the verb that take variables of any name. */
  readonly command?: readonly [program: string, verb: string];
}

/** `22.11-alpine` and `v22.11` → `22.11`; null when the tag names a variant only, or moves. */
export function leadingVersion(tag: string): string | null {
  const [first = ''] = tag.split('-');
  return /^v?\d{1,3}(?:\.\d{1,4}){0,3}$/.test(first) ? first.replace(/^v/, '') : null;
}
