import type { Given } from '../../core/answers.ts';
import type { Project } from '../../core/project.ts';
import { type FrontEnd, findFrontEnd } from '../node/front-end/index.ts';
import { pathNamedIn } from '../shared/named.ts';
import { folderOf, overlaps, resolveInside } from '../shared/paths.ts';
import { lineAt, type Source } from '../shared/sources.ts';
import { rustSources } from './sources.ts';

/** A Node front end of a service, and how the program comes by what its build leaves. */
export interface Assets {
  readonly frontEnd: FrontEnd;
  /** Whether they become part of the program; else it reads them when it runs. */
  readonly embedded: boolean;
}

/** rust-embed, include_dir and their like, seen from the package's folder; `include_str!` sees from the source's own. */
const FROM_PACKAGE: readonly RegExp[] = [
  /#\[(?:folder|embed\()\s{0,4}=?\s{0,4}"([^"\n]{1,200})"/g,
  /\b(?:include_dir|load|embed_assets|include_assets)!\(\s{0,20}"([^"\n]{1,200})"/g,
];
const FROM_SOURCE = /\binclude_(?:str|bytes)!\(\s{0,20}"([^"\n]{1,200})"/g;

/** The front end of a package: only where its sources name what it leaves, for of the package nothing but the program ships. */
export function assetsOf(project: Project, given: Given, folder: string): Assets {
  const sources = rustSources(project, folder);
  const embedded = (path: string) => embeddedIn(sources, folder, path);
  const names = (path: string) => embedded(path) ?? pathNamedIn(sources, folder, path);
  const frontEnd = findFrontEnd(project, { ...given, service: folder }, { beside: false, names });
  return { frontEnd, embedded: frontEnd.built?.outputs.some((path) => embedded(path) !== undefined) ?? false };
}

function embeddedIn(sources: readonly Source[], folder: string, path: string): string | undefined {
  for (const { path: file, text } of sources) {
    const places = [
      ...FROM_PACKAGE.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => ({ match, home: folder }))),
      ...[...text.matchAll(FROM_SOURCE)].map((match) => ({ match, home: folderOf(file) })),
    ];
    for (const { match, home } of places) {
      const named = resolveInside(home, (match[1] ?? '').replace(/^\$CARGO_MANIFEST_DIR\//, ''));
      if (named !== undefined && named !== '.' && overlaps(named, path)) return `${file}:${lineAt(text, match.index)}`;
    }
  }
  return undefined;
}
