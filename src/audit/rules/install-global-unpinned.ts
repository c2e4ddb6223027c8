import { problemAt, runCommands } from '../facts/commands.ts';
import { unpinnedGlobals } from '../facts/installs.ts';
import type { Rule } from '../rule.ts';

const NPM = ['hadolint:DL3016', 'kics:NPM Install Command Without Pinned Version', 'scorecard:Pinned-Dependencies'];

export const installGlobalUnpinned: Rule = {
  id: 'install/global-unpinned',
  level: 'medium',
  title: 'A program is installed without its exact version',
  why: 'No lock file holds for a global install, so each build takes the newest version of the day.',
  fix: 'Write the exact version: npm install -g pnpm@10.34.4.',
  aliases: NPM,
  sources: ['OpenSSF Scorecard: Pinned-Dependencies', 'hadolint'],
  examples: {
    bad: [
      { dockerfile: 'FROM a\nRUN npm install -g pnpm' },
      { dockerfile: 'FROM a\nRUN npm i -g npm@latest && yarn global add serve@14' },
    ],
    good: [
      { dockerfile: 'FROM a\nRUN npm install -g --ignore-scripts pnpm@10.34.4 @scope/tool@1.2.3' },
      { dockerfile: 'FROM a\nRUN npm install -g ./tool.tgz' },
    ],
  },
  *check(input) {
    for (const located of runCommands(input)) {
      const names = unpinnedGlobals(located);
      if (names.length === 0) continue;
      const aliases =
        located.command.program !== 'npm' ? [] : names.every((name) => /.@/.test(name)) ? NPM.slice(1) : NPM;
      yield problemAt(located, `${names.join(', ')} is installed without an exact version.`, { aliases });
    }
  },
};
