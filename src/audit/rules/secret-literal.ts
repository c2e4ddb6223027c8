import { problemAt, runCommands } from '../facts/commands.ts';
import { isHarmlessValue, isLiteral, isSecretName } from '../facts/secret-names.ts';
import { findSecrets } from '../facts/secret-shapes.ts';
import type { Rule } from '../rule.ts';

const FLAG = /^--?([A-Za-z][\w-]{1,60})=(.+)$/s;

export const secretLiteral: Rule = {
  id: 'secret/literal',
  level: 'critical',
  title: 'A credential stands in the file',
  why: 'Whoever can read the repository, the image or its history has it, and removing it later does not take it back.',
  fix: 'Revoke it, and hand the new one to the build as a secret: RUN --mount=type=secret,id=….',
  aliases: ['kics:Passwords And Secrets', 'dockle:CIS-DI-0010', 'cis:4.10'],
  sources: ['CIS Docker Benchmark 4.10', 'NIST SP 800-190 4.1'],
  examples: {
    bad: [
      { dockerfile: `FROM a\nENV X=ghp_${'a1B2'.repeat(9)}` },
      { dockerfile: `FROM a\nLABEL x="AKIA${'Q2X7'.repeat(4)}"` },
      { dockerfile: 'FROM a\nRUN PGPASSWORD=hunter2 psql' },
      { dockerfile: 'FROM a\nRUN mysql --password=hunter2' },
      { dockerfile: `FROM a\nCOPY <<EOF /key\n-----BEGIN RSA ${'PRIVATE'} KEY-----\nEOF` },
    ],
    good: [
      { dockerfile: 'FROM a\nRUN PGPASSWORD="$(cat /run/secrets/pg)" psql --token=$TOKEN --auth=' },
      { dockerfile: 'FROM a\nRUN KEY_FILE=abc x --key-path=abc --key=/etc/key --max-key=3' },
      { dockerfile: 'FROM a:1@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef' },
    ],
  },
  *check(input) {
    for (const { what, offset } of findSecrets(input.dockerfile.text)) {
      yield { message: `This looks like ${what}.`, line: input.lineAt(offset) };
    }
    for (const located of runCommands(input)) {
      const { assignments, args } = located.command;
      const flags = args
        .map((word) => FLAG.exec(word))
        .map((match) => ({ name: match?.[1] ?? '', value: match?.[2] ?? '' }));
      const found = [...assignments, ...flags].find(
        ({ name, value }) => isSecretName(name) && isLiteral(value) && !isHarmlessValue(value),
      );
      if (found) yield problemAt(located, `The value of ${found.name} stands in the file.`);
    }
  },
};
