import { UserError } from '../errors.ts';
import { refusedTarget } from './address.ts';
import type { Challenge } from './challenge.ts';
import { unreachable } from './faults.ts';
import { type Http, type Reply, send } from './http.ts';
import type { Credential } from './logins/login.ts';
import { rateLimited } from './refusal.ts';
import { errorCode, isPassing, jsonObject } from './reply.ts';

const MAX_TOKEN_BYTES = 1024 * 1024;

/** What a token server is told that we are (OAuth2). */
const CLIENT = 'create-secure-dockerfile';

/** Whose token is asked for. */
export interface TokenRequest {
  readonly challenge: Challenge;
  readonly repository: string;
  /** The registry's address and its name in messages. */
  readonly registry: URL;
  readonly label: string;
  /** Undefined for an anonymous token. */
  readonly credential: Credential | undefined;
}

/** A token, or the status with which the token server refused one. */
export type TokenAnswer = { readonly token: string } | { readonly refused: number };

/**
 * Fetches a token, to pull and nothing else (distribution's token protocol).
 * @throws UserError `registry` when the challenge, its token server or the answer cannot be used; `registry-unreachable`
 */
export async function fetchToken(request: TokenRequest, http: Http): Promise<TokenAnswer> {
  const { label, credential } = request;
  // It is the token: no server has a say in it.
  if (credential?.kind === 'bearer' && TOKEN.test(credential.token)) return { token: credential.token };
  const server = serverOf(request, http);
  const reply = await askServer(server, request, http);
  if (reply.status === 429 || errorCode(reply) === 'TOOMANYREQUESTS') throw rateLimited(reply, server.url.host);
  if (isPassing(reply)) throw unreachable(server.url.host, `it answers with status ${reply.status}`);
  if (reply.status !== 200) return { refused: reply.status };
  const { token, access_token: other } = jsonObject(reply.body) ?? {};
  const found = [token, other].find((value) => typeof value === 'string' && TOKEN.test(value));
  if (typeof found !== 'string')
    throw new UserError('registry', `${label}: ${server.url.host} answers without a usable token`);
  return { token: found };
}

/** What may stand in an Authorization header. */
const TOKEN = /^[\x21-\x7e]{1,65536}$/;

interface TokenServer {
  readonly url: URL;
  readonly parameters: ReadonlyMap<string, string>;
}

/** The server that a challenge names, if it may be asked, and what it is to be told. */
function serverOf({ challenge, repository, registry, label }: TokenRequest, { insecure }: Http): TokenServer {
  const realm = challenge.parameters.get('realm') ?? '';
  const problem = (why: string) => new UserError('registry', `${label} names a token server that is refused: ${why}`);
  if (!URL.canParse(realm)) throw problem('its address cannot be read');
  const url = new URL(realm);
  const refused = refusedTarget(url, registry, insecure);
  if (refused !== undefined) throw problem(refused);
  const service = challenge.parameters.get('service');
  const scope = pullScope(challenge.parameters.get('scope'), repository);
  return {
    url,
    parameters: new Map([...(service === undefined ? [] : [['service', service] as const]), ['scope', scope]]),
  };
}

/** An identity token is posted; where that is not known it goes the way of a password. */
async function askServer({ url, parameters }: TokenServer, request: TokenRequest, http: Http): Promise<Reply> {
  const { credential, registry } = request;
  const common = { registry, label: url.host, maxBytes: MAX_TOKEN_BYTES };
  if (credential?.kind === 'identity') {
    const form = { grant_type: 'refresh_token', refresh_token: credential.token, client_id: CLIENT };
    const body = new URLSearchParams([...Object.entries(form), ...parameters]).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const reply = await send({ ...common, method: 'POST', url, headers, body }, http);
    if (reply.status !== 404 && reply.status !== 405) return reply;
  }
  const asked = new URL(url);
  for (const [name, value] of parameters) asked.searchParams.set(name, value);
  const authorization = credential && basic(credential);
  return send({ ...common, method: 'GET', url: asked, headers: authorization ? { authorization } : {} }, http);
}

/** The header of Basic authentication; undefined for what has no user and password. */
export function basic(credential: Credential): string | undefined {
  if (credential.kind === 'bearer') return undefined;
  const { user, password } =
    credential.kind === 'password' ? credential : { user: '<token>', password: credential.token };
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

/** The challenge's scope, cut down to pulling; scopes of another kind (ECR public's `aws`) are taken as they are. */
function pullScope(scope: string | undefined, repository: string): string {
  if (scope === undefined || scope === '') return `repository:${repository}:pull`;
  const [first = ''] = scope.split(' ');
  const name = first.slice(0, Math.max(first.lastIndexOf(':'), 0));
  return /^repository:./.test(name) ? `${name}:pull` : scope;
}
