import { type Ascent, climb, type Grant, mayClimb } from './grant.ts';
import type { Http, Reply } from './http.ts';
import type { Found, Keyring } from './logins/login.ts';
import { ask, type Question } from './question.ts';
import { registryName } from './reference.ts';

/** An answer, and which login it was asked with: undefined when none was looked for. */
export interface Answered {
  readonly reply: Reply;
  readonly found: Found | undefined;
}

/** Sends a request; when the registry wants to know who asks, tells it as little as will do and sends the request again. */
export type Session = (question: Question, http: Http) => Promise<Answered>;

/** Nothing, a token for anyone, a login: more steps than these a request never takes. */
const MOST_STEPS = 3;

/** Opens a session with every registry. Tokens are kept for its lifetime, one for each repository. */
export function openSession(keyring: Keyring): Session {
  const grants = new Map<string, Promise<Grant>>();
  const closed = new Set<string>();
  return async (question, http) => {
    const { registry, repository } = question.endpoint;
    const key = `${registry.origin} ${repository}`;
    const prospect = keyring({ host: registryName(registry.host), repository });
    let held = grants.get(key);
    for (let step = 0; ; step++) {
      const grant = await held;
      const reply = await ask(question, grant?.authorization, http);
      const ascent: Ascent = { ...{ question, http, prospect, grant, reply, closed }, isOld: step === 0 };
      if (step === MOST_STEPS || !mayClimb(ascent)) return { reply, found: grant?.found };
      // Another lookup may have had the same answer first: what it gets is for both.
      if (grants.get(key) === held) {
        const next = climb(ascent);
        grants.set(key, next);
        next.catch(() => grants.get(key) === next && grants.delete(key));
      }
      held = grants.get(key);
      const next = await held;
      if (next?.authorization === grant?.authorization) return { reply, found: next?.found };
    }
  };
}
