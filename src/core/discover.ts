import { UserError } from '../errors.ts';
import { fileNames, lookWith, manifestIn } from './look.ts';
import type { Project } from './project.ts';
import { saysWhy, toolSign } from './service-signs.ts';
import type { Detection, Stack } from './stack.ts';

/** A folder of the project that holds a service. */
export interface FoundService {
  /** Below the project's root; `.` for the root itself. */
  readonly path: string;
  readonly stack: Stack;
  /** What made it one: the manifest's path. */
  readonly from: string;
  /** What shows that it is a service, in words: `start in package.json scripts.start`. */
  readonly why: string;
  /** Whether it is documentation or mere pages: one of several, and no reason to ask where one other service is there. */
  readonly aside: boolean;
}

/** A folder that is no service, though something in it could make it one. */
export interface LeftFolder {
  readonly path: string;
  /** What shows that it is none, in words; null where nothing in it starts. */
  readonly why: string | null;
}

/** What a search finds, both sorted by path; at most 1,000 services. */
export interface Discovery {
  readonly found: readonly FoundService[];
  readonly left: readonly LeftFolder[];
}

const MOST_FOLDERS = 20_000;
const MOST_SERVICES = 1_000;
const DEEPEST = 6;
/** Folders that hold no service of the project: packages, what builds make, examples and tests. Hidden ones never do. */
const SKIPPED =
  /^(?:node_modules|bower_components|vendor|target|dist|build|out|bin|obj|venv|env|__pycache__|coverage|tests?|__tests__|fixtures|testdata|examples?|templates?|tmp|deps|_build|site-packages)$/;
/** Documentation: a site of its own beside services, part of what it tells about anywhere else, and below it only snippets. */
const DOCS = /(?:^|\/)docs?$/;

interface Place {
  readonly folder: string;
  readonly depth: number;
  /** Whether a folder above it, the root left out, has a manifest: what lies here is part of that. */
  readonly within: boolean;
}

interface Seen {
  readonly service?: FoundService & { readonly includes: readonly string[] };
  readonly left?: LeftFolder;
}

/**
 * Finds the services of a monorepo: every folder with a manifest of a stack that says it is one (not a library, nor a tool for
 * people). Folders of a service are not searched further, but for the root's, and what the root's own Dockerfile builds is none
 * of its own.
 */
export function discoverServices(project: Project, stacks: readonly Stack[]): Discovery {
  const seen: Seen[] = [];
  const queue: Place[] = [{ folder: '.', depth: 0, within: false }];
  let services = 0;
  for (let at = 0; at < queue.length && at < MOST_FOLDERS && services < MOST_SERVICES; at++) {
    const place = queue[at] as Place;
    const { folder, depth } = place;
    const entries = project.list(folder);
    const here = lookIn(place, seen[0]?.service?.path === '.', project, stacks);
    if (here) seen.push(here);
    if (here?.service) services++;
    if (depth === DEEPEST || DOCS.test(folder) || (here?.service && folder !== '.')) continue;
    const within = place.within || (here !== undefined && folder !== '.');
    for (const { name, kind } of entries)
      if (kind === 'directory' && !name.startsWith('.') && !SKIPPED.test(name))
        queue.push({ folder: folder === '.' ? name : `${folder}/${name}`, depth: depth + 1, within });
  }
  return sorted(seen);
}

/** Documentation is a service where it lies beside others, under a root that is only their roof. */
function sorted(seen: readonly Seen[]): Discovery {
  const services = seen.flatMap(({ service }) => service ?? []);
  const included = new Set(services.flatMap(({ path, includes }) => includes.filter((folder) => folder !== path)));
  const own = services.filter(({ path }) => !included.has(path));
  const roof = own.every(({ path }) => path !== '.') && own.some(({ path }) => !DOCS.test(path));
  const found = own.filter(({ path }) => roof || !DOCS.test(path));
  const docs = own.filter(({ path }) => !roof && DOCS.test(path));
  const told = docs.map(({ path }): LeftFolder => ({ path, why: 'it tells about what lies beside it' }));
  return {
    found: found.map(({ includes: _, ...service }) => service).sort(byPath),
    left: [...seen.flatMap(({ left }) => left ?? []), ...told].sort(byPath),
  };
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : 1;
}

function lookIn(place: Place, rootServes: boolean, project: Project, stacks: readonly Stack[]): Seen | undefined {
  const { folder } = place;
  const names = fileNames(project, folder);
  let left: LeftFolder | undefined;
  for (const stack of stacks) {
    const manifest = manifestIn(names, stack.manifests);
    const hint =
      manifest === undefined && !place.within && folder !== '.' ? hintIn(names, stack, rootServes) : undefined;
    const name = manifest ?? hint;
    if (name === undefined) continue;
    const detection = detected(stack, project, folder, manifest !== undefined, stacks);
    const serves = detection !== undefined && stack.isService(detection);
    const sign = serves ? toolSign(detection, folder) : null;
    if (manifest !== undefined && left?.why == null) left = { path: folder, why: sign ?? null };
    if (!serves || sign !== undefined) continue;
    const from = folder === '.' ? name : `${folder}/${name}`;
    const why = saysWhy(detection, folder) ?? from;
    const aside = DOCS.test(folder) || stack.hints?.some((each) => each.name === hint && each.page) === true;
    return { service: { path: folder, stack, from, why, aside, includes: detection.includes ?? [] } };
  }
  return left && { left };
}

/** A file that many tools have, where it may make a service all the same. */
function hintIn(names: ReadonlySet<string>, { hints = [] }: Stack, rootServes: boolean): string | undefined {
  return hints.find(({ name, page }) => names.has(name) && !(page && rootServes))?.name;
}

/** What a stack finds in a folder; a manifest that cannot be read is named when somebody asks for this service. */
function detected(
  stack: Stack,
  project: Project,
  folder: string,
  sure: boolean,
  stacks: readonly Stack[],
): Detection | undefined {
  try {
    if (sure && stack.mayServe?.(project, folder) === false) return undefined;
    return lookWith(stack, project, { service: folder }, stacks);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return undefined;
  }
}
