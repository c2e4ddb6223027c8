import { DOCKER_HUB } from '../reference.ts';

/** What proves to a registry who asks. */
export type Credential =
  | { readonly kind: 'password'; readonly user: string; readonly password: string }
  /** Given to the registry's token server in exchange for a token (OAuth2's refresh token). */
  | { readonly kind: 'identity'; readonly token: string }
  /** Given to the registry as it is. */
  | { readonly kind: 'bearer'; readonly token: string };

/** For what a login is looked up: `docker.io` is Docker Hub's host. */
export interface Place {
  readonly host: string;
  readonly repository: string;
}

export interface Login {
  readonly credential: Credential;
  /** Where it comes from, in the words of a message: `~/.docker/config.json`. */
  readonly from: string;
}

/** What a search for a login came to. */
export interface Found {
  readonly login: Login | undefined;
  /** Why a place where one may be could not be searched; one clause each, for the hint of a refusal. */
  readonly notes: readonly string[];
}

/** What is known of a place before anything is searched that costs. */
export interface Prospect {
  /** Whether a program would be started before any other place is looked at. */
  readonly costly: boolean;
  /** Whether a file names this very registry, so that a login is likely to be wanted there. */
  readonly named: boolean;
  find(signal: AbortSignal): Promise<Found>;
}

/** The logins of a user. Nothing is read before it is asked. */
export type Keyring = (place: Place) => Prospect;

/** The keyring of nobody. */
export const noLogins: Keyring = () => ({
  ...{ costly: false, named: false },
  find: async () => ({ login: undefined, notes: [] }),
});

/** The name under which Docker keeps the login of Docker Hub. */
const HUB_SERVER = 'https://index.docker.io/v1/';

/** A registry as credential helpers know it. */
export function serverName(host: string): string {
  return host === DOCKER_HUB ? HUB_SERVER : host;
}

/** A user and password, where the user `<token>` says that the password is an identity token; undefined without a secret. */
export function passwordOrToken(user: string, secret: string): Credential | undefined {
  if (secret === '') return undefined;
  return user === '<token>' ? { kind: 'identity', token: secret } : { kind: 'password', user, password: secret };
}
