import type { Endpoint } from './address.ts';
import { parseChallenges } from './challenge.ts';
import { type Ask, type Http, type Reply, send } from './http.ts';
import { anonymousToken } from './token.ts';

/** A request to a registry, without what proves who asks. */
export interface Question {
  readonly method: Ask['method'];
  readonly endpoint: Endpoint;
  readonly url: URL;
  readonly accept: string;
  readonly maxBytes: number;
}

/** Sends a request; when the registry wants a token, fetches one and sends the request once more. */
export type Session = (question: Question, http: Http) => Promise<Reply>;

/** Opens a session with every registry. Tokens are kept for its lifetime, one for each repository. */
export function openSession(): Session {
  const tokens = new Map<string, Promise<string>>();
  return async (question, http) => {
    const { registry, repository, label } = question.endpoint;
    const key = `${registry.origin} ${repository}`;
    const known = tokens.get(key);
    const reply = await ask(question, await known, http);
    // A host that we were redirected to has no say in which token the registry gets.
    if (reply.status !== 401 || reply.url.origin !== registry.origin) return reply;
    const challenge = parseChallenges(reply.headers.get('www-authenticate') ?? '').find(
      ({ scheme }) => scheme === 'bearer',
    );
    if (challenge === undefined) return reply;
    if (tokens.get(key) === known) tokens.set(key, anonymousToken({ challenge, repository, registry, label }, http));
    try {
      return await ask(question, await tokens.get(key), http);
    } catch (error) {
      tokens.delete(key);
      throw error;
    }
  };
}

function ask({ method, endpoint, url, accept, maxBytes }: Question, token: string | undefined, http: Http) {
  const common = { accept, 'accept-encoding': 'identity', 'user-agent': 'create-secure-dockerfile' };
  const headers = token === undefined ? common : { ...common, authorization: `Bearer ${token}` };
  const { registry, label } = endpoint;
  return send({ method, url, headers, registry, label, maxBytes }, http);
}
