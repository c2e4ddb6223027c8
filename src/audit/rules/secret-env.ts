import { isHarmlessValue, isLiteral, isSecretName } from '../facts/secret-names.ts';
import type { Rule } from '../rule.ts';

export const secretEnv: Rule = {
  id: 'secret/env',
  level: 'high',
  title: 'A credential is kept in ENV',
  why: 'ENV is a part of the image: docker inspect and docker history show it to everybody who has the image, and every process of the container inherits it.',
  fix: 'At build time use RUN --mount=type=secret,id=…; at run time hand it to the container.',
  aliases: [
    'buildkit:SecretsUsedInArgOrEnv',
    'hadolint:DL3064',
    'trivy:DS-0031',
    'sonar:S6472',
    'dockle:CIS-DI-0010',
    'cis:4.10',
  ],
  sources: ['CIS Docker Benchmark 4.10', 'BuildKit build checks'],
  examples: {
    bad: [
      { dockerfile: 'FROM a\nENV DB_PASSWORD=hunter2' },
      { dockerfile: 'FROM a\nARG NPM_TOKEN\nENV NPM_TOKEN=$NPM_TOKEN' },
      { dockerfile: 'FROM a\nENV API_KEY hunter2 3' },
    ],
    good: [
      {
        dockerfile:
          'FROM a\nENV PUBLIC_KEY=abc DB_PASSWORD_FILE=/run/secrets/db AUTH_TOKEN= SSH_AUTH_SOCK=/x USE_AUTH=true',
      },
      { dockerfile: 'FROM a\nENV KEYBOARD=de TOKENIZERS_PARALLELISM=false' },
    ],
  },
  *check({ variables }) {
    for (const { name, value, instruction, stage } of variables) {
      if (instruction.keyword !== 'ENV' || !isSecretName(name) || isHarmlessValue(value ?? '')) continue;
      const { line, endLine } = instruction;
      yield {
        message: `ENV ${name} becomes a part of the image.`,
        line,
        endLine,
        stage,
        level: isLiteral(value ?? '') ? 'critical' : 'high',
      };
    }
  },
};
