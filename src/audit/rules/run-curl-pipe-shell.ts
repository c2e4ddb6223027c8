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
      const command = firstDownloadRun(step.commands);
      if (command) yield problemAt({ step, command }, 'A script is downloaded and run at once.');
    }
  },
};

function firstDownloadRun(commands: readonly RunCommand[]): RunCommand | undefined {
  // the download at the head of the pipe that the loop is in
  let download: RunCommand | undefined;
  for (const [at, command] of commands.entries()) {
    if (command.before !== '|') download = undefined;
    if (download && INTERPRETERS.has(command.program)) return download;
    if (CLIENTS.has(command.program) && command.behind === '|') download ??= command;
    if (READERS.has(command.program) && readsDownload(command, commands[at + 1])) return command;
  }
  return undefined;
}

/** `sh -c "$(curl …)"` and `bash <(curl …)`. */
function readsDownload({ args, redirects }: RunCommand, next: RunCommand | undefined): boolean {
  const fromProcess = redirects.some(({ operator, target }) => operator === '<' && target === '');
  return args.some((word) => /^\$\(\s*(?:curl|wget)\b/.test(word)) || (fromProcess && CLIENTS.has(next?.program ?? ''));
}
