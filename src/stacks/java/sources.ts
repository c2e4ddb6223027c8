import type { Project } from '../../core/project.ts';
import { inside } from '../shared/paths.ts';
import { type Source, sourceReader } from '../shared/sources.ts';

const read = sourceReader({
  source: (name) => /\.(?:java|kt|scala)$/.test(name) && !/(?:Tests?|IT|Spec)\.\w{2,5}$/.test(name),
  likely:
    /^(?:Main|App|Application|Server|Routing|Routes)\b|(?:Application|App|Main|Server|Launcher|Controller|Resource|Health\w{0,20})\./,
  skipped: /^(?:target|build|out|test|integrationTest|functionalTest|it|node_modules|project|gradle|webapp|resources)$/,
});

/** The sources of a module that run, in whichever of the usual folders they are: `src/main` first, Play's `app` too. */
export function javaSources(project: Project, folder: string): readonly Source[] {
  const found = ['src/main', 'app', 'src', 'main'].find((name) => project.hasDirectory(inside(folder, name)));
  return found === undefined ? [] : read(project, inside(folder, found));
}
