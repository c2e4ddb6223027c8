import type { Project } from '../../core/project.ts';
import { openIn, openNote } from '../shared/credentials.ts';
import type { Graph } from './graph.ts';

/** Credentials in the addresses of feeds that MSBuild's own files name (`RestoreSources`): NuGet.config is not the only place. */
export function openNotes(project: Project, { manifests }: Graph): string[] {
  return manifests
    .filter((path) => /\.(?:\w{2}proj|props|targets)$/i.test(path))
    .flatMap((path) => openIn(project, path))
    .map((place) => openNote(place, { secret: 'the secret nugetconfig', goes: 'build' }));
}
