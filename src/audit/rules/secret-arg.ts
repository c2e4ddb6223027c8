import { isHarmlessValue, isLiteral, isSecretName } from '../facts/secret-names.ts';
import type { Rule } from '../rule.ts';

export const secretArg: Rule = {
  id: 'secret/arg',
  level: 'high',
  title: 'A credential is handed to the build as ARG',
  why: 'The values of ARG stand in the history of the image and in its provenance, also when no instruction uses them.',
  fix: 'Hand it to the build as a secret: RUN --mount=type=secret,id=….',
  aliases: [
    'buildkit:SecretsUsedInArgOrEnv',
    'hadolint:DL3064',
    'trivy:DS-0031',
    'semgrep:secret-in-build-arg',
    'sonar:S6472',
    'dockle:CIS-DI-0010',
    'cis:4.10',
  ],
  sources: ['CIS Docker Benchmark 4.10', 'BuildKit build checks'],
  examples: {
    bad: [{ dockerfile: 'FROM a\nARG NPM_TOKEN' }, { dockerfile: 'ARG DB_PASSWORD=hunter2\nFROM a' }],
    good: [{ dockerfile: 'FROM a\nARG NEXT_PUBLIC_KEY\nARG TOKEN_FILE\nARG GO_VERSION=1.26 AUTH_KEY=' }],
  },
  *check({ variables }) {
    for (const { name, value, instruction, stage } of variables) {
      if (instruction.keyword !== 'ARG' || !isSecretName(name) || (value !== null && isHarmlessValue(value))) continue;
      const { line, endLine } = instruction;
      const level = value !== null && isLiteral(value) ? 'critical' : 'high';
      yield { message: `ARG ${name} stays in the history of the image.`, line, endLine, stage, level };
    }
  },
};
