import { isObject, type Project, stringAt, valueAt } from '../../core/project.ts';
import type { Secret } from '../../core/stack.ts';
import { type OpenCredential, openAddresses, openLines, openNote } from '../shared/credentials.ts';
import { inside } from '../shared/paths.ts';
import { lineAt } from '../shared/sources.ts';
import { type Composer, repositoriesOf } from './composer.ts';

/** What a service's files say of private repositories. Values are looked at and never kept. */
export interface Access {
  readonly secrets: readonly Secret[];
  /** Files with a credential that the install reads: they stay out of the image. */
  readonly removed: readonly string[];
  readonly notes: readonly string[];
}

export const COMPOSER_AUTH = 'composer_auth';
/** Keys of `config` under which Composer takes credentials, and the header of a repository's options. */
const KEYS =
  /"(?:github-oauth|gitlab-token|gitlab-oauth|bitbucket-oauth|http-basic|bearer|forgejo-token|custom-headers)"\s{0,8}:\s{0,8}\{\s{0,20}"/g;
const HEADER = /"(?:Authorization|Private-Token|X-Api-Key)\s{0,4}:\s{0,4}[^"]{1,500}"/gi;

/** Looks through everything that Composer takes credentials from. */
export function accessOf(project: Project, service: string, composer: Composer | undefined): Access {
  if (!composer) return { secrets: [], removed: [], notes: [] };
  const own = inside(service, 'auth.json');
  const needed = [composer.path, ...(composer.lock === undefined ? [] : [composer.lock])];
  const open = needed.flatMap((path) => openCredentials(project.text(path) ?? '', path));
  const kept = authLines(project, own);
  const required = open.length > 0 || kept.length > 0 || namesPrivate(composer);
  // a project's own file is what people build with; else the one of their home folder
  const source = project.has(own) ? own : '$HOME/.composer/auth.json';
  return {
    secrets: composer.fetches ? [{ id: COMPOSER_AUTH, required, for: 'install', source }] : [],
    removed: [...new Set(open.map(({ file }) => file))],
    notes: [
      ...open.map((place) => openNote(place, { secret: `the secret ${COMPOSER_AUTH}`, goes: 'build' })),
      ...kept.map(
        (line) =>
          `${own}:${line} holds a credential: it stays out of the build, which gets it as the secret ${COMPOSER_AUTH}; keep the file out of git.`,
      ),
    ],
  };
}

function openCredentials(text: string, file: string): OpenCredential[] {
  const part = text.slice(0, 4 * 1024 * 1024);
  const others = file.endsWith('composer.json') ? [...part.matchAll(KEYS), ...part.matchAll(HEADER)] : [];
  return openLines(file, part, [...openAddresses(part), ...others]);
}

/** Each credential of an auth.json by its line; an example without values has none. */
function authLines(project: Project, path: string): number[] {
  const text = project.text(path)?.slice(0, 64 * 1024) ?? '';
  const values = [...text.matchAll(/"(?:username|[\w.-]{1,200})"\s{0,8}:\s{0,8}"([^"]{1,1000})"/g)];
  const lines = values.filter(([pair]) => !/^"username"/.test(pair)).map(({ index }) => lineAt(text, index));
  return [...new Set(lines)];
}

/** Repositories that are known to be sold: they answer nobody without a login. */
const SOLD =
  /^https:\/\/(?:repo\.magento\.com|nova\.laravel\.com|satis\.spatie\.be|repo\.packagist\.com|composer\.fluxui\.dev)\b/i;

function namesPrivate({ json }: Composer): boolean {
  const repositories = repositoriesOf(json);
  const sold = repositories.some((one) => SOLD.test(stringAt(one, 'url') ?? ''));
  return sold || isObject(valueAt(json, 'config', 'client-certificate'));
}
