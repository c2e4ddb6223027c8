/** One line of Node.js releases. Days are UTC; `end` is the last day with fixes. */
export interface NodeRelease {
  readonly major: number;
  readonly codename: string | null;
  readonly start: string;
  readonly lts: string | null;
  readonly end: string;
}

/** Where the table comes from, and when: it is data that ages. */
export const NODE_RELEASES_FROM = {
  source: 'npm package node-releases 2.0.65, release-schedule.json',
  seen: '2026-11-23',
};

type Row = readonly [major: number, codename: string | null, start: string, lts: string | null, end: string];

const ROWS: readonly Row[] = [
  [4, 'argon', '2015-09-08', '2015-10-12', '2018-04-30'],
  [5, null, '2015-10-29', null, '2016-06-30'],
  [6, 'boron', '2016-04-26', '2016-10-18', '2019-04-30'],
  [7, null, '2016-10-25', null, '2017-06-30'],
  [8, 'carbon', '2017-05-30', '2017-10-31', '2019-12-31'],
  [9, null, '2017-10-01', null, '2018-06-30'],
  [10, 'dubnium', '2018-04-24', '2018-10-30', '2021-04-30'],
  [11, null, '2018-10-23', null, '2019-06-01'],
  [12, 'erbium', '2019-04-23', '2019-10-21', '2022-04-30'],
  [13, null, '2019-10-22', null, '2020-06-01'],
  [14, 'fermium', '2020-04-21', '2020-10-27', '2023-04-30'],
  [15, null, '2020-10-20', null, '2021-06-01'],
  [16, 'gallium', '2021-04-20', '2021-10-26', '2023-09-11'],
  [17, null, '2021-10-19', null, '2022-06-01'],
  [18, 'hydrogen', '2022-04-19', '2022-10-25', '2025-04-30'],
  [19, null, '2022-10-18', null, '2023-06-01'],
  [20, 'iron', '2023-04-18', '2023-10-24', '2026-04-30'],
  [21, null, '2023-10-17', null, '2024-06-01'],
  [22, 'jod', '2024-04-24', '2024-10-29', '2027-04-30'],
  [23, null, '2024-10-16', null, '2025-06-01'],
  [24, 'krypton', '2025-05-06', '2025-10-28', '2028-04-30'],
  [25, null, '2025-10-15', null, '2026-06-01'],
  [26, 'lithium', '2026-05-05', '2026-10-28', '2029-04-30'],
];

export const NODE_RELEASES: readonly NodeRelease[] = ROWS.map(([major, codename, start, lts, end]) => ({
  major,
  codename,
  start,
  lts,
  end,
}));

/** What is taken when nothing says a version: an LTS line that libraries have had time to follow. */
export const DEFAULT_NODE = 24;

/** The lines that get fixes on a day (`2026-11-24`), oldest first. */
export function supportedOn(today: string): readonly NodeRelease[] {
  return NODE_RELEASES.filter((release) => release.start <= today && today <= release.end);
}

/** The supported lines that are LTS lines (even majors), whether their LTS phase has begun or not, oldest first. */
export function supportedLts(today: string): readonly NodeRelease[] {
  return supportedOn(today).filter((release) => release.lts !== null);
}
