import type { Given } from '../../core/answers.ts';
import type { Project } from '../../core/project.ts';
import { type FrontEnd, findFrontEnd, NO_FRONT_END } from '../node/front-end/index.ts';
import { folderOf, relativeTo, resolveInside } from '../shared/paths.ts';
import type { Graph } from './graph.ts';
import { type DotnetProject, propertyOf } from './projects.ts';

/**
 * The front end of a server: the folder that SpaRoot names, as the templates for Angular and React had it, an .esproj that it is
 * built with, or a package.json whose build writes into the server's own folders.
 */
export function findSpa(project: Project, given: Given, server: DotnetProject, graph: Graph): FrontEnd {
  if (server.kind !== 'web') return NO_FRONT_END;
  const root = propertyOf(server, 'SpaRoot')?.replaceAll('\\', '/').replace(/\/+$/, '');
  const named = [
    ...(root === undefined ? [] : [resolveInside(server.folder, root)]),
    ...graph.frontEnds.map(folderOf),
  ].flatMap((folder) => folder ?? []);
  const service = given.service ?? '.';
  const below = named.every((folder) => relativeTo(service, folder) !== undefined);
  const roof = below ? service : '.';
  return findFrontEnd(
    project,
    { ...given, service: roof },
    { own: [...named.flatMap((folder) => relativeTo(roof, folder) ?? []), 'ClientApp'], beside: roof === service },
  );
}
