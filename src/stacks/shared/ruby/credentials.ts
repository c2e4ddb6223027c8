import type { Project } from '../../../core/project.ts';
import type { Secret } from '../../../core/stack.ts';
import { UserError } from '../../../errors.ts';
import { hasUserInfo, type OpenCredential, openLines, openNote } from '../credentials.ts';
import { inside } from '../paths.ts';
import { shown } from '../shown.ts';
import type { Bundle } from './bundle.ts';

/** What a service's files say of where gems come from. Values are looked at and never kept. */
export interface Indexes {
  readonly secrets: readonly Secret[];
  /** Files with a credential, which stay out of the build. */
  readonly keptOut: readonly string[];
  readonly notes: readonly string[];
}

/** An address with its place. */
interface Remote {
  readonly url: string;
  readonly from: string;
}

/** Settings of people and tools: nothing in them is needed to install what a lock file names. */
const SETTINGS = ['.bundle/config', '.gem/credentials', '.gemrc', '.netrc'];
const VALUES =
  /^[ \t]{0,8}(?::?["']?(?:BUNDLE_\w{1,100}__\w{1,100}|:?\w{0,40}api_key|machine\b.{0,200}\bpassword)["']?[ \t]{0,4}[: ])[ \t]{0,4}["']?[^\s"']{4,}/gm;
/** Hosts whose gems anybody may fetch, whatever else they have: the index that all know and its mirrors. */
const PUBLIC = /^(?:[\w-]{1,40}\.)?(?:rubygems\.[a-z]{2,8}|gem\.coop|rails-assets\.org)$/;
/** Hosts that give nothing to strangers. */
const CLOSED = /^(?:rubygems\.pkg\.github\.com|[\w-]{1,40}\.contribsys\.com|gem\.fury\.io)$/;

/**
 * Looks through everything that can name an index or a repository.
 * @throws UserError `bad-input` for a credential in the Gemfile or its lock file, which the image has to hold
 */
export function indexesOf(project: Project, service: string, bundle: Bundle | undefined, fetches: boolean): Indexes {
  const remotes = remotesOf(bundle);
  const open = remotes.find(({ url }) => isOpen(url) && !hasVariable(url));
  if (open)
    throw new UserError(
      'bad-input',
      `${open.from} holds a credential, and the image has to hold that file`,
      'Revoke it, take it out of the file and its history, and give it to builds as a secret.',
    );
  const settings = SETTINGS.flatMap((file) => openCredentials(project, inside(service, file)));
  const hosts = [...new Set(remotes.flatMap(({ url }) => hostOf(url) ?? []))];
  const closed = hosts.filter((host) => CLOSED.test(host));
  const variable = remotes.find(({ url }) => isOpen(url) && hasVariable(url));
  const required = closed.length > 0 || variable !== undefined;
  const others = hosts.filter((host) => !PUBLIC.test(host) && !FORGES.test(host));
  const ssh = remotes.find(({ url }) => /^(?:ssh:\/\/|[\w.-]{1,60}@)/.test(url));
  return {
    secrets: fetches ? [{ id: 'bundle_config', required, for: 'install', source: '$HOME/.bundle/config' }] : [],
    keptOut: settings.map(({ file }) => file),
    notes: [
      ...settings.map((place) => openNote(place)),
      ...(fetches ? others.map((host) => credentialNote(host)) : []),
      ...(variable
        ? [
            `${variable.from} takes a credential from a variable, which builds do not have: leave it out of the address.`,
          ]
        : []),
      ...(ssh
        ? [`${ssh.from} fetches ${shown(ssh.url)} by SSH, for which builds have no key: write it as https://.`]
        : []),
    ],
  };
}

const FORGES = /^(?:github\.com|gitlab\.com|bitbucket\.org|gist\.github\.com|codeberg\.org)$/;

function credentialNote(host: string): string {
  return `Gems from ${shown(host)}: where it asks for a login, the secret bundle_config holds it as ${keyOf(host)}: "user:password".`;
}

/** How Bundler calls a host in its settings. */
function keyOf(host: string): string {
  return `BUNDLE_${host.replaceAll('-', '___').replaceAll('.', '__').toUpperCase()}`;
}

function remotesOf(bundle: Bundle | undefined): Remote[] {
  const { manifest, lock } = bundle ?? {};
  return [
    ...(manifest?.sources ?? []).map(({ url, line }) => ({ url, from: `${manifest?.path}:${line}` })),
    ...(lock?.remotes ?? []).map(({ url, line }) => ({ url, from: `${lock?.path}:${line}` })),
  ];
}

/** An address with a user in it, who may be a variable. */
function isOpen(url: string): boolean {
  return hasUserInfo(url.replaceAll(/#\{[^}]{0,200}\}/g, 'x'));
}

/** `#{ENV["TOKEN"]}` within an address. */
function hasVariable(url: string): boolean {
  return url.includes('#{');
}

function hostOf(url: string): string | undefined {
  return /^https?:\/\/(?:[^/@]{0,500}@)?([a-z0-9][a-z0-9.-]{0,200})(?:[:/]|$)/i.exec(url)?.[1]?.toLowerCase();
}

function openCredentials(project: Project, path: string): OpenCredential[] {
  const text = project.text(path)?.slice(0, 64 * 1024) ?? '';
  return openLines(path, text, [...text.matchAll(VALUES)]);
}
