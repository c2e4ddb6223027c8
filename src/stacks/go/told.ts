import type { Evidence } from '../../core/stack.ts';
import { listeningEvidence } from '../shared/listens.ts';
import { typed } from '../shared/shown.ts';
import type { GoFacts } from './detect.ts';
import type { Listens } from './listens.ts';
import type { MainPackage } from './mains.ts';
import type { GoModule } from './module.ts';
import { PACKAGE } from './programs.ts';

interface Seen {
  readonly version: Evidence;
  readonly module: GoModule;
  readonly chosen: MainPackage | undefined;
  readonly cgo: { readonly what: string; readonly from: string } | null;
  readonly listens: Listens;
}

/** What was found, and what said so. */
export function evidenceOf({ version, module, chosen, cgo, listens }: Seen): Evidence[] {
  return [
    version,
    ...(module.work ? [{ what: 'workspace', value: 'go.work', from: 'go.work' }] : []),
    ...(chosen ? [{ what: 'start', value: `/app/${chosen.name}`, from: chosen.from }] : []),
    ...(cgo ? [{ what: 'cgo', value: cgo.what, from: cgo.from }] : []),
    ...listeningEvidence(listens.port, listens.health),
  ];
}

/** What to know of it. */
export function notesOf(
  { mains, manifests, vendored }: GoFacts,
  { mod }: GoModule,
  chosen: MainPackage | undefined,
): string[] {
  const several = mains.map((main) => main.package).join(', ');
  return [
    ...(chosen || mains.length < 2
      ? []
      : [`There are several programs: ${several}. Name one with --set ${PACKAGE}=${typed(mains[0]?.package ?? '')}.`]),
    ...(mod.requires.length > 0 && manifests.length === 0 && !vendored
      ? [
          `${mod.path} requires modules and there is no go.sum: run go mod tidy, or nothing holds them to what you tested.`,
        ]
      : []),
  ];
}
