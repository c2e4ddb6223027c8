import { dependsOn } from '../../shared/javascript/manifest.ts';
import { inside } from '../../shared/paths.ts';
import type { Framework, FrameworkInput } from '../framework.ts';
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
      needs: neededVariables(input),
      writable: [...shape.writable, 'media'],
      notes: [
        ...shape.notes,
        'Payload needs PAYLOAD_SECRET and its database address at run time; keep uploads on a volume at /app/media. Pages that are rendered while building must not need the database.',
      ],
    };
  },
};

const CONFIGS = ['src/payload.config.ts', 'payload.config.ts', 'src/payload.config.js', 'payload.config.js'];

/** Its secret, and what its configuration reads and has nothing, or an empty text, in place of. */
function neededVariables({ project, service }: FrameworkInput): string[] {
  const text = CONFIGS.map((file) => project.text(inside(service, file))?.slice(0, 128 * 1024) ?? '').join('\n');
  const read = text.matchAll(
    /\bprocess\.env\.([A-Z][A-Z0-9_]{1,60})\b(?:!|\s{0,8}(?:\|\||\?\?)\s{0,8}(?:''|""))?(?=\s{0,8}[,;})\n])/g,
  );
  const names = [...read].map(([, name = '']) => name).filter((name) => name !== 'NODE_ENV');
  return [...new Set(['PAYLOAD_SECRET', ...names])].slice(0, 20);
}
