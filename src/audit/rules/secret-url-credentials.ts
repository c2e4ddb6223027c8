import type { Rule } from '../rule.ts';

/** `scheme://user:password@` and `https://$TOKEN@`. */
const URL_WITH_PASSWORD =
  /(?<![\w+.-])[a-z][a-z0-9+.-]{1,15}:\/\/(?:[^\s/:@"'`]{0,200}:([^\s/@"'`]{1,200})|(\$\{?\w{1,100}\}?))@/gi;

export const secretUrlCredentials: Rule = {
  id: 'secret/url-credentials',
  level: 'high',
  title: 'An address holds a password',
  why: 'Addresses are logged, stored (.git/config keeps the one of a clone) and shown in the history of the image, with everything in them.',
  fix: 'Hand a .netrc or a credential file to the step: RUN --mount=type=secret,id=netrc,target=/root/.netrc.',
  aliases: ['kics:Passwords And Secrets', 'cis:4.10'],
  sources: ['CIS Docker Benchmark 4.10', 'OWASP Docker rule 12'],
  examples: {
    bad: [
      { dockerfile: 'FROM a\nENV DATABASE_URL=postgres://app:hunter2@db/app' },
      { dockerfile: 'FROM a\nARG T\nRUN git clone https://x-access-token:$T@example.com/a.git' },
      { dockerfile: 'FROM a\nRUN pip install --index-url https://$T@example.com/simple b' },
    ],
    good: [
      {
        dockerfile:
          '# postgres://user:password@host/db\nFROM a\nRUN git clone ssh://git@example.com/a.git && curl https://example.com/a:b@c',
      },
      { dockerfile: 'FROM a\nRUN git clone https://git@example.com/a.git' },
    ],
  },
  *check({ dockerfile, lineAt }) {
    const comments = new Set(dockerfile.comments.map(({ line }) => line));
    for (const match of dockerfile.text.matchAll(URL_WITH_PASSWORD)) {
      const line = lineAt(match.index);
      if (comments.has(line)) continue;
      const literal = match[1] !== undefined && !match[1].includes('$');
      const message = literal
        ? 'This address holds a password.'
        : 'This address gets its password from a variable and keeps it.';
      yield { message, line, level: literal ? 'critical' : 'high' };
    }
  },
};
