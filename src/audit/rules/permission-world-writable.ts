import { problemAt, runCommands } from '../facts/commands.ts';
import type { Rule } from '../rule.ts';

/** `777`, `0666`, `a+w`, `o+rw`, `ugo=rwx`; with the sticky bit (`1777`) only the owner may remove. */
const WRITABLE = /^0?[0-7]?[0-7]{2}[2367]$|^(?:[^,]*,)?(?:[ug]*[oa][ugoa]*)[+=][rwxXst]*w/;
const STICKY = /^1[0-7]{3}$|\+t/;
const SEMANTIC = ['sonar:S2612', 'datadog:avoid_chmod_777'];

export const permissionWorldWritable: Rule = {
  id: 'permission/world-writable',
  level: 'medium',
  title: 'A file or folder can be written by everybody',
  why: 'Any process of the container can change it, whatever user it runs as: programs, settings, the application itself.',
  fix: 'Give the one folder that is written to the one user that writes it: install -d -o 10001 -g 10001 /data.',
  aliases: SEMANTIC,
  sources: ['SonarSource', 'CIS Docker Benchmark 4.8'],
  examples: {
    bad: [
      { dockerfile: 'FROM a\nRUN chmod -R 777 /app' },
      { dockerfile: 'FROM a\nRUN chmod a+w /app' },
      { dockerfile: 'FROM a\nCOPY --chmod=666 a /a' },
      { dockerfile: 'FROM a\nRUN mkdir -p -m 0777 /data' },
    ],
    good: [
      {
        dockerfile: 'FROM a\nRUN chmod 755 /a && chmod u+w /b && chmod 1777 /tmp && chmod g=u,o-w /c && chmod a+rx /d',
      },
      { dockerfile: 'FROM a AS build\nRUN chmod 777 x\nFROM b\nCOPY --chmod=0555 a /a' },
    ],
  },
  *check(input) {
    for (const located of runCommands(input, new Set(['chmod', 'mkdir', 'install']))) {
      const { program, args } = located.command;
      const mode =
        program === 'chmod' ? args.find((word) => !word.startsWith('-')) : args[args.indexOf('-m') + 1 || args.length];
      if (mode === undefined || !input.shipped.has(located.step.stage) || !isWritable(mode)) continue;
      yield problemAt(located, `${program} ${mode} lets everybody write.`, {
        aliases: /777$/.test(mode) ? SEMANTIC : ['sonar:S2612'],
      });
    }
    for (const stage of input.shipped) {
      for (const { keyword, flags, line, endLine } of stage.instructions) {
        const mode = flags.find(({ name }) => name === 'chmod')?.value?.text;
        if (mode === undefined || !isWritable(mode)) continue;
        yield {
          message: `${keyword} --chmod=${mode} lets everybody write.`,
          line,
          endLine,
          stage,
          aliases: ['sonar:S2612'],
        };
      }
    }
  },
};

function isWritable(mode: string): boolean {
  return WRITABLE.test(mode) && !STICKY.test(mode);
}
