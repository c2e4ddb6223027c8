import { splitReference } from '../../dockerfile/reference.ts';
import type { Rule } from '../rule.ts';

/** Alpine is BusyBox, whose wget is there whether a health check uses it or not. */
const BUSYBOX = /(?:^|\/)busybox(?:[:@]|$)|alpine/;
const CLIENTS = new Set(['curl', 'wget', 'nc', 'netcat']);

export const healthcheckNeedsCurl: Rule = {
  id: 'healthcheck/needs-curl',
  level: 'low',
  title: 'The health check needs a download tool in the image',
  why: 'An intruder uses curl or wget to fetch more, and they bring flaws of their own. The runtime that is there anyway can ask itself.',
  fix: 'Ask with the runtime: HEALTHCHECK CMD ["node", "-e", "require(\'node:http\').get(…)"].',
  aliases: [],
  sources: ['CIS Docker Benchmark 4.3'],
  examples: {
    bad: [
      { dockerfile: 'FROM a\nHEALTHCHECK CMD curl -f http://localhost/ || exit 1' },
      { dockerfile: 'FROM a\nHEALTHCHECK CMD ["wget", "-q", "http://127.0.0.1/"]' },
    ],
    good: [
      { dockerfile: 'FROM nginx:1.31-alpine\nHEALTHCHECK CMD ["wget", "-q", "http://127.0.0.1/"]' },
      { dockerfile: `FROM nginx@sha256:${'a'.repeat(64)}\nHEALTHCHECK CMD ["wget", "-q", "http://127.0.0.1/"]` },
      { dockerfile: 'FROM a\nHEALTHCHECK CMD ["node", "-e", "0"]\nCMD ["curl"]' },
    ],
  },
  *check({ steps, shipped }) {
    for (const { keyword, commands, stage } of steps) {
      const client =
        keyword === 'HEALTHCHECK' && shipped.has(stage)
          ? commands.find(({ program }) => CLIENTS.has(program))
          : undefined;
      if (client && !(client.program === 'wget' && mayBeBusybox(stage?.origin ?? '')))
        yield { message: `The health check needs ${client.program} in the image.`, line: client.line, stage };
    }
  },
};

/** With a digest and no tag, nobody can tell what kind of image it is. */
function mayBeBusybox(image: string): boolean {
  const { tag, digest } = splitReference(image);
  return BUSYBOX.test(image) || (tag === null && digest !== null);
}
