import type { Given } from '../../core/answers.ts';
import type { Project } from '../../core/project.ts';
import { type FrontEnd, findFrontEnd, NO_FRONT_END } from '../node/front-end/index.ts';
import { relativeTo } from '../shared/paths.ts';
import { lineAt } from '../shared/sources.ts';
import type { JavaBuild } from './build.ts';

/** Plugins that build the pages themselves, with a Node.js of their own. */
const BUILDS_PAGES =
  /\bfrontend-maven-plugin\b|\bvaadin-maven-plugin\b|\bhilla-maven-plugin\b|com\.github\.node-gradle\.node|\bcom\.vaadin\b|quarkus-quinoa/;

/**
 * The front end that a service serves: built by its own build, or in a stage of its own where its result goes among the resources
 * or the build file names it.
 */
export function javaFrontEnd(project: Project, given: Given, { manifest, place }: JavaBuild): FrontEnd {
  const text = project.text(manifest) ?? '';
  const service = place.folder;
  if (BUILDS_PAGES.test(text)) return { ...NO_FRONT_END, includes: [service] };
  const names = (path: string): string | undefined => {
    const below = relativeTo(service, path) ?? path;
    const resources = /^src\/main\/(?:resources\/(?:META-INF\/resources|static|public)|webapp)(?:\/|$)/.test(below);
    const at = text.indexOf(`${below}`);
    return resources ? `${below}, which the jar takes along` : at < 0 ? undefined : `${manifest}:${lineAt(text, at)}`;
  };
  return findFrontEnd(project, { ...given, service }, { names, beside: false });
}
