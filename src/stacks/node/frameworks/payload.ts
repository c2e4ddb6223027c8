import { dependsOn } from '../../shared/javascript/manifest.ts';
import type { Framework } from '../framework.ts';
import { next } from './next.ts';

/** Payload since version 3 lives inside a Next.js app; before it was a part of an Express service. */
export const payload: Framework = {
  id: 'payload',
  title: 'Payload',
  packages: ['payload'],
  detect: ({ manifest }) => dependsOn(manifest, 'next'),
  never: [...next.never, 'payload run'],
  shape: (input) => {
    const shape = next.shape(input);
    return {
      ...shape,
      writable: [...shape.writable, 'media'],
      notes: [
        ...shape.notes,
        'Payload needs PAYLOAD_SECRET and its database address at run time; keep uploads on a volume at /app/media. Pages that are rendered while building must not need the database.',
      ],
    };
  },
};
