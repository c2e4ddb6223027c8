import { type Challenge, parseChallenges } from './challenge.ts';
import type { Http, Reply } from './http.ts';
import type { Found, Prospect } from './logins/login.ts';
import { ask, type Question } from './question.ts';
import { registryName } from './reference.ts';
import { noAccess } from './refusal.ts';
import { basic, fetchToken } from './token.ts';

/** What is sent to a registry for one repository, so that it answers. */
export interface Grant {
  /** The Authorization header; undefined when there is nothing that could be sent. */
  readonly authorization: string | undefined;
  /** What the registry asked for when this was granted. */
  readonly challenge: Challenge | undefined;
  /** The login that was used; undefined when none was looked for. */
  readonly found: Found | undefined;
  /** Whether there is nothing better to send. */
  readonly isLast: boolean;
}

/** A refused request, with all that the next try can be made of. */
export interface Ascent {
  readonly question: Question;
  readonly http: Http;
  readonly prospect: Prospect;
  /** What the request was sent with. */
  readonly grant: Grant | undefined;
  readonly reply: Reply;
  /** Whether the grant is from an earlier request, so that its token may have run out. */
  readonly isOld: boolean;
  /** The hosts that gave an anonymous asker nothing; there a login is sent at once. */
  readonly closed: Set<string>;
}

const REFUSED: ReadonlySet<number> = new Set([401, 403, 429]);

/** Whether an answer may be another one when more is known of who asks. */
export function mayClimb({ question, prospect, grant, reply, isOld }: Ascent): boolean {
  // A host that we were redirected to has no say in what the registry gets.
  if (reply.url.origin !== question.endpoint.registry.origin) return false;
  if (grant?.isLast) return reply.status === 401 && isOld;
  // Some that let anyone in hide what is not for anyone, and never ask for a login.
  return REFUSED.has(reply.status) || (reply.status === 404 && grant === undefined && prospect.named);
}

/**
 * One step up: from nothing to a token for anyone or the login that a file holds, from there to the login that a credential
 * helper keeps. A helper is a program that may ask for a password, so it is the last resort.
 * @throws UserError `registry` when the token server refuses
 */
export async function climb(ascent: Ascent): Promise<Grant> {
  const { prospect, http, grant, reply, question, isOld, closed } = ascent;
  const host = registryName(question.endpoint.registry.host);
  const challenge = challengeIn(reply) ?? grant?.challenge ?? (await challengeOfHost(ascent));
  const nothingMore = { authorization: grant?.authorization, challenge, found: grant?.found, isLast: true };
  if (challenge === undefined) return nothingMore;
  if (challenge.scheme === 'bearer' && grant === undefined && prospect.costly && !closed.has(host)) {
    const authorization = await anonymous(challenge, ascent);
    if (authorization !== undefined) return { authorization, challenge, found: undefined, isLast: false };
  }
  const found = grant?.found ?? (await prospect.find(http.signal));
  if (found.login === undefined && grant !== undefined && !isOld) return { ...nothingMore, found };
  if (found.login !== undefined) closed.add(host);
  const authorization = await authorizationFor(found, challenge, ascent);
  return { authorization, challenge, found, isLast: true };
}

/** Undefined when there is nothing to send: Basic authentication without a login. */
async function authorizationFor(found: Found, challenge: Challenge, ascent: Ascent): Promise<string | undefined> {
  const credential = found.login?.credential;
  if (challenge.scheme === 'bearer') return bearer(found, challenge, ascent);
  if (credential === undefined) return undefined;
  return credential.kind === 'bearer' ? `Bearer ${credential.token}` : basic(credential);
}

/** A token for anyone; undefined when there is none, and a login may help. */
async function anonymous(challenge: Challenge, { question, http }: Ascent): Promise<string | undefined> {
  const answer = await fetchToken({ ...question.endpoint, challenge, credential: undefined }, http);
  return 'token' in answer ? `Bearer ${answer.token}` : undefined;
}

async function bearer(found: Found, challenge: Challenge, { question, http }: Ascent): Promise<string> {
  const answer = await fetchToken({ ...question.endpoint, challenge, credential: found.login?.credential }, http);
  if ('token' in answer) return `Bearer ${answer.token}`;
  const { endpoint, what } = question;
  const said = `its token server answers with status ${answer.refused}`;
  throw noAccess(said, { label: endpoint.label, host: registryName(endpoint.registry.host), what, found });
}

/**
 * What a 401 asks for. A token is asked for in preference to a password: anyone may have one, and the password goes no
 * further than to the token server.
 */
function challengeIn(reply: Reply): Challenge | undefined {
  if (reply.status !== 401) return undefined;
  const challenges = parseChallenges(reply.headers.get('www-authenticate') ?? '');
  const isBearer = ({ scheme, parameters }: Challenge) =>
    scheme === 'bearer' && URL.canParse(parameters.get('realm') ?? '');
  const token = challenges.find(isBearer);
  if (token !== undefined) return token;
  // Without a token server, "Bearer" is what some registries say when they mean a password.
  const password = challenges.find(({ scheme }) => scheme === 'basic' || scheme === 'bearer');
  return password && { ...password, scheme: 'basic' };
}

/** What the registry asks for at its front door, where some are more open about it than behind it. */
async function challengeOfHost({ question, http, reply }: Ascent): Promise<Challenge | undefined> {
  if (reply.status === 429) return undefined;
  const url = new URL('/v2/', question.endpoint.registry);
  const door = await ask({ ...question, method: 'GET', url, accept: '*/*' }, undefined, http);
  return door.url.origin === url.origin ? challengeIn(door) : undefined;
}
