import { problemAt, runCommands } from '../facts/commands.ts';
import type { Rule } from '../rule.ts';

/** `u+s`, `+s`, `4755`, `6755`. Only the group's bit (`g+s`, `2755`) is usual on folders, where it is harmless. */
const ADDS = /^(?:[go]*[ua][ugoa]*)?[+=][rwxXt]*s|^0?[4567][0-7]{3}$/;

export const setidAdded: Rule = {
  id: 'setid/added',
  level: 'high',
  title: 'A program is made to run as its owner',
  why: 'Whoever starts a set-uid program runs as its owner, mostly root. It is the shortest way from a flaw in a service to root in its container.',
  fix: 'Leave the bit out; give the service the one capability that it needs at run time.',
  aliases: ['sonar:S2612'],
  sources: ['CIS Docker Benchmark 4.8'],
  examples: {
    bad: [
      { dockerfile: 'FROM a\nRUN chmod u+s /bin/ping' },
      { dockerfile: 'FROM a\nRUN install -m 4755 x /usr/bin/x' },
      { dockerfile: 'FROM a\nCOPY --chmod=4755 x /usr/bin/x' },
    ],
    good: [
      { dockerfile: 'FROM a\nRUN chmod 0755 /bin/ping && chmod a-s /x && chmod g+s /srv' },
      { dockerfile: 'FROM a\nCOPY --chmod=0555 x /usr/bin/x' },
    ],
  },
  *check(input) {
    for (const located of runCommands(input, new Set(['chmod', 'install', 'mkdir']))) {
      const { program, args } = located.command;
      const mode =
        program === 'chmod' ? args.find((word) => !/^-[A-Za-z-]*$/.test(word)) : args[args.indexOf('-m') + 1];
      if (program !== 'chmod' && !args.includes('-m')) continue;
      if (mode !== undefined && ADDS.test(mode)) yield problemAt(located, `${program} ${mode} sets the set-uid bit.`);
    }
    for (const stage of input.stages) {
      for (const { keyword, flags, line, endLine } of stage.instructions) {
        const mode = flags.find(({ name }) => name === 'chmod')?.value?.text;
        if (mode !== undefined && ADDS.test(mode))
          yield { message: `${keyword} --chmod=${mode} sets the set-uid bit.`, line, endLine, stage };
      }
    }
  },
};
