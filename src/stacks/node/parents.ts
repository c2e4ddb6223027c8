import type { ParentImage } from '../../core/stack.ts';
import { BASES } from '../../images/bases.ts';
import { BUN_IMAGE, compilerImage, NGINX_IMAGE, NODE_BASES } from './bases.ts';
import { supportedLts } from './node-releases.ts';

const NOT_KNOWN_SIGNED = 'not known to be signed by its publisher';

/** Images that are named whatever the base is. */
const OTHERS: readonly ParentImage[] = [
  {
    reference: BUN_IMAGE(null),
    base: null,
    publisher: 'Oven',
    user: '1000',
    shell: true,
    megabytes: null,
    signedBy: NOT_KNOWN_SIGNED,
  },
  {
    reference: NGINX_IMAGE,
    base: null,
    publisher: 'NGINX',
    user: '101',
    shell: true,
    megabytes: null,
    signedBy: NOT_KNOWN_SIGNED,
  },
];

/** Every image that the Dockerfile of a Node or Bun service can name. */
export function nodeParents(today: string): readonly ParentImage[] {
  const versions = supportedLts(today).map(({ major }) => String(major));
  const images = new Map<string, ParentImage>();
  // the first to name an image says what it is: distroless builds on slim
  const add = (image: ParentImage) => images.has(image.reference) || images.set(image.reference, image);
  for (const { id, publisher, signedBy } of BASES) {
    const base = NODE_BASES[id];
    if (base === undefined) continue;
    const known = { base: id, publisher, megabytes: null, signedBy };
    const [user = ''] = base.user.split(':');
    for (const version of versions) {
      add({ ...known, reference: base.runtime(version), user, shell: base.shell });
      // what only builds has a shell, and works as root
      add({ ...known, reference: base.build(version), user: 'root', shell: true });
      if (id === 'slim') add({ ...known, reference: compilerImage(version), user: 'root', shell: true });
    }
  }
  return [...images.values(), ...OTHERS];
}
