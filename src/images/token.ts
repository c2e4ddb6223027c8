import { UserError } from '../errors.ts';
import { refusedTarget } from './address.ts';
import type { Challenge } from './challenge.ts';
import { unreachable } from './faults.ts';
import { type Http, send } from './http.ts';
import { isPassing, jsonObject } from './reply.ts';

const MAX_TOKEN_BYTES = 1024 * 1024;

/** Whose token is asked for. */
export interface TokenRequest {
  readonly challenge: Challenge;
  readonly repository: string;
  /** The registry's address and its name in messages. */
  readonly registry: URL;
  readonly label: string;
}

/**
 * Fetches an anonymous token, to pull and nothing else (distribution's token protocol).
 * @throws UserError `registry` when the challenge, its token server or the answer cannot be used; `registry-unreachable`
 */
export async function anonymousToken(request: TokenRequest, http: Http): Promise<string> {
  const { registry, label } = request;
  const url = tokenUrl(request);
  const ask = { method: 'GET', url, headers: {}, registry, label: url.host, maxBytes: MAX_TOKEN_BYTES } as const;
  const reply = await send(ask, http);
  if (isPassing(reply)) throw unreachable(url.host, `it answers with status ${reply.status}`);
  if (reply.status !== 200)
    throw new UserError('registry', `${label} gives no token without a login (status ${reply.status})`);
  const { token, access_token: other } = jsonObject(reply.body) ?? {};
  const found = [token, other].find((value) => typeof value === 'string' && /^[\x21-\x7e]{1,65536}$/.test(value));
  if (typeof found !== 'string')
    throw new UserError('registry', `${label}: ${url.host} answers without a usable token`);
  return found;
}

function tokenUrl({ challenge: { parameters }, repository, registry, label }: TokenRequest): URL {
  const realm = parameters.get('realm') ?? '';
  const problem = (why: string) => new UserError('registry', `${label} names a token server that is refused: ${why}`);
  if (!URL.canParse(realm)) throw problem('its address cannot be read');
  const url = new URL(realm);
  const refused = refusedTarget(url, registry);
  if (refused !== undefined) throw problem(refused);
  const service = parameters.get('service');
  if (service !== undefined) url.searchParams.set('service', service);
  url.searchParams.set('scope', pullScope(parameters.get('scope'), repository));
  return url;
}

/** The challenge's scope, cut down to pulling; scopes of another kind (ECR public's `aws`) are taken as they are. */
function pullScope(scope: string | undefined, repository: string): string {
  if (scope === undefined || scope === '') return `repository:${repository}:pull`;
  const [first = ''] = scope.split(' ');
  const name = first.slice(0, Math.max(first.lastIndexOf(':'), 0));
  return /^repository:./.test(name) ? `${name}:pull` : scope;
}
