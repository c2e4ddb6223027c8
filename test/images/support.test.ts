import { expect, test } from 'vitest';
import { supportedVersions, supportOf } from '../../src/images/support.ts';
import { SUPPORT_CHECKED, SUPPORT_ENDS } from '../../src/images/support-data.ts';

const TODAY = '2026-11-23';

test('every date is a real day', () => {
  const dates = [SUPPORT_CHECKED, ...Object.values(SUPPORT_ENDS).flatMap((lines) => Object.values(lines))];
  for (const date of dates) if (date !== null) expect(new Date(date).toISOString().slice(0, 10)).toBe(date);
});

test.each([
  ['node', '24', 'supported'],
  ['node', '24.3.0', 'supported'],
  ['node', 'v22.1', 'supported'],
  ['node', '26', 'supported'],
  ['node', '20', 'ended'],
  ['node', '20.11.1', 'ended'],
  ['node', '25', 'ended'],
  ['node', '99', 'unknown'],
  ['node', 'lts/*', 'unknown'],
  ['node', '', 'unknown'],
  ['node', 'constructor', 'unknown'],
  ['__proto__', 'x', 'unknown'],
  ['cobol', '85', 'unknown'],
  ['python', '3.10', 'ended'],
  ['python', '3.10.4', 'ended'],
  ['python', '3.1', 'unknown'],
  ['python', '3.13.2', 'supported'],
  ['go', '1.27.1', 'supported'],
  ['go', '1.25', 'ended'],
  ['java', '21', 'supported'],
  ['dotnet', '10', 'supported'],
  ['dotnet', '8.0', 'ended'],
  ['php', '8.2', 'supported'],
  ['ruby', '4.0.1', 'supported'],
  ['ruby', '3.2', 'ended'],
  ['debian', '12', 'ended'],
  ['alpine', '3.21', 'ended'],
])('%s %s is %s', (product, version, state) => {
  expect(supportOf(product, version, TODAY).state).toBe(state);
});

test('support lasts through its last day', () => {
  expect(supportOf('node', '22', '2027-04-30')).toEqual({ state: 'supported', until: '2027-04-30' });
  expect(supportOf('node', '22', '2027-05-01')).toEqual({ state: 'ended', on: '2027-04-30' });
});

test('the supported lines come newest first', () => {
  expect(supportedVersions('node', TODAY)).toEqual(['26', '24', '22']);
  expect(supportedVersions('node', '2028-01-01')).toEqual(['26', '24']);
  expect(supportedVersions('python', TODAY)[0]).toBe('3.14');
  expect(supportedVersions('alpine', TODAY)).toEqual(['3.24', '3.23', '3.22']);
  expect(supportedVersions('cobol', TODAY)).toEqual([]);
});
