import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A request that the fake registry got. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
  readonly accept: string | undefined;
  /** Of a POST. */
  readonly body: string;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Milliseconds before it answers, and between the head and the body of its answer. */
  readonly after?: number;
  readonly pause?: number;
  /** Whether the connection breaks when the body has been sent, or before anything is. */
  readonly cut?: boolean;
  readonly broken?: boolean;
}

export interface FakeRegistry {
  /** `127.0.0.1:PORT` */
  readonly host: string;
  readonly seen: Seen[];
  /** The largest number of requests that were open at once. */
  readonly most: () => number;
  readonly close: () => Promise<void>;
}

export const INDEX = 'application/vnd.oci.image.index.v1+json';
export const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';

export const INDEX_BODY = JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests: [] }, null, 3);
export const MANIFEST_BODY = JSON.stringify({ schemaVersion: 2, mediaType: MANIFEST, config: {}, layers: [] });

export const sha256 = (body: string) => `sha256:${createHash('sha256').update(body).digest('hex')}`;

/** The answer of a healthy registry for an index. */
export const GOOD: Answer = {
  headers: { 'content-type': INDEX, 'docker-content-digest': sha256(INDEX_BODY) },
  body: INDEX_BODY,
};

/**
 * Starts a registry on a free port of this machine that answers as `answer` says.
 * @param secure its certificate, for TLS
 */
export async function fakeRegistry(
  answer: (request: Seen, host: string) => Answer,
  secure?: { readonly key: string; readonly cert: string },
): Promise<FakeRegistry> {
  const seen: Seen[] = [];
  let open = 0;
  let most = 0;
  const server = secure === undefined ? createServer() : createSecureServer({ ...secure });
  server.on('request', async (request: IncomingMessage, response: ServerResponse) => {
    most = Math.max(most, ++open);
    response.on('close', () => open--);
    const entry = { ...seenOf(request), body: await textOf(request) };
    seen.push(entry);
    reply(response, entry, answer(entry, hostOf()));
  });
  const hostOf = () => `127.0.0.1:${(server.address() as AddressInfo).port}`;
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((closed) => server.close(() => closed()));
  };
  return { host: hostOf(), seen, most: () => most, close };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

function seenOf(request: IncomingMessage): Omit<Seen, 'body'> {
  const url = new URL(request.url ?? '/', 'http://fake.test');
  const { authorization, accept } = request.headers;
  return { method: request.method ?? '', path: url.pathname, query: url.searchParams, authorization, accept };
}

function reply(response: ServerResponse, request: Seen, answer: Answer): void {
  const { status = 200, headers = {}, body = '', after = 0, pause = 0, cut = false } = answer;
  setTimeout(() => {
    if (answer.broken) return response.destroy();
    response.writeHead(status, headers).flushHeaders();
    setTimeout(() => {
      if (cut) response.write(body, () => response.destroy());
      else response.end(request.method === 'HEAD' ? undefined : body);
    }, pause);
  }, after);
}
