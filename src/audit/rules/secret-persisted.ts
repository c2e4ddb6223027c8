import { problemAt } from '../facts/commands.ts';
import { keepsSecret, secretPlaces } from '../facts/persisted.ts';
import type { Rule } from '../rule.ts';

const MOUNT = '--mount=type=secret,id=token';

export const secretPersisted: Rule = {
  id: 'secret/persisted',
  level: 'critical',
  title: 'A secret is written into a layer',
  why: 'A secret mount is gone when its step ends; a copy of it is not. The layer, the build cache and everybody who pulls the image keep it.',
  fix: 'Mount the secret as the very file that the tool reads: --mount=type=secret,id=npmrc,target=/root/.npmrc.',
  aliases: [],
  sources: ['Docker documentation: build secrets', 'CIS Docker Benchmark 4.10'],
  examples: {
    bad: [
      { dockerfile: `FROM a\nRUN ${MOUNT} cp /run/secrets/token /app/token` },
      { dockerfile: `FROM a\nRUN ${MOUNT} cat /run/secrets/token > .npmrc && npm ci` },
      { dockerfile: `FROM a\nRUN ${MOUNT} T=$(cat /run/secrets/token) && echo "_authToken=$T" >> ~/.npmrc` },
      { dockerfile: 'FROM a\nRUN --mount=type=secret,id=t,env=T npm config set //registry.example.com/:_authToken $T' },
      {
        dockerfile:
          'FROM a\nRUN --mount=type=secret,id=t,env=T git config --global url."https://x:$T@example.com/".insteadOf https://example.com/',
      },
      { dockerfile: 'FROM a\nRUN --mount=type=secret,id=t,target=/root/t tee /etc/t < /root/t' },
    ],
    good: [
      { dockerfile: `FROM a\nRUN ${MOUNT} NPM_TOKEN=$(cat /run/secrets/token) npm ci > /dev/null 2>&1` },
      { dockerfile: 'FROM a\nRUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci && cp a b' },
      { dockerfile: `FROM a\nRUN ${MOUNT} --mount=type=tmpfs,target=/t cp /run/secrets/token /t/x && npm ci` },
      { dockerfile: `FROM a\nRUN ${MOUNT} cat /run/secrets/token > .npmrc && npm ci && rm -f .npmrc` },
      {
        dockerfile:
          'FROM a\nRUN npm config set registry https://registry.example.com/ && git config --global user.name me',
      },
      // git is who everybody is over ssh, and no credential
      { dockerfile: 'FROM a\nRUN git config --global url.https://example.com/.insteadOf ssh://git@example.com/' },
    ],
  },
  *check({ runs }) {
    for (const step of runs) {
      const secrets = secretPlaces(step);
      for (const command of step.commands) {
        const where = keepsSecret(command, secrets);
        if (where !== undefined) yield problemAt({ step, command }, `A secret is kept in ${where}.`);
      }
    }
  },
};
