import type { Left, Place, Places } from './places.ts';

/** A file with its path, `/` between its parts. */
interface Named extends Places {
  readonly name: string;
}

/**
 * Leaves the images of Dockerfiles alone that a build context of a compose or bake file above them replaces: with
 * `contexts = { alpine = "…" }` the build takes `FROM alpine` from there, but never `FROM alpine@sha256:…`, so a digest would
 * switch the context off without a word.
 */
export function withContexts<File extends Named>(files: readonly File[]): File[] {
  const declaring = files.filter(({ contexts }) => contexts.length > 0);
  const contexts = declaring.flatMap((file) => file.contexts.map((context) => ({ context: short(context), file })));
  return files.map((file) => {
    if (file.kind !== 'dockerfile' || contexts.length === 0) return file;
    const replaced = (place: Place) =>
      contexts.find(({ context, file: by }) => context === short(place.image) && isBelow(file.name, by.name));
    const left = file.places.flatMap((place): Left[] => {
      const by = replaced(place);
      if (by === undefined) return [];
      const { where, line, image } = place;
      return [{ where, line, text: image, why: `a build context of ${by.file.name} takes its place`, fine: true }];
    });
    return { ...file, places: file.places.filter((place) => !replaced(place)), left: [...file.left, ...left] };
  });
}

/** The name by which BuildKit looks for a context. */
function short(name: string): string {
  return name.replace(/^docker\.io\/(?:library\/)?/, '').replace(/:latest$/, '');
}

function isBelow(path: string, file: string): boolean {
  return path.startsWith(file.slice(0, file.lastIndexOf('/') + 1));
}
