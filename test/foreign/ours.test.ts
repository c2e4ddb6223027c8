import { describe, expect, test } from 'vitest';
import { lostNotes } from '../../src/foreign/lost.ts';
import { readEarlier } from '../../src/foreign/read.ts';
import { stacks } from '../../src/stacks/index.ts';
import { goldenCases } from '../cases.ts';

/** Stacks that build in images of other stacks', or of Debian: nothing in FROM tells them. */
const UNTOLD = ['cpp', 'generic', 'static', 'zig'];

/** What we write says of itself what it was written from: nothing that we know of is misread, and nothing is called lost. */
describe.each(goldenCases())('our own Dockerfile of $name', ({ generate }) => {
  test('is read back as the answers that it was written from', () => {
    const { answers, files, spec } = generate();
    const [main, front] = files.filter((file) => file.path.endsWith('Dockerfile'));
    const { path = '', text = '' } = main ?? {};
    const read = readEarlier(path, text, answers.service, stacks);
    const said = Object.fromEntries(Object.entries(read.answers).map(([key, { value }]) => [key, value]));
    if (!UNTOLD.includes(answers.stack)) {
      expect(read.stack).toBe(answers.stack);
      // a tag may name the line only
      expect(`${answers.runtimeVersion}.`.indexOf(`${said.runtimeVersion ?? answers.runtimeVersion}.`)).toBe(0);
      const [base] = String(said.base ?? answers.base).split('@');
      expect(base).toBe(answers.base.startsWith('mcr.') ? 'distroless' : answers.base);
    }
    const { port, healthcheck } = answers;
    // what stands before a service that speaks no HTTP itself has its port
    const served = front ? readEarlier(front.path, front.text, answers.service, stacks).answers.port?.value : said.port;
    expect(served ?? null).toBe(port);
    // nginx answers a path of its own
    const asked = text.includes('HEALTHCHECK NONE') ? null : healthcheck;
    expect(said.healthcheck ?? null).toBe(answers.start === null && asked !== null ? '/healthz' : asked);
    const handed = spec.secrets.filter((each) => each.for === 'build' && text.includes(`type=secret,id=${each.id},`));
    expect(said.secrets ?? []).toEqual(handed.map(({ id }) => id));
    // an image of the user's own is taken over where it is Node's, and where everything stands on it
    const own = answers.base.includes('/') ? / keeps it, where it has a shell and the user that / : /^$/;
    expect(read.notes.filter((note) => !own.test(note))).toEqual([]);
  });

  test('has lost nothing against itself', () => {
    const { files } = generate();
    const { path = '', text = '' } = files.find((file) => file.path.endsWith('Dockerfile')) ?? {};
    expect(lostNotes(path, text, text, stacks)).toEqual([]);
  });
});
