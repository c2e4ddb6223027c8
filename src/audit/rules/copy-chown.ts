import { hasFlag, hasShort, operands, problemAt, runCommands } from '../facts/commands.ts';
import { isRoot } from '../facts/users.ts';
import type { AuditInput, Rule } from '../rule.ts';

export const copyChown: Rule = {
  id: 'copy/chown',
  level: 'low',
  title: 'The files of the application belong to a user other than root',
  why: 'What the running user owns it can change: a flaw in the service becomes a changed service. Files that root owns and everybody may read are enough to run.',
  fix: 'Leave --chown out; give only the folders that the service writes to the running user.',
  aliases: ['kics:Chown Flag Exists', 'sonar:S6504'],
  sources: ['OWASP Docker rule 8', 'SonarSource'],
  examples: {
    bad: [
      { dockerfile: 'FROM a\nCOPY --chown=node:node . /app' },
      { dockerfile: 'FROM a\nWORKDIR /app\nRUN chown -R 1000:1000 /app' },
      { dockerfile: 'FROM a AS base\nCOPY --chown=1000 a /a\nFROM base' },
    ],
    good: [
      { dockerfile: 'FROM a\nCOPY --chown=0:0 a /a\nCOPY --chown=root b /b' },
      { dockerfile: 'FROM a AS build\nCOPY --chown=node . .\nFROM b\nCOPY --from=build /a /a' },
      { dockerfile: 'FROM a\nWORKDIR /app\nRUN mkdir data && chown -R 1000 data && chown -R root /app' },
    ],
  },
  *check(input) {
    for (const stage of input.shipped) {
      for (const { keyword, flags, line, endLine } of stage.instructions) {
        const owner = flags.find(({ name }) => name === 'chown')?.value?.text;
        if (owner === undefined || isRoot(owner)) continue;
        yield {
          message: `${keyword} --chown=${owner} lets the running user change these files.`,
          line,
          endLine,
          stage,
        };
      }
    }
    const application = applicationPaths(input);
    for (const located of runCommands(input, new Set(['chown']))) {
      const { step, command } = located;
      const [owner, ...paths] = [command.args.find((word) => !word.startsWith('-')) ?? '', ...operands(command.args)];
      if (!input.shipped.has(step.stage) || isRoot(owner) || !isRecursive(command.args)) continue;
      const whole = paths.find((path) => application.has(withoutSlash(path)));
      if (whole)
        yield problemAt(located, `chown -R ${owner} ${whole} lets the running user change the application.`, {
          aliases: [],
        });
    }
  },
};

function isRecursive(args: readonly string[]): boolean {
  return hasShort(args, 'R') || hasFlag(args, '--recursive');
}

/** The working directory and the targets of COPY; folders below them can be meant for data. */
function applicationPaths({ final, shipped }: AuditInput): ReadonlySet<string> {
  const paths = new Set(['.', '/', final?.workdir?.value ?? '.']);
  for (const { instructions } of shipped) {
    for (const { keyword, words } of instructions) {
      if (keyword === 'COPY' || keyword === 'ADD') paths.add(withoutSlash(words.at(-1)?.text ?? '.'));
    }
  }
  return paths;
}

function withoutSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}
