import { problemAt } from '../facts/commands.ts';
import { packageCalls } from '../facts/packages.ts';
import type { Rule, Step } from '../rule.ts';

const INSTALLS = /^(?:install|add|in|source|build-dep|upgrade|dist-upgrade|full-upgrade|satisfy|fetch)$/;

export const packageUpdateAlone: Rule = {
  id: 'package/update-alone',
  level: 'medium',
  title: 'Package lists are updated in a step of their own',
  why: 'The step is cached: a later install in another step works with old lists and gets old packages, or none.',
  fix: 'Update and install in one RUN.',
  aliases: ['trivy:DS-0017', 'checkov:CKV_DOCKER_5', 'kics:Update Instruction Alone', 'dockle:CIS-DI-0007', 'cis:4.7'],
  sources: ['CIS Docker Benchmark 4.7'],
  examples: {
    bad: [
      { dockerfile: 'FROM a\nRUN apt-get update\nRUN apt-get install -y curl' },
      { dockerfile: 'FROM a\nRUN apk update' },
    ],
    good: [
      { dockerfile: 'FROM a\nRUN apt-get update && apt-get install -y curl' },
      { dockerfile: 'FROM a\nRUN apk --update add curl' },
    ],
  },
  *check(input) {
    const installing = new Set<Step>();
    const calls = [...packageCalls(input)];
    for (const { step, action } of calls) if (INSTALLS.test(action)) installing.add(step);
    for (const call of calls) {
      if (call.action !== 'update' || installing.has(call.step) || !/^(?:apt|apt-get|aptitude|apk)$/.test(call.manager))
        continue;
      yield problemAt(call, `${call.manager} update stands alone, so its result is cached.`);
    }
  },
};
