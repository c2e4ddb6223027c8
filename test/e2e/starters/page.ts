import type { ManagerId } from '../lib/scaffold.ts';
import type { Result } from './results.ts';
import type { Starter } from './starter.ts';

const MANAGERS: readonly (readonly [ManagerId, string])[] = [
  ['npm', 'npm'],
  ['pnpm', 'pnpm'],
  ['yarn1', 'Yarn 1'],
  ['yarn4', 'Yarn 4'],
  ['bun', 'Bun'],
  ['own', 'its own'],
];

/** For the README: how many were green, when, and why not all. */
export function startersLine(starters: readonly Starter[], results: readonly Result[]): string {
  const green = results.filter((result) => result.green);
  const templates = new Set(green.map(({ starter }) => starter)).size;
  return `${green.length} of ${starters.length} green on ${lastDay(results)}: ${templates} starters, each with one or more of npm, pnpm, Yarn 1, Yarn 4 and Bun, or with what it brings itself.${reasons(starters)}`;
}

/** The whole page: a row for each starter, a column for each manager, and what stands in a cell that is not green. */
export function startersPage(starters: readonly Starter[], results: readonly Result[]): string {
  const names = [...new Set(starters.map(({ name }) => name))];
  const rows = names.map((name) => {
    const own = starters.filter((starter) => starter.name === name);
    const cells = MANAGERS.map(([id]) =>
      cell(
        own.find(({ manager }) => manager === id),
        results,
      ),
    );
    return [name, maker(own[0]?.scaffold ?? ''), ...cells];
  });
  const head = ['starter', 'made by', ...MANAGERS.map(([, title]) => title)];
  return `${[head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')}${reasons(starters)}`;
}

function cell(starter: Starter | undefined, results: readonly Result[]): string {
  if (!starter) return '';
  const result = results.find((each) => each.starter === starter.name && each.manager === starter.manager);
  if (result?.green) return result.megabytes?.toFixed(1) ?? '';
  if (starter.exception) return 'see below';
  return result ? '**fails**' : 'not run';
}

function maker(scaffold: string): string {
  const [, program] = /npx -y (\S+)/.exec(scaffold) ?? [];
  return program ? `\`${program}\`` : 'hand, after its guide';
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
