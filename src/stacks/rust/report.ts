import type { Evidence } from '../../core/stack.ts';
import { listeningEvidence } from '../shared/listens.ts';
import { inside } from '../shared/paths.ts';
import { typed } from '../shared/shown.ts';
import type { Known } from './detect.ts';
import { dependenciesOf } from './manifest.ts';
import { BIN } from './programs.ts';

/** What was found, and which file said so. */
export function evidenceOf({ cargo, program, framework, listens, toolchain, natives, files, lock }: Known): Evidence[] {
  const { own, root } = cargo;
  const because = natives.because.join(', ');
  return [
    toolchain.evidence,
    ...(own === root ? [] : [{ what: 'workspace', value: root.path, from: root.path }]),
    ...(framework ? [{ what: 'framework', value: framework.id, from: program?.package.path ?? own.path }] : []),
    ...(program ? [{ what: 'start', value: `/app/${program.name}`, from: program.from }] : []),
    ...(lock && because !== '' ? [{ what: 'natives', value: because, from: inside(root.folder, 'Cargo.lock') }] : []),
    ...(files.from === null ? [] : [{ what: 'files', value: files.paths.join(', '), from: files.from }]),
    ...listeningEvidence(listens.port, listens.health),
  ];
}

/** What the user should know of the package itself. */
export function notesOf({ programs, program, listens, lock, cargo }: Known): string[] {
  const several = programs.map(({ name }) => name).join(', ');
  const needs = cargo.packages.some((each) => dependenciesOf(each).size > 0);
  return [
    ...(program || programs.length < 2
      ? []
      : [`There are several programs: ${several}. Name one with --set ${BIN}=${typed(programs[0]?.name ?? '')}.`]),
    ...(lock || !needs
      ? []
      : [
          `There is no ${inside(cargo.root.folder, 'Cargo.lock')}: run cargo generate-lockfile, or nothing holds the packages to what you tested.`,
        ]),
    ...(listens.loopback === null
      ? []
      : [`${listens.loopback} listens to its own machine only, which in a container is nobody: let it be 0.0.0.0.`]),
  ];
}
