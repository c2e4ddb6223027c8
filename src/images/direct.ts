import { Agent, type IncomingMessage, request } from 'node:http';
import * as secure from 'node:https';
import type { Fetch } from './http.ts';

/**
 * The way to registries that no proxy stands in: Node's own HTTP. Its `fetch` would do as well, but is ready later and takes
 * three times as long for an answer.
 * @param ca every certificate authority that is trusted; undefined for those that Node trusts
 */
export function openDirect(ca?: readonly string[]): Fetch {
  const plain = { send: request, agent: new Agent({ keepAlive: true }) };
  const tls = { send: secure.request, agent: new secure.Agent({ keepAlive: true, ...(ca && { ca: [...ca] }) }) };
  return (url, { method, headers, body, signal }) =>
    new Promise((resolve, reject) => {
      const { send, agent } = url.protocol === 'http:' ? plain : tls;
      const sent = send(url, { method, headers, signal, agent }, (message) => {
        if (method !== 'HEAD') return resolve(answered(message));
        // There is nothing to read, but only an answer that was read to its end frees its connection for the next request.
        message.on('error', reject).on('end', () => resolve({ ...answered(message), body: null }));
        message.resume();
      });
      sent.on('error', reject).end(body);
    });
}

function answered(message: IncomingMessage): Awaited<ReturnType<Fetch>> {
  const { statusCode = 0, headersDistinct } = message;
  return {
    status: statusCode,
    // a header that comes twice is one list, as in fetch
    headers: { get: (name) => headersDistinct[name]?.join(', ') ?? null },
    body: Object.assign(message, { cancel: async () => void message.destroy() }),
  };
}
