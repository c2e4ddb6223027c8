/** The day on which the tables below were last compared with their sources. */
export const SUPPORT_CHECKED = '2026-11-23';

/**
 * The last day of security support by the publisher, by product and release line; null: supported, no end is published.
 * Sources: endoflife.date (2026-08-22), Node.js release schedule (2026-11). Where they name only a month or a year, the date
 * is its last day. Paid and community long-term support does not count, except for Node.js and Java, where it is the release itself. A line that ends in 0
 * needs quotes: 3.10 as a number is 3.1.
 */
export const SUPPORT_ENDS: Readonly<Record<string, Readonly<Record<string, string | null>>>> = {
  node: {
    26: '2029-04-30',
    25: '2026-06-01',
    24: '2028-04-30',
    23: '2025-06-01',
    22: '2027-04-30',
    21: '2024-06-01',
    20: '2026-04-30',
    19: '2023-06-01',
    18: '2025-04-30',
    17: '2022-06-01',
    16: '2023-09-11',
    15: '2021-06-01',
    14: '2023-04-30',
    13: '2020-06-01',
    12: '2022-04-30',
    11: '2019-06-01',
    10: '2021-04-30',
    8: '2019-12-31',
    6: '2019-04-30',
  },
  python: {
    3.14: '2030-10-31',
    3.13: '2029-10-31',
    3.12: '2028-10-31',
    3.11: '2027-10-31',
    '3.10': '2026-10-31',
  },
  go: { 1.27: null, 1.26: null, 1.25: '2026-08-19' },
  java: {
    27: null,
    26: '2026-09-15',
    25: '2031-09-30',
    21: '2029-12-31',
    17: '2027-10-31',
    11: '2027-10-31',
    8: '2030-12-31',
  },
  rust: { '1.100': null, 1.99: '2026-11-11', 1.98: '2026-09-30' },
  dotnet: { '10.0': '2028-11-14', '9.0': '2026-11-10', '8.0': '2026-11-10' },
  php: { 8.5: '2029-12-31', 8.4: '2028-12-31', 8.3: '2027-12-31', 8.2: '2026-12-31' },
  ruby: { '4.0': '2029-03-31', 3.4: '2028-03-31', 3.3: '2027-03-31', 3.2: '2026-03-31' },
  debian: { 13: '2028-08-31', 12: '2026-07-11' },
  alpine: { 3.24: '2028-06-30', 3.23: '2027-11-30', 3.22: '2027-05-31', 3.21: '2026-11-01' },
  ubuntu: { 22.04: '2027-04-30' },
};
