import type { Rule } from '../rule.ts';

const LOCAL = ['hadolint:DL3020', 'trivy:DS-0005', 'semgrep:prefer-copy-over-add', 'sonar:S7029'];
const ANY = ['checkov:CKV_DOCKER_4', 'kics:Add Instead of Copy', 'dockle:CIS-DI-0009', 'cis:4.9'];
const REMOTE_OR_ARCHIVE = /^(?:https?|git|ssh):\/\/|^git@|\.(?:tar|tgz|tbz2?|txz|tzst|gz|bz2|xz|zst|zip)$/i;

export const copyAdd: Rule = {
  id: 'copy/add',
  level: 'medium',
  title: 'ADD is used where COPY would do',
  why: 'ADD also downloads and unpacks: a local file that happens to be an archive is extracted, and an address is fetched without any check. COPY does what it says.',
  fix: 'Use COPY; download in a build stage, and check a checksum there.',
  aliases: [...LOCAL, ...ANY],
  sources: ['CIS Docker Benchmark 4.9'],
  examples: {
    bad: [
      { dockerfile: 'FROM a\nADD package.json /app/' },
      { dockerfile: 'FROM a\nADD https://example.com/tool /usr/bin/tool' },
      { dockerfile: 'FROM a\nONBUILD ADD . /app' },
    ],
    good: [{ dockerfile: 'FROM a\nCOPY package.json /app/' }],
  },
  *check({ stages }) {
    for (const stage of stages) {
      for (const written of stage.instructions) {
        const { keyword, words, flags } = written.inner ?? written;
        if (keyword !== 'ADD') continue;
        const special = words.slice(0, -1).some(({ text }) => REMOTE_OR_ARCHIVE.test(text));
        const checked = flags.some(({ name }) => name === 'checksum');
        const message = special ? 'ADD downloads or unpacks on its own.' : 'ADD is used where COPY would do.';
        const { line, endLine } = written;
        yield {
          message,
          line,
          endLine,
          stage,
          // no other checker looks behind ONBUILD
          aliases: written.inner ? [] : special ? ANY : [...LOCAL, ...ANY],
          level: checked ? 'low' : 'medium',
        };
      }
    }
  },
};
