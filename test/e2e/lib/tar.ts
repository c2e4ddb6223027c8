/** One entry of a tar archive, as far as layers need it. */
export interface TarEntry {
  /** Without a leading `./` or `/` and without a trailing `/`. */
  readonly path: string;
  readonly kind: 'file' | 'directory' | 'link' | 'other';
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
}

const BLOCK = 512;
const HARD_LINK = '1';
/** Records that describe the entry after them: pax (local, global), GNU long name and long link. */
const META = new Set(['x', 'g', 'L', 'K']);
const KINDS: Readonly<Record<string, TarEntry['kind']>> = { '0': 'file', '1': 'file', '5': 'directory', '2': 'link' };

/**
 * Reads the headers of a tar stream (ustar, pax, GNU long names) and skips the contents.
 * @param chunks the archive's bytes in order, uncompressed
 * @returns every entry, with the offset at which its content starts
 */
export async function* readTar(chunks: AsyncIterable<Buffer>): AsyncGenerator<{ entry: TarEntry; offset: number }> {
  const bytes = new Bytes(chunks);
  let overrides: Readonly<Record<string, string>> = {};
  for (;;) {
    const header = await bytes.take(BLOCK);
    if (header.length < BLOCK) return;
    if (header[0] === 0) continue;
    const type = String.fromCharCode(header[156] ?? 0);
    if (META.has(type)) {
      const size = number(header, 124, 12);
      const content = await bytes.take(padded(size));
      overrides = { ...overrides, ...metadata(type, content.subarray(0, size)) };
      continue;
    }
    const entry = parse(header, type, overrides);
    overrides = {};
    yield { entry, offset: bytes.offset };
    if (entry.kind === 'file' && type !== HARD_LINK) await bytes.skip(padded(entry.size));
  }
}

/** A stream read by count instead of by chunk. */
class Bytes {
  offset = 0;
  readonly #chunks: AsyncIterator<Buffer>;
  #buffer: Buffer = Buffer.alloc(0);

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** The next bytes; fewer only at the end of the stream. */
  async take(count: number): Promise<Buffer> {
    while (this.#buffer.length < count) {
      const next = await this.#chunks.next();
      if (next.done) break;
      this.#buffer = Buffer.concat([this.#buffer, next.value]);
    }
    const taken = this.#buffer.subarray(0, count);
    this.#buffer = this.#buffer.subarray(taken.length);
    this.offset += taken.length;
    return taken;
  }

  async skip(count: number): Promise<void> {
    this.offset += count;
    let left = count - this.#buffer.length;
    this.#buffer = this.#buffer.subarray(Math.min(count, this.#buffer.length));
    while (left > 0) {
      const next = await this.#chunks.next();
      if (next.done) return;
      if (next.value.length > left) this.#buffer = next.value.subarray(left);
      left -= next.value.length;
    }
  }
}

function parse(header: Buffer, type: string, overrides: Readonly<Record<string, string>>): TarEntry {
  const prefix = string(header, 345, 155);
  const name = string(header, 0, 100);
  const isUstar = string(header, 257, 5) === 'ustar' && header[262] === 0;
  const path = overrides.path ?? (isUstar && prefix !== '' ? `${prefix}/${name}` : name);
  return {
    path: path.replace(/^(\.?\/)+/, '').replace(/\/+$/, ''),
    kind: KINDS[type === '\0' ? '0' : type] ?? 'other',
    mode: number(header, 100, 8) & 0o7777,
    uid: Number(overrides.uid ?? number(header, 108, 8)),
    gid: Number(overrides.gid ?? number(header, 116, 8)),
    size: Number(overrides.size ?? number(header, 124, 12)),
  };
}

/** `length key=value\n` records of pax, or the one name of a GNU record. */
function metadata(type: string, content: Buffer): Record<string, string> {
  if (type === 'L') return { path: content.toString('utf8').replace(/\0+$/, '') };
  if (type !== 'x') return {};
  const records: Record<string, string> = {};
  let rest = content;
  while (rest.length > 0) {
    const space = rest.indexOf(0x20);
    const length = Number(rest.subarray(0, space).toString('ascii'));
    if (space < 1 || !Number.isInteger(length) || length <= space) break;
    const record = rest.subarray(space + 1, length - 1).toString('utf8');
    const equals = record.indexOf('=');
    records[record.slice(0, equals)] = record.slice(equals + 1);
    rest = rest.subarray(length);
  }
  return records;
}

function padded(size: number): number {
  return Math.ceil(size / BLOCK) * BLOCK;
}

function string(header: Buffer, start: number, length: number): string {
  const field = header.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.subarray(0, end === -1 ? length : end).toString('utf8');
}

/** Octal, or GNU's base-256 for values that octal cannot hold. */
function number(header: Buffer, start: number, length: number): number {
  const field = header.subarray(start, start + length);
  if (((field[0] ?? 0) & 0x80) === 0) return Number.parseInt(string(header, start, length).trim() || '0', 8);
  return field.subarray(1).reduce((value, byte) => value * 256 + byte, 0);
}
