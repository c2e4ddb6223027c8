import { expect, test } from 'vitest';
import { readTar, type TarEntry } from './tar.ts';

/** A header block of ustar with its content, padded. */
function block(name: string, type: string, content = '', mode = '0644'): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write(`${mode}\0`, 100);
  header.write('1750\0', 108);
  header.write('1751\0', 116);
  header.write(`${Buffer.byteLength(content).toString(8)}\0`, 124);
  header.write(type, 156);
  header.write('ustar\x0000', 257);
  const body = Buffer.alloc(Math.ceil(Buffer.byteLength(content) / 512) * 512);
  body.write(content);
  return Buffer.concat([header, body]);
}

async function read(archive: Buffer, chunk: number): Promise<TarEntry[]> {
  async function* chunks() {
    for (let start = 0; start < archive.length; start += chunk) yield archive.subarray(start, start + chunk);
  }
  const entries: TarEntry[] = [];
  for await (const { entry } of readTar(chunks())) entries.push(entry);
  return entries;
}

const LONG = `${'deep/'.repeat(30)}file`;
const ARCHIVE = Buffer.concat([
  block('./app/', '5', '', '0755'),
  block('app/server.js', '0', 'x'.repeat(1300)),
  block('usr/bin/su', '0', 'y', '4755'),
  block('app/link', '2'),
  block('pax', 'x', '27 path=a/name/from/pax.js\n'),
  block('short', '0', 'z'),
  block('././@LongLink', 'L', `${LONG}\0`),
  block('cut', '0'),
  Buffer.alloc(1024),
]);

test.for([100, 512, 700, 100_000])('entries of an archive in chunks of %d bytes', async (chunk) => {
  const entries = await read(ARCHIVE, chunk);
  expect(entries.map(({ path, kind, mode, size }) => [path, kind, mode, size])).toEqual([
    ['app', 'directory', 0o755, 0],
    ['app/server.js', 'file', 0o644, 1300],
    ['usr/bin/su', 'file', 0o4755, 1],
    ['app/link', 'link', 0o644, 0],
    ['a/name/from/pax.js', 'file', 0o644, 1],
    [LONG, 'file', 0o644, 0],
  ]);
  expect(entries.every(({ uid, gid }) => uid === 0o1750 && gid === 0o1751)).toBe(true);
});
