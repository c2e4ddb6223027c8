import type { Evidence } from '../../core/stack.ts';
import { listeningEvidence } from '../shared/listens.ts';
import type { SaidPort } from '../shared/port-files.ts';
import { shown } from '../shared/shown.ts';
import type { PhpFacts } from './facts.ts';
import type { Server } from './server.ts';
import type { CommandLine } from './start.ts';

interface Seen {
  readonly version: Evidence;
  readonly facts: PhpFacts;
  /** Null for a worker. */
  readonly port: SaidPort | null;
  /** What starts a worker, where nobody said it. */
  readonly command: CommandLine | undefined;
}

/** What was found, and what said so. */
export function evidenceOf({ version, facts, port, command }: Seen): Evidence[] {
  const { composer, framework, root, extensions, health } = facts;
  const found = framework?.packages.find((name) => composer?.packages.has(name));
  const one = (what: string, value: string, from: string): Evidence => ({ what, value, from });
  const asked = [...new Set(extensions.map(({ from }) => from))].join(', ');
  return [
    version,
    ...(composer ? [one('packageManager', 'composer', composer.lock ?? composer.path)] : []),
    ...(framework ? [one('framework', framework.id, found ?? 'your answer')] : []),
    ...(extensions.length > 0 ? [one('extensions', extensions.map(({ name }) => name).join(' '), asked)] : []),
    ...(command ? [one('start', command.words.join(' '), command.from)] : []),
    ...(port ? [one('documentRoot', root?.folder ?? 'none', root?.from ?? 'nothing: there is no index.php')] : []),
    ...listeningEvidence(port, health, 'a worker, which listens nowhere'),
    ...facts.frontEnd.detected,
  ];
}

/** What to know of it. */
export function notesOf(facts: PhpFacts, server: Server): string[] {
  const { composer, access, build, root, framework } = facts;
  return [
    ...(composer?.fetches && composer.lock === undefined
      ? [
          `There is no composer.lock beside ${composer.path}: run composer update and commit it, or nothing holds the packages to what you tested.`,
        ]
      : []),
    ...(composer?.repositories ?? []).map(
      (name) =>
        `composer.lock has no archive of ${name}, and the image that builds has no git: lock it again where archives can be fetched.`,
    ),
    ...(composer?.outside ?? []).map(
      (path) =>
        `The path repository ${shown(path)} lies outside of this folder, where the build cannot see it: run in the folder above both.`,
    ),
    ...access.notes,
    ...build.flatMap(({ notes }) => notes),
    ...(framework?.id === 'laravel' ? ofLaravel(facts) : []),
    ...(server === 'fpm' && framework?.apart ? [framework.apart] : []),
    ...(root?.folder === '.' && server === 'fpm'
      ? [
          'index.php lies beside everything else: nginx serves only files of the web’s own kinds, and PHP runs any script that is asked for but those of vendor, config and the like. A folder of its own (public) is safer.',
        ]
      : []),
  ];
}

/** What a container of Laravel is given, and what nobody does for it. */
function ofLaravel({ extensions }: PhpFacts): string[] {
  const driver = extensions.some(({ name }) => /^(?:pdo_|mongodb$)/.test(name));
  return [
    'Laravel needs APP_KEY when it runs: give it with --env or --env-file, never in the image.',
    'The database is not touched at start: run artisan migrate --force once per release, with --entrypoint php in the same image.',
    ...(driver
      ? []
      : ['No file names a database other than SQLite: --set extensions=pdo_mysql or pdo_pgsql adds its driver.']),
  ];
}
