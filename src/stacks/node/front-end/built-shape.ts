import type { ChosenShape } from '../choose-shape.ts';
import type { FrameworkInput } from '../framework.ts';
import type { FrontEndUse } from './front-end.ts';

/** The shape of what only builds: nothing of Node's is there when the service runs. */
export function builtShape(
  { manifest }: FrameworkInput,
  chosen: ChosenShape,
  build: string | null,
  { environment = {} }: FrontEndUse,
): ChosenShape {
  const { shape } = chosen;
  const [first = ''] = build?.split(' && ') ?? [];
  const from = Object.hasOwn(manifest.scripts, first) ? `${manifest.path} scripts.${first}` : 'default';
  return {
    ...chosen,
    start: null,
    port: null,
    health: null,
    notes: shape.notes,
    evidence: [
      ...chosen.evidence.filter(({ what }) => what === 'framework'),
      ...(build === null ? [] : [{ what: 'build', value: build, from }]),
    ],
    shape: {
      ...shape,
      kind: 'static',
      build,
      outputs: [],
      dependencies: 'none',
      buildEnvironment: { ...shape.buildEnvironment, ...environment },
    },
  };
}
