import type { Project } from '../../core/project.ts';
import { openIn, openNote } from '../shared/credentials.ts';
import { SETTING } from '../shared/open-values.ts';
import { inside, upwards } from '../shared/paths.ts';

/** Credentials that lie open in Go's own settings where a project brings them along, as `GOPROXY` with a user and a password. */
export function openNotes(project: Project, service: string): string[] {
  const paths = upwards(service).map((folder) => inside(folder, 'go.env'));
  return paths
    .flatMap((path) => openIn(project, path, [SETTING]))
    .map((place) => openNote(place, { secret: 'the secret netrc', goes: 'build' }));
}
