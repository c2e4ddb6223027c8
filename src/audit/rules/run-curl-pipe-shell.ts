import type { RunCommand } from '../../dockerfile/run.ts';
import { problemAt } from '../facts/commands.ts';
import type { Rule } from '../rule.ts';

const CLIENTS = new Set(['curl', 'wget', 'fetch']);
const INTERPRETERS = new Set([
  'sh',
  'bash',
  'ash',
  'dash',
  'zsh',
  'ksh',
  'python',
  'python3',
  'perl',
  'ruby',
  'node',
  'php',
]);
const READERS = new Set([...INTERPRETERS, 'eval', 'source', '.']);

export const runCurlPipeShell: Rule = {
  id: 'run/curl-pipe-shell',
  level: 'high',
  title: 'A script is downloaded and run at once',
  why: 'Nobody has seen what runs: the server, or whoever sits before it, decides anew at every build, with the rights of root.',
  fix: 'Take the program from a pinned image (COPY --from=…@sha256:…), or download it, check its checksum, then run it.',
  aliases: ['scorecard:Pinned-Dependencies'],
  sources: ['OpenSSF Scorecard: Pinned-Dependencies'],
  examples: {
    bad: [
      { dockerfile: 'FROM a\nRUN curl -fsSL https://example.com/install.sh | sh' },
      { dockerfile: 'FROM a\nRUN wget -qO- https://example.com/i | tee /x | sudo -E bash -' },
      { dockerfile: 'FROM a\nRUN bash <(curl -s https://example.com/i)' },
      { dockerfile: 'FROM a\nRUN sh -c "$(curl -fsSL https://example.com/i)"' },
    ],
    good: [
      { dockerfile: 'FROM a\nRUN curl -fsSLo i.sh https://example.com/i.sh && echo "abc  i.sh" | sha256sum -c' },
      { dockerfile: 'FROM a\nRUN curl -fsSL https://example.com/a.tgz | tar xz && bash build.sh' },
    ],
  },
  *check({ runs }) {
    for (const step of runs) {
      const at = step.commands.findIndex((_, index) => runsDownload(step.commands, index));
      const command = step.commands[at];
      if (command) yield problemAt({ step, command }, 'A script is downloaded and run at once.');
    }
  },
};

function runsDownload(commands: readonly RunCommand[], at: number): boolean {
  const command = commands[at] as RunCommand;
  if (CLIENTS.has(command.program)) return isPipedIntoShell(commands, at);
  if (!READERS.has(command.program)) return false;
  const substituted = command.args.some((word) => /^\$\(\s*(?:curl|wget)\b/.test(word));
  const fromProcess = command.redirects.some(({ operator, target }) => operator === '<' && target === '');
  return substituted || (fromProcess && CLIENTS.has(commands[at + 1]?.program ?? ''));
}

function isPipedIntoShell(commands: readonly RunCommand[], at: number): boolean {
  if (commands[at]?.behind !== '|') return false;
  for (let next = at + 1; commands[next]?.before === '|'; next++) {
    if (INTERPRETERS.has(commands[next]?.program ?? '')) return true;
  }
  return false;
}
