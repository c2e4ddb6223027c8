import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { must } from './process.ts';
import { readTar, type TarEntry } from './tar.ts';

/** A built image taken apart. */
export interface ImageFiles {
  /** What a container of the image sees: path → the entry of the topmost layer that has it. */
  readonly merged: ReadonlyMap<string, TarEntry>;
  /** Where the marker was found: `layer 3`, `config`. Empty when no marker was given. */
  readonly marked: readonly string[];
  /** Bytes of the files in each layer, from the bottom. */
  readonly layers: readonly number[];
}

interface Blob {
  readonly archive: string;
  readonly start: number;
  readonly size: number;
}

/**
 * Reads an image as `docker save` writes it.
 * @param marker bytes to look for in every layer and in the configuration, which holds the history too
 */
export async function readImage(image: string, marker?: string): Promise<ImageFiles> {
  const directory = await mkdtemp(join(tmpdir(), 'image-'));
  try {
    const archive = join(directory, 'image.tar');
    await must('docker', ['image', 'save', '-o', archive, image]);
    return await readArchive(archive, marker);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function readArchive(archive: string, marker: string | undefined): Promise<ImageFiles> {
  const blobs = new Map<string, Blob>();
  for await (const { entry, offset } of readTar(createReadStream(archive)))
    if (entry.kind === 'file') blobs.set(entry.path, { archive, start: offset, size: entry.size });

  const [saved] = JSON.parse(await text(blob(blobs, 'manifest.json'))) as [{ Config: string; Layers: string[] }];
  const marked: string[] = [];
  if (marker && (await text(blob(blobs, saved.Config))).includes(marker)) marked.push('config');

  const merged = new Map<string, TarEntry>();
  const layers: number[] = [];
  for (const [index, name] of saved.Layers.entries()) {
    const search = new Search(marker);
    layers.push(await applyLayer(merged, search.through(uncompressed(blob(blobs, name)))));
    if (search.found) marked.push(`layer ${index + 1} of ${saved.Layers.length}`);
  }
  return { merged, marked, layers };
}

/**
 * Lays one layer over what is there; `.wh.` names take files away (OCI image specification, "Whiteouts").
 * @returns the bytes of its files
 */
async function applyLayer(merged: Map<string, TarEntry>, chunks: AsyncIterable<Buffer>): Promise<number> {
  let size = 0;
  const added = new Map<string, TarEntry>();
  for await (const { entry } of readTar(chunks)) {
    size += entry.size;
    const slash = entry.path.lastIndexOf('/') + 1;
    const directory = entry.path.slice(0, slash);
    const name = entry.path.slice(slash);
    if (name === '.wh..wh..opq') remove(merged, directory, false);
    else if (name.startsWith('.wh.')) remove(merged, `${directory}${name.slice(4)}`, true);
    else added.set(entry.path, entry);
  }
  for (const [path, entry] of added) {
    if (entry.kind !== 'directory' && merged.get(path)?.kind === 'directory') remove(merged, path, true);
    merged.set(path, entry);
  }
  return size;
}

function remove(merged: Map<string, TarEntry>, path: string, itself: boolean): void {
  const prefix = path.endsWith('/') || path === '' ? path : `${path}/`;
  if (itself) merged.delete(path);
  for (const other of merged.keys()) if (other.startsWith(prefix)) merged.delete(other);
}

/** Looks for bytes in a stream that passes by, also across the borders of its chunks. */
class Search {
  found = false;
  readonly #marker: Buffer;

  constructor(marker: string | undefined) {
    this.#marker = Buffer.from(marker ?? '');
  }

  async *through(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let tail: Buffer = Buffer.alloc(0);
    for await (const chunk of chunks) {
      if (this.#marker.length > 0 && !this.found) {
        const seen = Buffer.concat([tail, chunk]);
        this.found = seen.includes(this.#marker);
        tail = seen.subarray(Math.max(0, seen.length - this.#marker.length + 1));
      }
      yield chunk;
    }
  }
}

async function* uncompressed(from: Blob): AsyncGenerator<Buffer> {
  if (from.size === 0) return;
  const stream = createReadStream(from.archive, { start: from.start, end: from.start + from.size - 1 });
  const magic = await head(from);
  if (magic.readUInt32LE(0) === 0xfd2fb528) throw new Error('a layer is compressed with zstd, which is not read here');
  const isGzip = magic[0] === 0x1f && magic[1] === 0x8b;
  yield* isGzip ? stream.pipe(createGunzip()) : stream;
}

async function head(from: Blob): Promise<Buffer> {
  return bytes(from, Math.min(4, from.size));
}

async function text(from: Blob): Promise<string> {
  return (await bytes(from, from.size)).toString('utf8');
}

async function bytes(from: Blob, count: number): Promise<Buffer> {
  const file = await open(from.archive);
  try {
    const buffer = Buffer.alloc(count);
    await file.read(buffer, 0, count, from.start);
    return buffer;
  } finally {
    await file.close();
  }
}

function blob(blobs: ReadonlyMap<string, Blob>, name: string): Blob {
  const found = blobs.get(name);
  if (!found) throw new Error(`the saved image has no ${name}`);
  return found;
}
