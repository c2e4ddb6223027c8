import { UserError } from '../errors.ts';
import type { ImageReference } from './reference.ts';

/** What a registry has under a tag. */
export interface Resolved {
  readonly digest: string;
  readonly kind: 'index' | 'manifest';
}

/**
 * Asks the image's registry for the digest of its tag.
 * @throws UserError `registry-unreachable` for a passing fault, `registry` for a refusal or an answer that cannot be used
 */
export type ResolveDigest = (image: ImageReference) => Promise<Resolved>;

export type Answer = Resolved | { readonly error: UserError };

/** So many lookups at one registry at once; more trip the abuse limits of the large ones. */
const AT_ONCE = 4;

/**
 * Asks for many images. Once a registry proves unreachable, the lookups there that have not begun share its error, so that a
 * run without a network waits once and not for every image. Exceptions other than UserError pass through.
 */
export async function askRegistries(
  images: readonly ImageReference[],
  resolve: ResolveDigest,
): Promise<ReadonlyMap<ImageReference, Answer>> {
  const answers = new Map<ImageReference, Answer>();
  const registries = [...new Set(images.map((image) => image.registry))];
  const ofRegistry = (registry: string) => images.filter((image) => image.registry === registry);
  await Promise.all(registries.map((registry) => askOne(ofRegistry(registry), resolve, answers)));
  return answers;
}

async function askOne(
  images: readonly ImageReference[],
  resolve: ResolveDigest,
  answers: Map<ImageReference, Answer>,
): Promise<void> {
  const queue = images[Symbol.iterator]();
  let down: UserError | undefined;
  const work = async () => {
    for (const image of queue) {
      const answer = down === undefined ? await ask(image, resolve) : { error: down };
      if ('error' in answer && answer.error.code === 'registry-unreachable') down = answer.error;
      answers.set(image, answer);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function ask(image: ImageReference, resolve: ResolveDigest): Promise<Answer> {
  try {
    return await resolve(image);
  } catch (error) {
    if (error instanceof UserError) return { error };
    throw error;
  }
}
