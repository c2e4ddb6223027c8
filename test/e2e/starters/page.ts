import { type ManagerColumn, managersByKind } from '../lib/scaffold.ts';
import type { Result } from './results.ts';
import type { Starter } from './starter.ts';

/** For the README: how many were green, when, and why not all. */
export function startersLine(starters: readonly Starter[], results: readonly Result[]): string {
  const green = results.filter((result) => result.green);
  const templates = new Set(green.map(({ starter }) => starter)).size;
  const kinds = managersByKind().map(
    ({ kind, managers }) => `${kind} (${managers.map(({ title }) => title).join(', ')})`,
  );
  return `${green.length} of ${starters.length} green on ${lastDay(results)}: ${templates} starters of ${kinds.join(', ')}, each locked by one or more of these.${reasons(starters)}`;
}

/** The whole page: a table for each kind of manager, with a row for each starter, and what stands in a cell that is not green. */
export function startersPage(starters: readonly Starter[], results: readonly Result[]): string {
  const tables = managersByKind().map(({ kind, managers }) => table(kind, managers, starters, results));
  return `${tables.filter((each) => each !== '').join('\n\n')}${reasons(starters)}`;
}

function table(
  kind: string,
  managers: readonly ManagerColumn[],
  starters: readonly Starter[],
  results: readonly Result[],
): string {
  const listed = starters.filter(({ manager }) => managers.some(({ id }) => id === manager));
  const names = [...new Set(listed.map(({ name }) => name))];
  if (names.length === 0) return '';
  const rows = names.map((name) => {
    const own = listed.filter((starter) => starter.name === name);
    const of = (id: string) => own.find(({ manager }) => manager === id);
    return [name, maker(own[0]?.scaffold ?? ''), ...managers.map(({ id }) => cell(of(id), results))];
  });
  const head = [kind, 'made by', ...managers.map(({ title }) => title)];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function cell(starter: Starter | undefined, results: readonly Result[]): string {
  if (!starter) return '';
  const result = results.find((each) => each.starter === starter.name && each.manager === starter.manager);
  if (result?.green) return result.megabytes?.toFixed(1) ?? '';
  if (starter.exception) return 'see below';
  return result ? '**fails**' : 'not run';
}

/** What made a starter, by its exact version: a command, the sources of a package, a module. */
const MAKERS: readonly RegExp[] = [
  /npx -y (\S+)/,
  /uvx (?:--from )?'?([\w-]+)(?:\[\w+\])?'?(==[\w.]+)/,
  /pip download(?: (?:--\S+|:all:))+ ([\w-]+==[\w.]+)/,
  /go mod download -json (\S+)/,
  /-DarchetypeArtifactId=(\S+) -DarchetypeVersion(=\S+)/,
  /io\.quarkus:(quarkus-maven-plugin:[\d.]+):create/,
];
/** Commands of the workshop's own managers. */
const OWN = /(?:^|&& )((?:uv|bun) init\b|cargo new\b)/;

function maker(scaffold: string): string {
  const made = MAKERS.map((pattern) => pattern.exec(scaffold)).find((match) => match !== null) ?? OWN.exec(scaffold);
  if (made && !scaffold.startsWith('cp -r /guides/')) return `\`${made.slice(1).join('')}\``;
  return 'hand, after its guide';
}

function reasons(starters: readonly Starter[]): string {
  const excused = starters.filter(({ exception }) => exception);
  return excused.map(({ name, manager, exception }) => `\n\n${name} with ${manager}: ${exception?.why}.`).join('');
}

function lastDay(results: readonly Result[]): string {
  return (
    results
      .map(({ date }) => date)
      .sort()
      .at(-1) ?? ''
  );
}
