import type { ParentImage } from '../../core/stack.ts';
import { BASES } from '../../images/bases.ts';
import type { StackBase } from './bases.ts';

/** What `parentImages` reads of a base. */
type Base = Pick<StackBase, 'build' | 'runtime' | 'user' | 'shell'>;

/**
 * The images of a stack's bases, each once. The first family that names an image says what it is: distroless builds on slim.
 * @param tables the answers to `--base`, made for a version (undefined: it has no image); several where a stack has several kinds of service
 * @param versions the runtime's versions
 */
export function parentImages(
  tables: readonly Readonly<Record<string, (version: string) => Base | undefined>>[],
  versions: readonly string[],
): ParentImage[] {
  const images = new Map<string, ParentImage>();
  for (const { id, publisher, signedBy, size } of BASES) {
    const add = (reference: string, user: string, shell: boolean) => {
      const megabytes = size?.of === reference ? size.megabytes : null;
      if (!images.has(reference))
        images.set(reference, { reference, base: id, publisher, user, shell, megabytes, signedBy });
    };
    const bases = tables.flatMap((table) => versions.flatMap((version) => table[id]?.(version) ?? []));
    for (const { runtime, user, shell } of bases) add(runtime, user.split(':')[0] ?? '', shell);
    // what only builds has a shell, and works as root
    for (const { build } of bases) add(build, 'root', true);
  }
  return [...images.values()];
}

/** What is true of images whose publisher is not known to sign them. */
export const NOT_KNOWN_SIGNED = 'not known to be signed by its publisher';
