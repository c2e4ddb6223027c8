import { createHash } from 'node:crypto';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const INDEX = 'application/vnd.oci.image.index.v1+json';
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const EMPTY = { mediaType: 'application/vnd.oci.empty.v1+json', ...descriptor('{}') };

/**
 * Pushes so many small images, each under a name and with a digest of its own.
 * @param registry `127.0.0.1:5000`
 * @returns their repositories; the tag of all is `1`
 */
export async function pushImages(registry: string, count: number): Promise<string[]> {
  const repositories = Array.from({ length: count }, (_, number) => `bench-pin/image-${number}`);
  for (const repository of repositories) {
    await uploadBlob(registry, repository, '{}');
    const annotations = { 'com.example.repository': repository };
    const manifest = JSON.stringify({
      schemaVersion: 2,
      mediaType: MANIFEST,
      config: EMPTY,
      layers: [EMPTY],
      annotations,
    });
    const child = { mediaType: MANIFEST, ...descriptor(manifest), platform: { os: 'linux', architecture: 'amd64' } };
    await put(registry, `${repository}/manifests/${child.digest}`, manifest, MANIFEST);
    const index = JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests: [child] });
    await put(registry, `${repository}/manifests/1`, index, INDEX);
  }
  return repositories;
}

function descriptor(text: string) {
  return { digest: `sha256:${createHash('sha256').update(text).digest('hex')}`, size: Buffer.byteLength(text) };
}

async function uploadBlob(registry: string, repository: string, text: string): Promise<void> {
  const begun = await fetch(`http://${registry}/v2/${repository}/blobs/uploads/`, { method: 'POST' });
  const to = new URL(begun.headers.get('location') ?? '', `http://${registry}`);
  to.searchParams.set('digest', descriptor(text).digest);
  await expectCreated(await fetch(to, { method: 'PUT', body: text }));
}

async function put(registry: string, path: string, body: string, type: string): Promise<void> {
  await expectCreated(
    await fetch(`http://${registry}/v2/${path}`, { method: 'PUT', body, headers: { 'content-type': type } }),
  );
}

async function expectCreated(response: Response): Promise<void> {
  if (response.status !== 201) throw new Error(`the registry answers ${response.status}: ${await response.text()}`);
}

/** A registry as far away as those of the Internet are: every request takes so many milliseconds longer. */
export async function farAway(registry: string, delay: number): Promise<{ host: string; close(): Promise<void> }> {
  const [hostname, port] = registry.split(':');
  const server = createServer(async (from, to) => {
    await sleep(delay);
    const { method, url: path, headers } = from;
    const passed = request({ hostname, port, method, path, headers }, (reply) => {
      to.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(to);
    });
    passed.on('error', () => to.writeHead(502).end());
    from.pipe(passed);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((closed) => server.close(() => closed()));
  };
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}
