import { expect, test } from 'vitest';
import { parseChallenges } from '../../src/images/challenge.ts';

const HUB = 'Bearer realm="https://auth.example.com/token",service="registry.example.com",scope="repository:a/b:pull"';
const HUB_PARSED = {
  realm: 'https://auth.example.com/token',
  service: 'registry.example.com',
  scope: 'repository:a/b:pull',
};

test.each<[string, [string, Record<string, string>][]]>([
  ['', []],
  ['Basic', [['basic', {}]]],
  ['Basic realm="x"', [['basic', { realm: 'x' }]]],
  ['basic realm=x', [['basic', { realm: 'x' }]]],
  [HUB, [['bearer', HUB_PARSED]]],
  [HUB.replaceAll(',', ' , '), [['bearer', HUB_PARSED]]],
  [
    `${HUB}, Basic realm="x"`,
    [
      ['bearer', HUB_PARSED],
      ['basic', { realm: 'x' }],
    ],
  ],
  [
    `Basic realm="x", ${HUB}`,
    [
      ['basic', { realm: 'x' }],
      ['bearer', HUB_PARSED],
    ],
  ],
  [
    `Negotiate, ${HUB}`,
    [
      ['negotiate', {}],
      ['bearer', HUB_PARSED],
    ],
  ],
  [
    `Negotiate YII.abc/+==, ${HUB}`,
    [
      ['negotiate', {}],
      ['bearer', HUB_PARSED],
    ],
  ],
  ['Bearer realm="a, b=c Basic"', [['bearer', { realm: 'a, b=c Basic' }]]],
  ['Bearer realm="a\\"b\\\\c"', [['bearer', { realm: 'a"b\\c' }]]],
  ['Bearer scope="pull,push", realm = "x"', [['bearer', { scope: 'pull,push', realm: 'x' }]]],
  ['Bearer REALM="x",Error="insufficient_scope"', [['bearer', { realm: 'x', error: 'insufficient_scope' }]]],
  ['Bearer realm=https://a.example.com/t,service=s', [['bearer', { realm: 'https://a.example.com/t', service: 's' }]]],
  ['Bearer realm=""', [['bearer', { realm: '' }]]],
  ['realm="x"', []],
  ['Bearer realm="x', [['bearer', {}]]],
  ['"', []],
  [',,, ,', []],
])('%s', (header, expected) => {
  const parsed = parseChallenges(header).map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)]);
  expect(parsed).toEqual(expected);
});

test('a hostile header is read quickly', () => {
  const started = performance.now();
  for (const part of ['a=', 'a="', '\\"', 'Bearer ', ', ', 'a ', '=', 'a="b",'])
    parseChallenges(`Bearer x="${part.repeat(50_000)}`);
  for (const part of ['a=', 'a="', 'Bearer ', ', ', 'a ', 'a', '=']) parseChallenges(part.repeat(50_000));
  expect(performance.now() - started).toBeLessThan(500);
});
