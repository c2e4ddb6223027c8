import { problemAt, runCommands } from '../facts/commands.ts';
import { commandSwitch, type Switch, variableSwitch } from '../facts/tls.ts';
import type { Rule } from '../rule.ts';

const ALL = [2, 3, 4, 5, 6, 12, 13, 14, 15, 16].map((number) => `checkov:CKV2_DOCKER_${number}`);

export const tlsVerificationOff: Rule = {
  id: 'tls/verification-off',
  level: 'high',
  title: 'The check of certificates is switched off',
  why: 'Whoever sits between the build and the server can then answer in its place, and put anything into the image.',
  fix: 'Hand the certificate of your proxy to the step: RUN --mount=type=secret,id=ca … with NODE_EXTRA_CA_CERTS, SSL_CERT_FILE or PIP_CERT.',
  aliases: ALL,
  sources: ['Checkov', 'OWASP'],
  examples: {
    bad: [
      { dockerfile: 'FROM a\nRUN curl -fsSLk https://example.com' },
      { dockerfile: 'FROM a\nRUN npm config set strict-ssl false' },
      { dockerfile: 'FROM a\nENV NODE_TLS_REJECT_UNAUTHORIZED=0' },
      { dockerfile: 'FROM a\nRUN GIT_SSL_NO_VERIFY=1 git clone https://example.com/a' },
      { dockerfile: 'FROM a\nRUN pip install --trusted-host example.com a' },
    ],
    good: [
      { dockerfile: 'FROM a\nENV NODE_TLS_REJECT_UNAUTHORIZED=1\nRUN curl -fsSL --cacert /ca https://example.com/-k' },
      { dockerfile: 'FROM a\nRUN npm config set strict-ssl true && wget -q https://example.com' },
    ],
  },
  *check(input) {
    const message = ({ what }: Switch) => `${what} no longer checks certificates.`;
    for (const { name, value, instruction, stage } of input.variables) {
      const found = variableSwitch(name, value ?? '');
      if (found)
        yield {
          message: message(found),
          line: instruction.line,
          endLine: instruction.endLine,
          stage,
          aliases: found.aliases,
        };
    }
    for (const located of runCommands(input)) {
      const { program, args, assignments } = located.command;
      const exported =
        program === 'export'
          ? args.map((word) => ({ name: word.split('=', 1)[0] ?? '', value: word.slice(word.indexOf('=') + 1) }))
          : [];
      const variables = [...assignments, ...exported].map(({ name, value }) => variableSwitch(name, value));
      const found = commandSwitch(program, args) ?? variables.find((each) => each !== undefined);
      if (found) yield problemAt(located, message(found), { aliases: found.aliases });
    }
  },
};
