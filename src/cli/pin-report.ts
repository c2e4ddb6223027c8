import { unifiedDiff } from '../core/diff.ts';
import { supportText } from '../images/support.ts';
import type { State } from '../pin/decide.ts';
import { withoutDigest } from '../pin/places.ts';
import type { PinOptions } from './pin-options.ts';
import type { PinnedFile, PinnedImage } from './pin-plan.ts';
import { type Paint, visibleLine } from './print.ts';
import { tint } from './show.ts';

const COLOURS: Readonly<Record<State, keyof Paint>> = {
  pinned: 'green',
  moved: 'cyan',
  current: 'dim',
  behind: 'yellow',
  kept: 'dim',
  unpinned: 'yellow',
  held: 'yellow',
  failed: 'red',
};

/** What happened to every image, file by file, and a line that sums it up. */
export function pinReport(files: readonly PinnedFile[], options: PinOptions, paint: Paint): string {
  const blocks = files.map((file) => fileText(file, paint));
  return [...blocks, summary(files, options)].join('\n\n');
}

function fileText({ file, images, left }: PinnedFile, paint: Paint): string {
  const names = images.map(({ place }) => visibleLine(withoutDigest(place.image)));
  const width = Math.min(48, Math.max(0, ...names.map((name) => name.length)));
  const spot = (line: number) => paint.bold(`${visibleLine(file.name)}:${line}`);
  const rows = images.map((image, index) => ({
    line: image.place.line,
    text: `${spot(image.place.line)}  ${imageText(image, (names[index] ?? '').padEnd(width), paint)}`,
  }));
  const others = left.map(({ line, where, text, why }) => ({
    line,
    text: `${spot(line)}  ${visibleLine(text)}  ${paint.yellow('left alone')}\n    ${visibleLine(`${where}: ${why}`)}`,
  }));
  const lines = [...rows, ...others].sort((a, b) => a.line - b.line).map(({ text }) => text);
  return lines.length > 0 ? lines.join('\n') : `${paint.bold(visibleLine(file.name))}  names no image`;
}

function imageText(image: PinnedImage, name: string, paint: Paint): string {
  const { place, state, was, tagged, notes } = image;
  const said = [
    place.where,
    ...(image.age
      ? [
          `${state === 'current' || state === 'kept' ? '' : 'old '}digest known since ${image.age.since}, ${image.age.days} days`,
        ]
      : []),
    ...(was !== null && image.age === undefined && state !== 'current' ? ['age of the old digest unknown'] : []),
    ...image.support
      .filter(({ support }) => support.state !== 'unknown')
      .map(({ product, version, support }) => supportText(product, version, support)),
    ...notes,
  ];
  const digests = was === tagged || tagged === null ? short(was) : `${short(was)} → ${short(tagged)}`;
  const head = `${name}  ${paint[COLOURS[state]](state.padEnd(8))}  ${digests}`;
  return `${head}\n    ${paint.dim(visibleLine(said.join('; ')))}`;
}

/** Twelve digits tell digests apart for people; `--json` has them whole. */
function short(digest: string | null): string {
  return digest === null ? 'no digest' : digest.replace(/^(sha\d+:[0-9a-f]{12}).*$/, '$1');
}

function summary(files: readonly PinnedFile[], options: PinOptions): string {
  const images = files.flatMap((file) => file.images);
  const count = (state: State) => images.filter((image) => image.state === state).length;
  const left = files.reduce((sum, file) => sum + file.left.filter(({ fine }) => !fine).length, 0) + count('unpinned');
  const changed = files.filter(({ file, after }) => after !== file.text).length;
  const wrote = options.check || options.dryRun ? 'would change' : 'changed';
  const states = (['pinned', 'moved', 'behind', 'current', 'kept', 'held', 'failed'] as const).filter(
    (state) => count(state) > 0,
  );
  const parts = [
    ...states.map((state) => `${count(state)} ${state}`),
    ...(left > 0 ? [`${left} without a digest`] : []),
  ];
  const what = parts.length === 0 ? 'no images' : parts.join(', ');
  const held = files.filter((file) => file.images.some(({ state }) => state === 'failed')).map(({ file }) => file.name);
  const because =
    held.length === 0 ? '' : `\nNot touched, because an image in it failed: ${held.map(visibleLine).join(', ')}`;
  const hint = count('behind') > 0 ? '\npin --update moves what is behind.' : '';
  return `${what}; ${changed} of ${files.length} ${files.length === 1 ? 'file' : 'files'} ${wrote}${because}${hint}`;
}

/** The change of every file. */
export function pinDiff(files: readonly PinnedFile[], paint: Paint): string {
  return files
    .flatMap(({ file, after }) => unifiedDiff(file.name, file.text, after).map((line) => tint(line, paint)))
    .join('\n');
}

/** What went wrong, one line each, also with `--quiet`. */
export function pinFaults(files: readonly PinnedFile[]): string[] {
  return files.flatMap(({ file, images }) =>
    images
      .filter(({ state }) => state === 'failed')
      .map(({ place, notes }) => `${file.name}:${place.line}: ${withoutDigest(place.image)}: ${notes.at(-1) ?? ''}`),
  );
}
