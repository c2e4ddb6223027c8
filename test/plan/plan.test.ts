import { describe, expect, it } from 'vitest';
import { type FileAction, isForeign, planFiles, resolveForeign } from '../../src/core/plan.ts';
import { mergeFile } from '../../src/merge/index.ts';

const B = 'FROM a\nUSER 1\nEXPOSE 1\nCMD ["a"]\n';
const R = 'FROM b\nUSER 1\nEXPOSE 1\nCMD ["a"]\n';
const EDITED = 'FROM a\nUSER 1\nEXPOSE 1\nCMD ["mine"]\n';
const MERGED = 'FROM b\nUSER 1\nEXPOSE 1\nCMD ["mine"]\n';
const NEWER = 'FROM mine\nUSER 1\nEXPOSE 1\nCMD ["a"]\n';
const crlf = (text: string) => text.replaceAll('\n', '\r\n');

function plan(b: string | null, c: string | null, r: string | null): FileAction[] {
  const rendered = r === null ? [] : [{ path: 'Dockerfile', text: r }];
  return planFiles(rendered, new Map(b === null ? [] : [['Dockerfile', b]]), new Map([['Dockerfile', c]]), mergeFile);
}

describe('the update table', () => {
  // B last rendered, C on disk, R rendered now → action, text afterwards, next base
  it.each<[string, string | null, string | null, string | null, FileAction['action'], string | null, string | null]>([
    ['nothing there', null, null, R, 'create', R, R],
    ['the same by chance', null, R, R, 'keep', R, R],
    ['a foreign file', null, B, R, 'conflict', B, null],
    ['deleted by the user', B, null, R, 'keep', null, R],
    ['deleted by the user, nothing new', B, null, B, 'keep', null, B],
    ['unchanged', B, B, B, 'keep', B, B],
    ['only ours changed', B, B, R, 'update', R, R],
    ['only theirs changed', B, EDITED, B, 'keep', EDITED, B],
    ['both changed', B, EDITED, R, 'merge', MERGED, R],
    ['both made the same change', B, R, R, 'keep', R, R],
    ['no longer generated', B, B, null, 'delete', null, null],
    ['no longer generated, edited', B, EDITED, null, 'keep', EDITED, null],
    ['no longer generated, gone', B, null, null, 'keep', null, null],
    ['a newer digest of the user stays', B, NEWER, B, 'keep', NEWER, B],
    ['line ends do not count: same', null, crlf(R), R, 'keep', crlf(R), R],
    ['line ends do not count: unchanged', B, crlf(B), B, 'keep', crlf(B), B],
    ['line ends are kept in an update', B, crlf(B), R, 'update', crlf(R), R],
    ['line ends are kept in a merge', B, crlf(EDITED), R, 'merge', crlf(MERGED), R],
  ])('%s', (_, b, c, r, action, text, base) => {
    expect(plan(b, c, r)).toEqual([
      { path: 'Dockerfile', action, text, base, current: c, reason: expect.stringMatching(/\w/) },
    ]);
  });

  it('marks an overlap and takes the new text as the next base', () => {
    const [action] = plan(B, NEWER, R);
    expect(action).toMatchObject({ action: 'conflict', base: R });
    expect(action?.text).toBe(
      [
        '<<<<<<< yours',
        'FROM mine',
        '||||||| generated before',
        'FROM a',
        '=======',
        'FROM b',
        '>>>>>>> generated now',
        'USER 1\nEXPOSE 1\nCMD ["a"]\n',
      ].join('\n'),
    );
  });

  it('does not touch a file whose conflict nobody has solved yet', () => {
    const marked = plan(B, NEWER, R)[0]?.text ?? '';
    expect(plan(R, marked, R)).toEqual([
      expect.objectContaining({
        action: 'conflict',
        text: marked,
        base: R,
        reason: 'conflict markers are still in it',
      }),
    ]);
  });

  it('keeps the order of rendering and puts what is no longer generated last', () => {
    const actions = planFiles(
      [
        { path: 'b', text: '1\n' },
        { path: 'a', text: '1\n' },
      ],
      new Map([
        ['z', 'x'],
        ['y', 'x'],
      ]),
      new Map(),
      mergeFile,
    );
    expect(actions.map(({ path }) => path)).toEqual(['b', 'a', 'y', 'z']);
  });
});

describe('a foreign file', () => {
  const foreign = plan(null, 'FROM theirs\n', R)[0] as FileAction;
  const none = { base: null, current: null };

  it('is told apart from a merge conflict', () => {
    expect(isForeign(foreign)).toBe(true);
    expect(isForeign(plan(B, NEWER, R)[0] as FileAction)).toBe(false);
  });

  it('can be overwritten', () => {
    expect(resolveForeign(foreign, 'overwrite', R, none, mergeFile)).toEqual([
      expect.objectContaining({ action: 'update', text: R, base: R, current: 'FROM theirs\n' }),
    ]);
  });

  it('can be left alone, and is asked about again', () => {
    expect(resolveForeign(foreign, 'skip', R, none, mergeFile)).toEqual([
      expect.objectContaining({ action: 'keep', text: 'FROM theirs\n', base: null }),
    ]);
  });

  it('can get the new text beside it', () => {
    expect(resolveForeign(foreign, 'beside', R, none, mergeFile)).toEqual([
      expect.objectContaining({ path: 'Dockerfile', action: 'keep', base: null }),
      expect.objectContaining({ path: 'Dockerfile.new', action: 'create', text: R, base: R }),
    ]);
  });

  it('does not lose what stands beside it already', () => {
    const [, beside] = resolveForeign(foreign, 'beside', R, { base: null, current: 'precious\n' }, mergeFile);
    expect(beside).toMatchObject({ path: 'Dockerfile.new', action: 'conflict', text: 'precious\n' });
  });
});
