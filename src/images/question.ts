import type { Endpoint } from './address.ts';
import { type Ask, type Http, type Reply, send } from './http.ts';

/** A request to a registry, without what proves who asks. */
export interface Question {
  readonly method: Exclude<Ask['method'], 'POST'>;
  readonly endpoint: Endpoint;
  readonly url: URL;
  readonly accept: string;
  readonly maxBytes: number;
  /** What is asked for, in the words of a message. */
  readonly what: string;
}

/** Sends a request with what has been granted so far. */
export function ask(question: Question, authorization: string | undefined, http: Http): Promise<Reply> {
  const { method, endpoint, url, accept, maxBytes } = question;
  const common = { accept, 'accept-encoding': 'identity', 'user-agent': 'create-secure-dockerfile' };
  const headers = authorization === undefined ? common : { ...common, authorization };
  const { registry, label } = endpoint;
  return send({ method, url, headers, registry, label, maxBytes }, http);
}
