import { describe, expect, it } from 'vitest';
import { salvageState } from '../../src/core/salvage.ts';
import { formatState, NO_STATE, type State } from '../../src/core/state.ts';

const pin = (reference: string, resolvedAt: string, digit = 'a') => ({
  reference,
  digest: `sha256:${digit.repeat(64)}`,
  kind: 'index' as const,
  source: 'registry' as const,
  resolvedAt,
  signature: 'not-checked' as const,
  signer: null,
});
const STATE: State = {
  ...NO_STATE,
  tool: '0.1.0',
  services: new Map([
    ['.', { answers: { stack: 'node', port: 3000 }, files: ['Dockerfile'], images: ['node:24'] }],
    ['apps/api', { answers: { stack: 'node' }, files: [], images: [] }],
  ]),
  pins: [pin('node:24', '2026-11-01'), pin('nginx:1', '2026-11-01')],
  files: new Map([
    ['.dockerignore', '*\n'],
    ['Dockerfile', 'FROM node:24\nUSER 1\n'],
  ]),
};
const nothing = () => null;

describe('what can be saved of a damaged lock', () => {
  it('is all of it when nothing is damaged', () => {
    expect(formatState(salvageState(formatState(STATE), nothing))).toBe(formatState(STATE));
  });

  it('is nothing when there is nothing', () => {
    for (const text of [null, '', 'x', '[]', 'null', '{"version":1,"pins":1,"files":[],"services":"x"}'])
      expect(salvageState(text, nothing)).toEqual(NO_STATE);
  });

  it('is the newer pin and the nearer base of both sides of a conflict', () => {
    const whole = formatState(STATE).trimEnd().split('\n');
    const other = formatState({
      ...STATE,
      pins: [pin('node:24', '2026-11-20', 'b'), pin('nginx:1', '2026-11-01')],
      files: new Map([...STATE.files, ['Dockerfile', 'FROM node:24\nUSER 2\n']]),
    })
      .trimEnd()
      .split('\n');
    const text = ['<<<<<<< HEAD', ...whole, '||||||| base', 'x', '=======', ...other, '>>>>>>> main'].join('\n');
    const mine = salvageState(text, () => 'FROM node:24\nUSER 1\n# mine\n');
    expect(mine.pins).toContainEqual(pin('node:24', '2026-11-20', 'b'));
    expect(mine.pins).toHaveLength(2);
    expect(mine.files.get('Dockerfile')).toBe('FROM node:24\nUSER 1\n');
    expect(salvageState(text, () => 'FROM node:24\nUSER 2\n').files.get('Dockerfile')).toBe('FROM node:24\nUSER 2\n');
  });

  it('is every whole entry of a file that breaks off, and never a text that may be cut', () => {
    const text = formatState(STATE);
    for (let length = 0; length < text.length - 2; length++) {
      const saved = salvageState(text.slice(0, length), nothing);
      for (const [path, content] of saved.files) expect(STATE.files.get(path), `cut at ${length}`).toBe(content);
      for (const each of saved.pins) expect(STATE.pins, `cut at ${length}`).toContainEqual(each);
    }
    const late = salvageState(text.slice(0, text.lastIndexOf('USER')), nothing);
    expect([...late.files.keys()]).toEqual(['.dockerignore']);
    expect(late.pins).toHaveLength(2);
  });

  it('leaves out what is not what it should be', () => {
    const lock = JSON.parse(formatState(STATE));
    lock.files['../outside'] = ['x'];
    lock.pins.push('x', { reference: 'node:22' });
    lock.services['..'] = {};
    const saved = salvageState(JSON.stringify(lock), nothing);
    expect(saved.pins).toEqual(STATE.pins.toSorted((a, b) => (a.reference < b.reference ? -1 : 1)));
    expect([...saved.services.keys()]).toEqual(['.', 'apps/api']);
    expect(saved.files.has('../outside')).toBe(false);
  });

  it('is refused when a newer tool wrote it', () => {
    const newer = formatState(STATE).replace('"version": 2', '"version": 3');
    expect(() => salvageState(newer, nothing)).toThrow(/newer create-secure-dockerfile/);
  });
});
