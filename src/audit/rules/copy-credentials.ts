import { contextSources } from '../facts/context.ts';
import type { Rule } from '../rule.ts';

/** Files that hold credentials by their usual names; samples and public halves are none. */
const CREDENTIALS =
  /^(?:\.env(?:\.(?!example$|sample$|template$|dist$)[\w.-]+)?|\.netrc|_netrc|\.pypirc|\.git-credentials|\.pgpass|\.htpasswd|\.dockercfg|id_(?:rsa|dsa|ecdsa|ed25519)|\.ssh|\.aws|\.docker|\.kube|\.gnupg|credentials\.json|[\w.-]*(?:private|key)\.pem|[\w.-]+\.(?:key|p12|pfx|kdbx))$/i;
const REGISTRY = /^(?:\.npmrc|\.yarnrc\.yml|auth\.json|pip\.conf)$/i;

export const copyCredentials: Rule = {
  id: 'copy/credentials',
  level: 'high',
  title: 'A file that holds credentials is copied',
  why: 'A copied file stays in its layer, even when a later command removes it: whoever gets the image or the build cache has the credentials.',
  fix: 'Mount it where it is needed: RUN --mount=type=secret,id=…; at run time hand it to the container.',
  aliases: ['dockle:CIS-DI-0010', 'cis:4.10'],
  sources: ['CIS Docker Benchmark 4.10', 'Docker documentation: build secrets'],
  examples: {
    bad: [
      { dockerfile: 'FROM a AS build\nCOPY .env .env\nFROM b' },
      { dockerfile: 'FROM a\nCOPY config/id_rsa /root/.ssh/id_rsa' },
      { dockerfile: 'FROM a\nCOPY package.json .npmrc ./' },
    ],
    good: [
      { dockerfile: 'FROM a\nCOPY .env.example keys.txt ca.pem id_rsa.pub ./' },
      { dockerfile: 'FROM a AS build\nCOPY package.json .npmrc ./\nFROM b' },
    ],
  },
  *check({ stages, shipped }) {
    for (const stage of stages) {
      for (const instruction of stage.instructions) {
        for (const source of contextSources(instruction)) {
          const name = source.replace(/\/$/, '').split('/').at(-1) ?? '';
          if (!CREDENTIALS.test(name) && !(REGISTRY.test(name) && shipped.has(stage))) continue;
          const { line, endLine, keyword } = instruction;
          yield { message: `${keyword} puts ${name} into a layer.`, line, endLine, stage };
        }
      }
    }
  },
};
