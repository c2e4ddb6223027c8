import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must } from './process.ts';

/** A small private npm registry on this machine: it answers only to one bearer token. */
export interface PrivateRegistry {
  /** How many downloads it gave to the right token. */
  downloads(): number;
  close(): Promise<void>;
}

/**
 * Serves the packages below a folder (`<folder>/<name>/package.json` …), packed by npm.
 * @param port a fixed one, since the project's `.npmrc` names it
 */
export async function servePackages(folder: string, port: number, token: string): Promise<PrivateRegistry> {
  const packages = await packAll(folder);
  let downloads = 0;
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '').replace(/^\//, '');
    if (request.headers.authorization !== `Bearer ${token}`) return void response.writeHead(401).end();
    const known = packages.find(({ name }) => path === name || path === `${name}.tgz`);
    if (!known) return void response.writeHead(404).end();
    if (path === known.name) return void response.end(JSON.stringify(document(known, port)));
    downloads++;
    return void response.end(known.tarball);
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  return { downloads: () => downloads, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

interface Packed {
  readonly name: string;
  readonly manifest: { readonly name: string; readonly version: string };
  readonly tarball: Buffer;
}

async function packAll(folder: string): Promise<Packed[]> {
  return Promise.all(
    (await readdir(folder)).map(async (directory) => {
      const to = await mkdtemp(join(tmpdir(), 'pack-'));
      await must('npm', ['pack', '--silent', '--pack-destination', to, join(folder, directory)]);
      const [file = ''] = await readdir(to);
      const manifest = JSON.parse(await readFile(join(folder, directory, 'package.json'), 'utf8'));
      return { name: manifest.name, manifest, tarball: await readFile(join(to, file)) };
    }),
  );
}

function document({ manifest, tarball }: Packed, port: number): object {
  const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  const dist = { tarball: `http://127.0.0.1:${port}/${manifest.name}.tgz`, integrity };
  return {
    name: manifest.name,
    'dist-tags': { latest: manifest.version },
    versions: { [manifest.version]: { ...manifest, dist } },
  };
}
