import { startCommands } from '../audit/facts/start.ts';
import { bringsProgram, copies, lastPart } from './copies.ts';
import { type Loss, type Thing, unique } from './loss.ts';
import { named, type Reading } from './reading.ts';

/** Files that the last stage of the new Dockerfile lacks. */
export function lostCopies(theirs: Reading, ours: Reading): Loss[] {
  const edit = 'the new one does not';
  return [
    {
      verb: 'copies from other images',
      things: foreignImages(theirs, ours),
      advice: `${edit}; add the COPY --from, with a digest, where the service needs it (edits are kept)`,
    },
    {
      verb: 'copies outside its folder',
      things: outside(theirs, ours),
      advice: `${edit}; copy it in the last stage where it is needed (edits are kept)`,
    },
    {
      verb: 'copies into the image',
      things: copied(theirs, ours),
      advice: 'see that the new one ships it too, where the service reads it',
    },
  ];
}

/** The images that a Dockerfile names, whatever their tags. */
function imagesOf({ input }: Reading): ReadonlySet<string> {
  return new Set(input.images.map(({ image }) => nameOf(image ?? '')));
}

function nameOf(image: string): string {
  return image.split(/[:@]/)[0] ?? image;
}

function foreignImages(theirs: Reading, ours: Reading): Thing[] {
  const known = imagesOf(ours);
  return unique(
    theirs.input.images
      .filter(
        ({ kind, stage, image }) =>
          kind === 'copy' && stage?.reachable === true && image !== null && !known.has(nameOf(image)),
      )
      .map(({ image, line }) => ({ what: named(image ?? ''), line })),
  );
}

const SYSTEM = /^\/(?:etc|usr|opt|var|home|root)\//;
/** Scripts that start the service: the start is an answer. */
const STARTERS = /entrypoint|\.sh$/;
/** Where servers of static files, and Node.js itself, lie in other images. */
const SERVED = /^\/usr\/share\/nginx\/html|^\/usr\/local\/apache2\/htdocs|^\/(?:usr\/local\/)?(?:bin|lib)\/node/;

/** A file that lands beside the application: a certificate, a server's settings. */
function outside(theirs: Reading, ours: Reading): Thing[] {
  const known = new Set(copies(ours).map(({ target }) => target));
  const programs = programsOf(theirs);
  const images = imagesOf(ours);
  const home = theirs.final.workdir?.value ?? '/';
  const isOutside = (path: string) => (home === '/' ? SYSTEM.test(path) : path.startsWith('/') && !isBelow(path, home));
  return unique(
    copies(theirs)
      .filter(({ from, target }) => !known.has(target) && !images.has(nameOf(from)) && isOutside(target))
      .filter((copy) => !SERVED.test(copy.target) && !programs.some((program) => bringsProgram(copy, program)))
      .filter(({ sources, target }) => ![...sources, target].some((path) => STARTERS.test(path)))
      .map(({ sources, target, line }) => ({ what: `${named(sources[0] ?? '')} to ${named(target)}`, line })),
  );
}

/** What is started: where the build has compiled it, ours compiles and starts its own. */
function programsOf({ input }: Reading): string[] {
  return startCommands(input).map(({ words: [program = ''] }) => program);
}

function isBelow(path: string, folder: string): boolean {
  return `${path.replace(/\/$/, '')}/`.startsWith(`${folder.replace(/\/$/, '')}/`);
}

const DEPENDENCIES =
  /(?:^|\/)(?:node_modules|package(?:-lock)?\.json|package\*\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|npm-shrinkwrap\.json|\.npmrc|\.yarnrc\.yml|\.yarn)\/?$/;
const BUILT =
  /(?:^|\/)(?:dist|build|out|publish|\.next|\.output|standalone|static|public|lib|es|server\.js|html|_build\/\w+\/rel\/\w+|[\w*.-]+\.[jw]ar)\/?\*?$/;

/** Further folders of a last stage that copies piece by piece; one that copies everything loses nothing. */
function copied(theirs: Reading, ours: Reading): Thing[] {
  const own = copies(ours);
  if (own.some(({ whole }) => whole)) return [];
  const home = theirs.final.workdir?.value ?? '/';
  const known = new Set(own.flatMap(({ sources }) => sources).map(lastPart));
  const programs = programsOf(theirs);
  return unique(
    copies(theirs)
      .filter(({ target, whole }) => !whole && (!target.startsWith('/') || isBelow(target, home)))
      .filter((copy) => !programs.some((program) => bringsProgram(copy, program)))
      .flatMap(({ sources, line }) => sources.map((source) => ({ source, line })))
      .filter(({ source }) => !DEPENDENCIES.test(source) && !BUILT.test(source) && !known.has(lastPart(source)))
      .map(({ source, line }) => ({ what: named(lastPart(source)), line })),
  );
}
