import { describe, expect, test } from 'vitest';
import { lostNotes } from '../../src/foreign/lost.ts';
import { readEarlier } from '../../src/foreign/read.ts';
import { goldenCases } from '../cases.ts';

/** What we write says of itself what it was written from: nothing that we know of is misread, and nothing is called lost. */
describe.each(goldenCases())('our own Dockerfile of $name', ({ generate }) => {
  test('is read back as the answers that it was written from', () => {
    const { answers, files, spec } = generate();
    const { path = '', text = '' } = files.find((file) => file.path.endsWith('Dockerfile')) ?? {};
    const read = readEarlier(path, text, answers.service);
    const said = Object.fromEntries(Object.entries(read.answers).map(([key, { value }]) => [key, value]));
    const { port, healthcheck } = answers;
    expect(said.port ?? null).toBe(port);
    // nginx answers a path of its own
    expect(said.healthcheck ?? null).toBe(answers.start === null && healthcheck !== null ? '/healthz' : healthcheck);
    const own = spec.secrets.filter((each) => each.for === 'build' && text.includes(`type=secret,id=${each.id},`));
    expect(said.secrets ?? []).toEqual(own.map(({ id }) => id));
    expect(read.notes).toEqual([]);
  });

  test('has lost nothing against itself', () => {
    const { files } = generate();
    const { path = '', text = '' } = files.find((file) => file.path.endsWith('Dockerfile')) ?? {};
    expect(lostNotes(path, text, text)).toEqual([]);
  });
});
